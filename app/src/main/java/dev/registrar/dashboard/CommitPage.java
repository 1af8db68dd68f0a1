package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import dev.registrar.history.Judgement;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RepositoryName;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** What was said of one commit: where the details of its check runs are. */
final class CommitPage {
    private final Sources sources;
    private final Sight sight;
    private final Parts parts;
    private final GitHubPages github;

    CommitPage(Sources sources, Sight sight, Parts parts, GitHubPages github) {
        this.sources = sources;
        this.sight = sight;
        this.parts = parts;
        this.github = github;
    }

    Optional<Page> show(Viewer viewer, String repository, HeadSha head) {
        return sight.of(viewer).named(repository).flatMap(governed -> {
            List<Judgement> said =
                    sources.history().judgements().of(governed.repository().id(), head.value());
            return said.isEmpty()
                    ? Optional.empty()
                    : Optional.of(show(viewer, governed.repository().name(), head, said));
        });
    }

    private Page show(Viewer viewer, RepositoryName repository, HeadSha head, List<Judgement> said) {
        List<DomContent> content = new ArrayList<>();
        content.add(p(
                about(repository, said.get(0).about()),
                span(", commit "),
                a(Parts.code(head.abbreviated())).withHref(github.commit(repository, head))));
        content.add(Parts.table(
                "Check runs",
                List.of("Check", "Outcome", "In short", "Since"),
                said.stream().map(this::row).toList()));
        for (Judgement one : said) {
            if (!one.findings().isEmpty()) {
                content.add(h2(word(one.name())));
                content.add(Parts.table(
                        "Findings of " + one.name(),
                        List.of("Rule", "Weight", "Place", "What and why"),
                        one.findings().stream()
                                .map(found -> finding(repository, head, found))
                                .toList()));
            }
        }
        undecided(said).ifPresent(words -> content.add(Parts.lines(words)));
        return Frame.below(viewer, Dashboard.OVERVIEW, repository + " at " + head.abbreviated(), content);
    }

    /** Where nothing could be judged, the one run there is says why. */
    private static Optional<String> undecided(List<Judgement> said) {
        boolean alone = said.size() == 1 && said.get(0).conclusion().equals("failure");
        return alone && !said.get(0).note().isBlank()
                ? Optional.of(TextContentRenderer.builder()
                        .build()
                        .render(Parser.builder().build().parse(said.get(0).note())))
                : Optional.empty();
    }

    private DomContent about(RepositoryName repository, String about) {
        if (!about.matches("[0-9]{1,9}")) {
            return span("Merge queue");
        }
        int number = Integer.parseInt(about);
        return a("Pull request #" + number).withHref(github.pull(repository, number));
    }

    private List<DomContent> row(Judgement one) {
        return List.of(Parts.words(one.name()), conclusion(one), Parts.words(one.title()), parts.ago(one.at()));
    }

    static DomContent conclusion(Judgement one) {
        return switch (one.conclusion()) {
            case "success" -> Parts.badge("passed", Parts.Mood.GOOD);
            case "failure" -> Parts.badge("failed", Parts.Mood.BAD);
            case "action_required" -> Parts.badge("waits for approval", Parts.Mood.WARN);
            default -> Parts.badge(Parts.plain(one.conclusion()), Parts.Mood.PLAIN);
        };
    }

    private List<DomContent> finding(RepositoryName repository, HeadSha head, Judgement.Found found) {
        Parts.Mood mood = switch (found.level()) {
            case "failure" -> Parts.Mood.BAD;
            case "warning" -> Parts.Mood.WARN;
            default -> Parts.Mood.PLAIN;
        };
        String weight = switch (found.level()) {
            case "failure" -> "blocks";
            case "warning" -> "alert";
            default -> "note";
        };
        return List.of(
                Parts.code(found.rule()),
                Parts.badge(weight, mood),
                Parts.link(
                        github.line(repository, head, found.path(), found.line()),
                        Parts.words(found.path() + ":" + found.line())),
                Parts.lines(found.message()));
    }

    private static String word(String name) {
        return Parts.plain(name.replaceFirst("^registrar/", ""));
    }
}
