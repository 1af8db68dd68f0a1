package dev.registrar.handler;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.Links;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Publishes check runs, each state of a run once. A run that says the same as the one before it is not published again; one
 * that says something else is a new run of the same name, since GitHub appends annotations to an existing one.
 */
final class CheckPublisher {
    static final String KIND = "check";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Links links;
    private final Clock clock;

    CheckPublisher(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Publishes all that there is to say on a head. A run of an earlier verdict that this one has no word on is closed, so
     * that it does not stand there failed for ever.
     *
     * @param asked by which re-run these are published; empty where only a difference is worth publishing
     * @return when the summary set out: nobody can have seen it earlier
     */
    Instant publish(Repository repository, HeadSha head, List<CheckRun> runs, Optional<String> asked, Lease lease) {
        runs.stream().filter(run -> !isSummary(run)).forEach(run -> publish(repository, run, asked, lease));
        Set<String> named = runs.stream().map(CheckRun::name).collect(Collectors.toSet());
        ledgers.facts().list(KIND, commit(repository, head)).stream()
                .filter(fact -> !named.contains(fact.key()))
                .forEach(fact -> publish(
                        repository,
                        CheckRuns.nothingLeft(fact.key(), head, runs.get(0).externalId()),
                        Optional.empty(),
                        lease));
        // The summary comes last: it is what people wait for and merging may hang on.
        Instant summed = clock.instant();
        runs.stream().filter(CheckPublisher::isSummary).forEach(run -> publish(repository, run, asked, lease));
        return summed;
    }

    /** Whether anything was published on a head. */
    boolean any(Repository repository, HeadSha head) {
        return !ledgers.facts().list(KIND, commit(repository, head)).isEmpty();
    }

    private static boolean isSummary(CheckRun run) {
        return run.name().equals(CheckRuns.SUMMARY);
    }

    private static String commit(Repository repository, HeadSha head) {
        return repository.id() + "@" + head;
    }

    private void publish(Repository repository, CheckRun run, Optional<String> asked, Lease lease) {
        Facts facts = ledgers.facts();
        String subject = commit(repository, run.head());
        Optional<Last> last = facts.get(KIND, subject, run.name()).map(Last::read);
        String digest = Digest.of(run + asked.map(guid -> " " + guid).orElse(""));
        if (last.filter(published -> published.digest().equals(digest)).isPresent()) {
            return;
        }
        int count = last.map(Last::count).orElse(0) + 1;
        CheckRun numbered = numbered(repository, run, count + "/" + digest);
        EffectKey key = EffectKey.of(KIND, repository.id(), run.head(), run.name(), count, digest);
        new OneEffect(ledgers.effects(), lease)
                .once(
                        key,
                        () -> existing(repository, run.head(), numbered),
                        () -> String.valueOf(github.checks().publish(repository, numbered)));
        facts.put(KIND, subject, run.name(), new Last(count, digest).write());
    }

    private Optional<String> existing(Repository repository, HeadSha head, CheckRun wanted) {
        return github.checks().on(repository, head).stream()
                .filter(run -> run.completed() || wanted.conclusion() == CheckRun.Conclusion.NONE_YET)
                .filter(run ->
                        run.name().equals(wanted.name()) && run.externalId().equals(wanted.externalId()))
                .map(run -> String.valueOf(run.id()))
                .findFirst();
    }

    /** {@code external_id}: the pull request, the run's number and the digest of what it says, with slashes between. */
    private CheckRun numbered(Repository repository, CheckRun run, String number) {
        return new CheckRun(
                run.name(),
                run.head(),
                run.externalId() + "/" + number,
                run.detailsUrl().or(() -> links.details(repository.name(), run.head())),
                run.conclusion(),
                run.title(),
                run.summary(),
                run.text(),
                run.annotations(),
                run.actions());
    }

    /** What was published last under a name, as a JSON text of two members. */
    private record Last(int count, String digest) {
        static Last read(Fact fact) {
            String[] parts = fact.json().replaceAll("[\"\\[\\]]", "").split(",", 2);
            return new Last(Integer.parseInt(parts[0]), parts[1]);
        }

        String write() {
            return "[" + count + ",\"" + digest + "\"]";
        }
    }
}
