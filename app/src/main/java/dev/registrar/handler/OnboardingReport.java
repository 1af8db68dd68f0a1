package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Verdict;
import dev.registrar.inbox.Lease;
import dev.registrar.onboarding.RequestLabels;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.report.CheckRuns;
import dev.registrar.snapshot.SnapshotReader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The check on the pull request that proposes a configuration: how the whole catalog stands, blocking nothing. */
final class OnboardingReport {
    /** About a pull request: that it is one of these. */
    private static final String KIND = "onboarding-pull";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final CheckPublisher checks;
    private final Clock clock;

    OnboardingReport(GitHubPorts github, Ledgers ledgers, Governance governance, CheckPublisher checks, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = governance;
        this.checks = checks;
        this.clock = clock;
    }

    /** Notes what the pull request is, and has it reported on, whichever of its events came before that was known. */
    static void announce(Ledgers ledgers, Repository repository, int number) {
        ledgers.facts().add(KIND, Subjects.conversation(repository, number).key(), "offer", "{}");
        ledgers.inbox().enqueue(Work.judge(repository, number, "onboarding"));
    }

    boolean isAbout(Repository repository, int number) {
        return ledgers.facts()
                .get(KIND, Subjects.conversation(repository, number).key(), "offer")
                .isPresent();
    }

    /** Something happened to a pull request: if it is one of these and was merged, requests get their labels. */
    void changed(Repository repository, int number) {
        boolean merged = isAbout(repository, number)
                && github.pullRequests()
                        .get(repository, number)
                        .filter(pull -> pull.state() == PullRequest.State.MERGED)
                        .isPresent();
        if (!merged) {
            return;
        }
        RequestLabels.all()
                .forEach(label ->
                        github.issues().makeLabel(repository, label.name(), label.color(), label.description()));
    }

    /** @param asked by which delivery somebody asked for it */
    void publish(Repository repository, int number, Optional<String> asked, Lease lease) {
        github.pullRequests()
                .get(repository, number)
                .filter(pull -> pull.state() == PullRequest.State.OPEN)
                .ifPresent(pull -> checks.publish(
                        repository,
                        pull.head(),
                        List.of(new CheckRuns(pull.head(), number).report(verdict(repository, pull.head()))),
                        asked,
                        lease));
    }

    /** Everything as the pull request would have it, and nothing of it as a change. */
    private Verdict verdict(Repository repository, HeadSha head) {
        ConfigurationRead read =
                SnapshotReader.configuration(github.contents().at(repository, head, Configuration.PATH));
        if (!(read instanceof ConfigurationRead.Valid valid)) {
            return new Verdict(List.of(ConfigurationGate.judge(read, Policies.builtIn())));
        }
        Configuration configuration = valid.configuration();
        PoliciesRead policies = governance.policies(repository, configuration, head);
        return new SnapshotReader(
                        configuration,
                        policies instanceof PoliciesRead.Valid rules ? rules.policies() : Policies.builtIn(),
                        new LiveTeams(github.teams(), repository),
                        LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                .read(new OneTree(github.contents(), repository, head), Optional.empty())
                .judge();
    }
}
