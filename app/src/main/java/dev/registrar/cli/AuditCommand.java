package dev.registrar.cli;

import dev.registrar.audit.Anchors;
import dev.registrar.audit.AuditLog;
import dev.registrar.git.CommitTrailers;
import dev.registrar.git.LocalRepository;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit}: the audit record, for other programs to read, and whether it holds. */
@Command(
        name = "audit",
        description = {
            "Exports and verifies the audit record.",
            "",
            "Works on the database of the server, whose settings it reads; the server may run meanwhile. With --verify alone"
                    + " nothing is exported; with --format too, the outcome goes to standard error. A record that does not"
                    + " hold ends with status 1."
        })
final class AuditCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: json).")
    private @Nullable Format format;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Export what was recorded from then on: a day in UTC, or a time such as 2026-01-12T08:00:00Z.")
    private @Nullable String since;

    @Option(names = "--verify", description = "Check the chain of hashes.")
    private boolean verify;

    @Option(
            names = "--repo",
            paramLabel = "CLONE",
            description = "With --verify: check it against the trailers in a clone of the catalog, too.")
    private @Nullable Path repo;

    private final Console console;
    private final Map<String, String> environment;
    private final Clock clock;

    AuditCommand(Console console, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    enum Format {
        json,
        csv
    }

    @Override
    public Integer call() {
        if (repo != null && !verify) {
            throw new UsageProblem("registrar audit: --repo goes with --verify");
        }
        Instant from = since == null ? Instant.EPOCH : instant(since);
        boolean export = !verify || format != null || since != null;
        try (Database database = open()) {
            if (export) {
                export(database.audit(), from);
            }
            return (verify && !holds(database.audit(), export) ? ExitStatus.BLOCKED : ExitStatus.PASS).code();
        }
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageProblem("registrar audit: --since takes a day such as 2026-01-12, or a time such as"
                    + " 2026-01-12T08:00:00Z");
        }
    }

    private Database open() {
        return OpenDatabase.existing(SettingsOrUsage.read(environment), clock);
    }

    private void export(AuditLog log, Instant from) {
        try (AuditExport export =
                format == Format.csv ? new AuditExport.Csv(console.out()) : new AuditExport.Json(console.out())) {
            log.forEach(from, export);
        }
        console.out().flush();
    }

    private boolean holds(AuditLog log, boolean exported) {
        List<String> misfits = new ArrayList<>();
        String chain = log.verify()
                .match(
                        intact -> "The chain of " + intact.records() + " records is intact; the last is "
                                + intact.lastHash() + ".",
                        broken -> {
                            misfits.add("The chain breaks at record " + broken.seq() + ": " + broken.reason() + ".");
                            return "";
                        });
        List<String> lines = new ArrayList<>(chain.isEmpty() ? List.of() : List.of(chain));
        if (repo != null) {
            Anchors anchors = anchors(log, repo);
            List<String> apart = anchors.misfits();
            misfits.addAll(apart);
            if (apart.isEmpty()) {
                lines.add(anchors.size() + " commits of " + repo + " name their records.");
            }
        }
        lines.addAll(misfits);
        lines.forEach(line -> {
            if (exported) {
                console.complain(line);
            } else {
                console.out().println(line);
            }
        });
        return misfits.isEmpty();
    }

    private static Anchors anchors(AuditLog log, Path clone) {
        Anchors anchors = new Anchors();
        log.forEach(Instant.EPOCH, anchors::record);
        try {
            CommitTrailers.read(clone, new CommitTrailers.Reader() {
                @Override
                public void commit(String name) {
                    anchors.commit(name);
                }

                @Override
                public void trailer(CommitTrailers.Trailer trailer) {
                    anchors.trailer(trailer.commit(), trailer.key(), trailer.value());
                }
            });
        } catch (LocalRepository.NotUsable e) {
            throw new UsageProblem("registrar audit: --repo: " + e.getMessage());
        }
        return anchors;
    }
}
