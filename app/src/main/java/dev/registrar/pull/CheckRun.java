package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/**
 * A check run to publish. Texts are within GitHub's limits already: title and summary are never empty, summary and text at
 * most 65,535 characters. Any number of annotations: the adapter sends them 50 at a time and concludes last.
 *
 * @param externalId what a later try finds this run by
 */
public record CheckRun(
        String name,
        HeadSha head,
        String externalId,
        Optional<String> detailsUrl,
        Conclusion conclusion,
        String title,
        String summary,
        String text,
        List<Annotation> annotations,
        List<Action> actions) {
    public CheckRun {
        annotations = List.copyOf(annotations);
        actions = List.copyOf(actions);
    }

    /** How a run ends, if it has. The others that GitHub knows would satisfy a required check or mean nothing here. */
    public enum Conclusion {
        SUCCESS,
        FAILURE,
        ACTION_REQUIRED,
        NEUTRAL,
        /** The run is in progress, and hides an older one that has ended. */
        NONE_YET
    }

    /** Lines and columns are 1-based and inclusive; columns only where start and end line are the same (GitHub). */
    public record Annotation(
            String path,
            int startLine,
            int endLine,
            Optional<Integer> startColumn,
            Optional<Integer> endColumn,
            Level level,
            String title,
            String message) {
        public enum Level {
            NOTICE,
            WARNING,
            FAILURE
        }
    }

    /** A button: label at most 20 characters, description 40, identifier 20 (GitHub). */
    public record Action(String label, String description, String identifier) {}
}
