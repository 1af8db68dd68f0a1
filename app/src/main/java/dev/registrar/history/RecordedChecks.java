package dev.registrar.history;

import dev.registrar.pull.CheckRun;
import dev.registrar.pull.Checks;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Check runs, each of which is recorded before it is published, so that its page is there when somebody follows the link. */
public final class RecordedChecks implements Checks {
    // A page of more is read by nobody, and `registrar check` prints them all.
    private static final int MOST_FINDINGS = 200;
    private static final int LONGEST_NOTE = 4_000;

    private final Checks checks;
    private final History history;
    private final Clock clock;

    public RecordedChecks(Checks checks, History history, Clock clock) {
        this.checks = checks;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public long publish(Repository repository, CheckRun run) {
        history.landscape().seen(repository);
        history.judgements().record(judgement(repository, run));
        return checks.publish(repository, run);
    }

    private Judgement judgement(Repository repository, CheckRun run) {
        String note = run.annotations().isEmpty() ? run.summary() : "";
        return new Judgement(
                repository.id(),
                run.head().value(),
                run.name(),
                run.externalId().split("/", 2)[0],
                run.conclusion().name().toLowerCase(Locale.ROOT),
                run.title(),
                note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE) + "…",
                run.annotations().stream()
                        .limit(MOST_FINDINGS)
                        .map(one -> new Judgement.Found(
                                one.level().name().toLowerCase(Locale.ROOT),
                                one.title(),
                                one.path(),
                                one.startLine(),
                                one.message()))
                        .toList(),
                clock.instant());
    }

    @Override
    public List<Published> on(Repository repository, HeadSha head) {
        return checks.on(repository, head);
    }
}
