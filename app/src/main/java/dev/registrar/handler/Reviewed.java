package dev.registrar.handler;

import dev.registrar.approval.Digests;
import dev.registrar.config.Configuration;
import dev.registrar.gate.ApprovalGate;
import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.ApprovalNeeds;
import dev.registrar.gate.Verdict;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.Snapshot;

/**
 * An open pull request as it stands at one moment, judged.
 *
 * @param gates what its content is worth, waivers counted, without the approvals
 */
record Reviewed(
        Repository repository,
        Configuration configuration,
        PullRequest pull,
        ChangeSet changes,
        Snapshot snapshot,
        Verdict gates,
        ApprovalNeeds needs,
        Given given) {

    Subject conversation() {
        return Subjects.conversation(repository, pull.number());
    }

    String subject() {
        return conversation().key();
    }

    HeadSha head() {
        return pull.head();
    }

    int number() {
        return pull.number();
    }

    /** What an approval of it is bound to. */
    String digest() {
        return digest(repository, pull);
    }

    static String digest(Repository repository, PullRequest pull) {
        return Digests.ofPullRequest(repository.id(), pull.number(), pull.head(), pull.baseBranch());
    }

    /** Whether a finding stands in the way of an approval. */
    boolean blocked() {
        return gates.failed();
    }

    Verdict verdict() {
        return needs.isEmpty()
                ? gates
                : gates.with(new ApprovalGate(configuration, snapshot.policies()).judge(needs, given));
    }

    Reviewed with(Verdict waived, ApprovalNeeds needed, Given present) {
        return new Reviewed(repository, configuration, pull, changes, snapshot, waived, needed, present);
    }
}
