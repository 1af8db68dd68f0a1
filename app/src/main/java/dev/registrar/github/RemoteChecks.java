package dev.registrar.github;

import dev.registrar.pull.CheckRun;
import dev.registrar.pull.CheckRun.Annotation;
import dev.registrar.pull.Checks;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;

/** {@link Checks} on GitHub. */
final class RemoteChecks implements Checks {
    // GitHub, "Create a check run": 50 annotations a request; an update adds to those that are there.
    private static final int BATCH = 50;

    private final Hub hub;
    private final long appId;

    RemoteChecks(Hub hub, long appId) {
        this.hub = hub;
        this.appId = appId;
    }

    @Override
    public long publish(Repository repository, CheckRun run) {
        return hub.ask(repository, remote -> published(remote, run));
    }

    /** Not by hub4j's own batches: those conclude with the first, and a gate could look decided while it is not shown. */
    private static long published(GHRepository remote, CheckRun run) throws IOException {
        List<Annotation> annotations = run.annotations();
        int last = annotations.isEmpty() ? 0 : (annotations.size() - 1) / BATCH;
        GHCheckRunBuilder first =
                remote.createCheckRun(run.name(), run.head().value()).withExternalID(run.externalId());
        run.detailsUrl().ifPresent(first::withDetailsURL);
        long id = batch(first, run, 0, last).create().getId();
        for (int number = 1; number <= last; number++) {
            batch(remote.updateCheckRun(id), run, number, last).create();
        }
        return id;
    }

    private static GHCheckRunBuilder batch(GHCheckRunBuilder request, CheckRun run, int number, int last) {
        List<Annotation> annotations = run.annotations();
        GHCheckRunBuilder.Output output = new GHCheckRunBuilder.Output(run.title(), run.summary());
        if (!run.text().isEmpty()) {
            output.withText(run.text());
        }
        annotations
                .subList(number * BATCH, Math.min(annotations.size(), (number + 1) * BATCH))
                .forEach(annotation -> output.add(annotation(annotation)));
        request.add(output);
        if (number < last || run.conclusion() == CheckRun.Conclusion.NONE_YET) {
            return request.withStatus(GHCheckRun.Status.IN_PROGRESS);
        }
        run.actions()
                .forEach(action -> request.add(
                        new GHCheckRunBuilder.Action(action.label(), action.description(), action.identifier())));
        return request.withStatus(GHCheckRun.Status.COMPLETED).withConclusion(conclusion(run.conclusion()));
    }

    private static GHCheckRunBuilder.Annotation annotation(Annotation annotation) {
        GHCheckRunBuilder.Annotation made = new GHCheckRunBuilder.Annotation(
                annotation.path(),
                annotation.startLine(),
                annotation.endLine(),
                level(annotation.level()),
                annotation.message());
        if (!annotation.title().isEmpty()) {
            made.withTitle(annotation.title());
        }
        if (annotation.startLine() == annotation.endLine()) {
            annotation.startColumn().ifPresent(made::withStartColumn);
            annotation.endColumn().ifPresent(made::withEndColumn);
        }
        return made;
    }

    private static GHCheckRun.AnnotationLevel level(Annotation.Level level) {
        return switch (level) {
            case NOTICE -> GHCheckRun.AnnotationLevel.NOTICE;
            case WARNING -> GHCheckRun.AnnotationLevel.WARNING;
            case FAILURE -> GHCheckRun.AnnotationLevel.FAILURE;
        };
    }

    private static GHCheckRun.Conclusion conclusion(CheckRun.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> GHCheckRun.Conclusion.SUCCESS;
            case FAILURE -> GHCheckRun.Conclusion.FAILURE;
            case ACTION_REQUIRED -> GHCheckRun.Conclusion.ACTION_REQUIRED;
            case NEUTRAL -> GHCheckRun.Conclusion.NEUTRAL;
            case NONE_YET -> throw new IllegalArgumentException("a run in progress has no conclusion");
        };
    }

    @Override
    public List<Published> on(Repository repository, HeadSha head) {
        return hub.ask(repository, remote -> {
            // Sorted, so that the same question has the same address, and its ETag is found again.
            Map<String, Object> ours = new TreeMap<>(Map.of("app_id", appId, "filter", "latest"));
            List<Published> runs = new ArrayList<>();
            for (GHCheckRun run : remote.getCheckRuns(head.value(), ours).withPageSize(Rest.PAGE)) {
                String externalId = run.getExternalId();
                runs.add(new Published(
                        run.getId(),
                        run.getName(),
                        externalId == null ? "" : externalId,
                        run.getStatus() == GHCheckRun.Status.COMPLETED));
            }
            return runs;
        });
    }
}
