package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.effect.Fact;
import dev.registrar.event.Event;
import dev.registrar.gate.ApprovalGate;
import dev.registrar.gate.ApprovalGate.Carried;
import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.gate.Waiver;
import dev.registrar.handler.PullRequestReader.QueueRead;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequests.QueuedCommit;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Repository;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.Links;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The merge queue wants to know of a commit that it has made: judge the commit's own tree against what it stands on. What
 * people said on the queued pull requests, approvals, waivers and who made them, is carried over, as their heads are in the
 * commit.
 */
final class MergeGroupHandler {
    private static final String GROUP = "merge-group";
    // GitHub, "Managing a merge queue": gh-readonly-queue/{base}/pr-{number}-{base's name}
    private static final Pattern REF = Pattern.compile("/pr-([1-9][0-9]{0,8})-[0-9a-f]+$");
    // How GitHub names the commits of the three ways of merging.
    private static final Pattern TITLE =
            Pattern.compile("^Merge pull request #([1-9][0-9]{0,8}) from .*|.* \\(#([1-9][0-9]{0,8})\\)$");

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final PullRequestReader reader;
    private final CheckPublisher checks;

    MergeGroupHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.reader = new PullRequestReader(github, ledgers, clock);
        this.checks = new CheckPublisher(github, ledgers, links, clock);
    }

    /** @param asked by which re-run; empty for the queue's own question */
    private record Group(
            Repository repository, HeadSha head, HeadSha base, String headRef, Optional<String> asked, Lease lease) {}

    void requested(Event.MergeGroupRequested event, Lease lease) {
        if (!event.baseBranch().equals(event.repository().defaultBranch())) {
            return;
        }
        ledgers.facts()
                .put(
                        GROUP,
                        Subjects.commit(event.repository(), event.head()).key(),
                        "queued",
                        "\"" + event.base() + " " + event.headRef() + "\"");
        judge(new Group(event.repository(), event.head(), event.base(), event.headRef(), Optional.empty(), lease));
    }

    /** Judges a queue's commit again; false where the commit is none. */
    boolean again(Repository repository, HeadSha head, String guid, Lease lease) {
        Optional<Fact> group =
                ledgers.facts().get(GROUP, Subjects.commit(repository, head).key(), "queued");
        group.ifPresent(fact -> {
            String[] parts = fact.json().replace("\"", "").split(" ", 2);
            judge(new Group(repository, head, new HeadSha(parts[0]), parts[1], Optional.of(guid), lease));
        });
        return group.isPresent();
    }

    private void judge(Group group) {
        CheckRuns runs = CheckRuns.ofQueue(group.head());
        governance
                .of(group.repository())
                .match(
                        Optional.<List<CheckRun>>empty(),
                        broken -> Optional.of(List.of(runs.undecided("The configuration in force cannot be read."))),
                        valid -> Optional.of(runs(group, valid.configuration(), runs)))
                .ifPresent(all -> checks.publish(group.repository(), group.head(), all, group.asked(), group.lease()));
    }

    private List<CheckRun> runs(Group group, Configuration configuration, CheckRuns runs) {
        QueueRead read = reader.queue(group.repository(), configuration, group.base(), group.head());
        if (read instanceof QueueRead.Ungovernable) {
            return List.of(runs.undecided("The policies in force cannot be read."));
        }
        if (!(read instanceof QueueRead.Judged judged)) {
            return List.of(runs.nothingGoverned());
        }
        List<Reviewed> members = members(group);
        Verdict verdict = withOwnership(judged.gates(), members);
        verdict = verdict.with(waivers(verdict, members));
        if (!judged.needs().isEmpty()) {
            List<Carried> carried = members.stream()
                    .map(member -> new Carried(member.needs(), member.given()))
                    .toList();
            verdict = verdict.with(
                    new ApprovalGate(judged.configuration(), judged.policies()).judge(judged.needs(), carried));
        }
        return runs.of(verdict);
    }

    /** The pull requests in it, as far as they can be told, each judged as it is now. */
    private List<Reviewed> members(Group group) {
        List<QueuedCommit> commits = github.pullRequests()
                .queued(group.repository(), group.base(), group.head())
                .orElseGet(() -> uncompared(group));
        Set<HeadSha> shas = commits.stream().map(QueuedCommit::sha).collect(Collectors.toSet());
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher ref = REF.matcher(group.headRef());
        if (ref.find()) {
            numbers.add(Integer.valueOf(ref.group(1)));
        }
        commits.stream()
                .map(commit -> TITLE.matcher(commit.title()))
                .filter(Matcher::matches)
                .map(title -> Integer.valueOf(title.group(1) == null ? title.group(2) : title.group(1)))
                .forEach(numbers::add);
        boolean merged = commits.stream().anyMatch(commit -> commit.title().startsWith("Merge pull request #"));
        List<Reviewed> members = new ArrayList<>();
        for (int number : numbers) {
            reader.reviewed(group.repository(), number)
                    .filter(member -> !merged || shas.contains(member.head()))
                    .ifPresent(members::add);
        }
        return members;
    }

    /**
     * The commit may be too new for all of GitHub's servers to know it, so it is asked for again, once. Where it can never be
     * compared, the pull request that the queue's branch is named after is all that is known.
     */
    private List<QueuedCommit> uncompared(Group group) {
        String commit = Subjects.commit(group.repository(), group.head()).key();
        if (ledgers.facts().get(GROUP, commit, "uncompared").isEmpty()) {
            ledgers.facts().put(GROUP, commit, "uncompared", "{}");
            throw new Unavailable("GitHub does not tell yet which pull requests are in the merge queue's commit", null);
        }
        return List.of();
    }

    /** Who made a change can only be told of each pull request, so that part of their verdicts is taken over. */
    private static Verdict withOwnership(Verdict gates, List<Reviewed> members) {
        Optional<GateVerdict> ownership = gates.gate(GateName.OWNERSHIP);
        if (ownership.isEmpty()) {
            return gates;
        }
        List<Finding> findings = new ArrayList<>(ownership.get().findings());
        members.stream()
                .flatMap(member -> member.gates().gate(GateName.OWNERSHIP).stream())
                .filter(GateVerdict::failed)
                .flatMap(gate -> gate.findings().stream())
                .filter(Finding::blocks)
                .filter(finding -> !findings.contains(finding))
                .forEach(findings::add);
        return gates.with(new GateVerdict(GateName.OWNERSHIP, findings));
    }

    /** A gate passes where everything that it finds is what its waivers on the pull requests were about. */
    private static Map<GateName, Waiver> waivers(Verdict verdict, List<Reviewed> members) {
        Map<GateName, Waiver> waivers = new EnumMap<>(GateName.class);
        for (GateVerdict gate : verdict.gates()) {
            List<GateVerdict> waived = members.stream()
                    .flatMap(member -> member.gates().gate(gate.gate()).stream())
                    .filter(other -> other.waiver().isPresent())
                    .toList();
            boolean all = gate.failed()
                    && gate.findings().stream()
                            .filter(Finding::blocks)
                            .allMatch(finding -> waived.stream().anyMatch(other -> other.speaksOf(finding)));
            if (all) {
                waivers.put(gate.gate(), waived.get(0).waiver().orElseThrow());
            }
        }
        return waivers;
    }
}
