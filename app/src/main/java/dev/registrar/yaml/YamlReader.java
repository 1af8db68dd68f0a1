package dev.registrar.yaml;

import dev.registrar.text.Places;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument.Kind;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML that anybody may have written: whatever it is, the answer is a document, in bounded time and memory. */
public final class YamlReader {
    private YamlReader() {}

    public static YamlDocument read(byte[] bytes) {
        return read(Decoded.of(bytes));
    }

    public static YamlDocument read(String text) {
        return read(Decoded.of(text));
    }

    private static YamlDocument read(Decoded decoded) {
        return decoded.problem()
                .map(problem -> new YamlDocument(decoded.text(), Optional.empty(), List.of(problem)))
                .orElseGet(() -> parse(decoded.text()));
    }

    private static YamlDocument parse(String text) {
        Places places = Places.of(text);
        Problems problems = new Problems();
        if (hasEndlessLine(places, problems)) {
            return new YamlDocument(text, Optional.empty(), problems.inOrder());
        }
        noteLineSeparators(text, places, problems);
        Optional<YamlNode> root = Optional.empty();
        try {
            root = new TreeBuilder(new ParserImpl(new StreamReader(text), options()), text, places, problems).build();
        } catch (MarkedYAMLException fault) {
            problems.add(SyntaxFault.of(fault, text, places));
        } catch (TreeBuilder.LimitReached limit) {
            // The problem has been noted where it was met; half a tree would look like entries that were removed.
            root = Optional.empty();
        }
        return new YamlDocument(text, root, problems.inOrder());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        options.setCodePointLimit(Limits.BYTES + 1);
        return options;
    }

    private static boolean hasEndlessLine(Places places, Problems problems) {
        for (int line = 1; line <= places.lines(); line++) {
            int start = places.lineStart(line);
            if (places.lineEnd(line) - start > Limits.LINE) {
                problems.add(
                        Kind.LIMIT,
                        Pointer.ROOT,
                        places.word(start),
                        "this line is longer than " + Limits.LINE + " characters",
                        "write one key and value on each line");
                return true;
            }
        }
        return false;
    }

    /** YAML 1.1 ends a line at these, and so does this parser; YAML 1.2, editors and GitHub do not. */
    private static void noteLineSeparators(String text, Places places, Problems problems) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u0085' || c == '\u2028' || c == '\u2029') {
                problems.add(
                        Kind.SHAPE,
                        Pointer.ROOT,
                        places.span(i, i + 1),
                        String.format(
                                "an invisible line separator (U+%04X), which some readers take for a new line",
                                (int) c),
                        String.format("delete it, or write it as \"\\u%04X\" in double quotes", (int) c));
                return;
            }
        }
    }
}
