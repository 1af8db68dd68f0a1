package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Check suites and runs. Guarded by the lock of {@link World}. */
final class Check {
    private Check() {}

    /** All runs of one App on one commit. */
    static final class Suite {
        final long id;
        final String headSha;
        final @Nullable String headBranch;
        final Instant createdAt;
        final List<Run> runs = new ArrayList<>();
        Instant updatedAt;
        boolean requeued;

        Suite(long id, String headSha, @Nullable String headBranch, Instant at) {
            this.id = id;
            this.headSha = headSha;
            this.headBranch = headBranch;
            this.createdAt = at;
            this.updatedAt = at;
        }

        String status() {
            if (runs.isEmpty() || requeued) {
                return "queued";
            }
            return runs.stream().allMatch(run -> run.status.equals("completed")) ? "completed" : "in_progress";
        }

        /** The worst of the newest run of each name. */
        @Nullable
        String conclusion() {
            if (!status().equals("completed")) {
                return null;
            }
            List<String> worstFirst = List.of(
                    "failure", "timed_out", "cancelled", "action_required", "stale", "success", "neutral", "skipped");
            return latest(runs).stream()
                    .map(run -> String.valueOf(run.conclusion))
                    .min(Comparator.comparingInt(worstFirst::indexOf))
                    .orElse(null);
        }
    }

    /** One check run. */
    static final class Run {
        final long id;
        final Suite suite;
        final ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        String name;
        String status;

        @Nullable
        String conclusion;

        @Nullable
        String externalId;

        @Nullable
        String detailsUrl;

        @Nullable
        String title;

        @Nullable
        String summary;

        @Nullable
        String text;

        Instant startedAt;

        @Nullable
        Instant completedAt;

        ArrayNode actions = JsonNodeFactory.instance.arrayNode();

        Run(long id, Suite suite, String name, String status, Instant at) {
            this.id = id;
            this.suite = suite;
            this.name = name;
            this.status = status;
            this.startedAt = at;
        }
    }

    /** The newest run of each name, in the order in which the names came up. */
    static List<Run> latest(List<Run> runs) {
        var byName = new LinkedHashMap<String, Run>();
        runs.forEach(run -> byName.put(run.name, run));
        return List.copyOf(byName.values());
    }
}
