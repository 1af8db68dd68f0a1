package dev.registrar.handler;

import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Excluded;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Tally;
import dev.registrar.catalog.RiskTier;
import dev.registrar.effect.Facts;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.request.RegistryRequest;
import java.util.ArrayList;
import java.util.List;

/** A request as something to be approved: by whom, by how many, and what of that there is. */
final class RequestMatters {
    private final Facts facts;
    private final ApprovalBook book;

    RequestMatters(GitHubPorts github, Ledgers ledgers) {
        this.facts = ledgers.facts();
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
    }

    /** What is up for approval; its digest is that of the parsed request, so nothing but its content counts. */
    Matter matter(Standing standing) {
        RiskTier tier = standing.request().map(RegistryRequest::risk).orElse(RiskTier.HIGH);
        return new Matter(
                Matter.Kind.REQUEST,
                standing.request().map(RegistryRequest::digest).orElse("unreadable"),
                book.published(standing.subject()),
                standing.issue().open(),
                standing.blocked(),
                standing.configuration().approvals().required(tier),
                standing.configuration().approvals().teams(),
                excluded(standing));
    }

    /** Who wrote it and who edited it. */
    List<Excluded> excluded(Standing standing) {
        List<Excluded> excluded = new ArrayList<>();
        excluded.add(new Excluded(standing.issue().author(), Excluded.Ground.WROTE_REQUEST));
        People.EDITORS
                .of(
                        facts,
                        Subjects.conversation(
                                standing.repository(), standing.issue().number()))
                .forEach(editor -> excluded.add(new Excluded(editor, Excluded.Ground.EDITED_REQUEST)));
        return excluded;
    }

    List<ApproverTeam> teams(Standing standing) {
        return book.teams(standing.repository(), standing.configuration());
    }

    List<OnRecord> onRecord(Standing standing) {
        return book.onRecord(standing.repository(), standing.subject(), teams(standing));
    }

    Tally tally(Standing standing, Matter matter) {
        return ApprovalRules.tally(matter, onRecord(standing));
    }
}
