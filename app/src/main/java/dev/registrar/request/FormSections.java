package dev.registrar.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * An issue's text, divided by the form's headings.
 *
 * @param values by field, without white space around them and with line feeds for line ends; of those without a fault
 * @param faults by field: headings that are missing, repeated or out of order
 */
record FormSections(Map<FormLabel, String> values, Map<FormLabel, FormFault> faults) {
    // Nobody nests deeper to be read.
    private static final int DEEPEST = 100;
    // Only blocks are asked for: reading what stands in a paragraph would cost time in the square of its length.
    private static final Parser BLOCKS = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(context -> (lines, block) -> {})
            .maxOpenBlockParsers(DEEPEST)
            .build();

    FormSections {
        values = Map.copyOf(values);
        faults = Map.copyOf(faults);
    }

    Optional<String> value(FormLabel label) {
        return Optional.ofNullable(values.get(label));
    }

    /** A heading of the form: its field, and where its line starts and ends. */
    private record Mark(FormLabel label, int start, int end) {}

    static FormSections of(String body) {
        String text = body.replace("\r\n", "\n").replace('\r', '\n');
        List<Mark> all = marks(text);
        List<Mark> marks = upToLastField(all);
        Map<FormLabel, String> values = new EnumMap<>(FormLabel.class);
        Map<FormLabel, FormFault> faults = new EnumMap<>(FormLabel.class);
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            int end = i + 1 < marks.size() ? marks.get(i + 1).start() : text.length();
            values.put(mark.label(), text.substring(mark.end(), end).strip());
        }
        for (FormLabel label : FormLabel.values()) {
            fault(label, marks, all, text).ifPresent(fault -> faults.put(label, fault));
        }
        values.keySet().removeAll(faults.keySet());
        return new FormSections(values, faults);
    }

    private static List<Mark> marks(String text) {
        List<Mark> marks = new ArrayList<>();
        for (Node node = BLOCKS.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && !heading.getSourceSpans().isEmpty()) {
                int start = heading.getSourceSpans().get(0).getInputIndex();
                int lineFeed = text.indexOf('\n', start);
                int end = lineFeed < 0 ? text.length() : lineFeed;
                FormLabel.ofHeading(text.substring(start, end).stripTrailing())
                        .filter(label -> start == 0 || text.charAt(start - 1) == '\n')
                        .ifPresent(label -> marks.add(new Mark(label, start, end)));
            }
        }
        return marks;
    }

    private static List<Mark> upToLastField(List<Mark> marks) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).label() == FormLabel.JUSTIFICATION) {
                return marks.subList(0, i + 1);
            }
        }
        return marks;
    }

    private static Optional<FormFault> fault(FormLabel label, List<Mark> marks, List<Mark> all, String text) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).label() == label) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return Optional.of(missing(label, all, text));
        }
        if (places.size() > 1) {
            return fault(
                    label,
                    "The heading stands there " + places.size() + " times, so it is not clear which one counts.",
                    "Edit the issue and leave one of them.");
        }
        return marks.subList(0, places.get(0)).stream()
                .map(Mark::label)
                .filter(before -> before.compareTo(label) > 0)
                .findFirst()
                .flatMap(before -> fault(
                        label,
                        "The heading stands below “" + before.text() + "”.",
                        "Edit the issue and put the headings back in the order of the form."));
    }

    private static FormFault missing(FormLabel label, List<Mark> all, String text) {
        if (all.stream().anyMatch(mark -> mark.label() == label)) {
            return new FormFault(
                    label.text(),
                    "The heading stands below “" + FormLabel.JUSTIFICATION.text()
                            + "”, where everything is part of the justification.",
                    "Edit the issue and put the headings back in the order of the form.");
        }
        boolean swallowed = text.lines().anyMatch(line -> line.strip().equals(label.heading()));
        return new FormFault(
                label.text(),
                swallowed
                        ? "The heading is inside a code block, a quote or a comment that begins above it."
                        : "The heading `" + label.heading() + "` is missing.",
                swallowed
                        ? "Edit the issue and close what is open above it."
                        : "Edit the issue and add it, or file a new request with the form.");
    }

    private static Optional<FormFault> fault(FormLabel label, String message, String remedy) {
        return Optional.of(new FormFault(label.text(), message, remedy));
    }
}
