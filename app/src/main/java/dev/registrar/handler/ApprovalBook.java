package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.approval.Approval;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Seat;
import dev.registrar.config.Configuration;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is on record about approvals: who gave which, what was shown when, and which team each configured name meant. Who is
 * a member is asked of GitHub whenever an approval is counted.
 */
final class ApprovalBook {
    private static final String APPROVAL = "approval";
    private static final String PUBLISHED = "published";
    private static final String PUBLISHING = "publishing";
    private static final String TEAM = "approver-team";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Facts facts;
    private final Teams teams;

    ApprovalBook(Facts facts, Teams teams) {
        this.facts = facts;
        this.teams = teams;
    }

    /**
     * Remembers what the names of a configuration's teams mean, when it is seen for the first time; until it changes they
     * mean nothing else. The earlier this is called, the less time there is to give a name to another team.
     */
    void pin(Repository repository, Configuration configuration) {
        String subject = subject(repository, configuration);
        boolean known = configuration.approvals().teams().stream()
                .allMatch(slug -> facts.get(TEAM, subject, slug).isPresent());
        if (!known) {
            teams(repository, configuration);
        }
    }

    private static String subject(Repository repository, Configuration configuration) {
        return repository.id() + " " + Digest.of(configuration.toString());
    }

    /** The configured teams, each with what its name meant at first and what it means now. */
    List<ApproverTeam> teams(Repository repository, Configuration configuration) {
        String subject = subject(repository, configuration);
        List<ApproverTeam> named = new ArrayList<>();
        for (String slug : configuration.approvals().teams()) {
            OptionalLong current = teams.team(repository, slug)
                    .map(team -> OptionalLong.of(team.id()))
                    .orElse(OptionalLong.empty());
            facts.add(TEAM, subject, slug, current.isPresent() ? String.valueOf(current.getAsLong()) : "null");
            named.add(new ApproverTeam(slug, pinned(subject, slug), current));
        }
        return named;
    }

    private OptionalLong pinned(String subject, String slug) {
        String id = facts.get(TEAM, subject, slug).orElseThrow().json();
        return id.equals("null") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
    }

    List<Seat> seats(Repository repository, List<ApproverTeam> named, Actor person) {
        return named.stream()
                .map(team -> new Seat(team, teams.membership(repository, team.slug(), person.login())))
                .toList();
    }

    void record(String subject, Approval approval) {
        ObjectNode node = JSON.createObjectNode()
                .put("login", approval.approver().login())
                .put("digest", approval.digest())
                .put("comment", approval.commentId())
                .put("at", approval.at().toString())
                .put("note", approval.note());
        // The comment belongs to the key: what was approved, changed and changed back has to be approved anew.
        facts.add(
                APPROVAL,
                subject,
                approval.approver().id() + " " + approval.digest() + " " + approval.commentId(),
                node.toString());
    }

    List<OnRecord> onRecord(Repository repository, String subject, List<ApproverTeam> named) {
        return facts.list(APPROVAL, subject).stream()
                .map(ApprovalBook::approval)
                .map(approval -> new OnRecord(approval, seats(repository, named, approval.approver())))
                .toList();
    }

    /** Those of one content only, so that nobody else's membership is asked for. */
    List<OnRecord> onRecord(Repository repository, String subject, List<ApproverTeam> named, String digest) {
        return approvals(subject, digest).stream()
                .map(approval -> new OnRecord(approval, seats(repository, named, approval.approver())))
                .toList();
    }

    /** Without asking who is still a member. */
    List<Approval> approvals(String subject, String digest) {
        return facts.list(APPROVAL, subject).stream()
                .map(ApprovalBook::approval)
                .filter(approval -> approval.digest().equals(digest))
                .toList();
    }

    /** The team of a registry, which may consent to its change of owner; it means what it means now. */
    List<ApproverTeam> owner(Repository repository, String slug) {
        OptionalLong id = teams.team(repository, slug)
                .map(team -> OptionalLong.of(team.id()))
                .orElse(OptionalLong.empty());
        return List.of(new ApproverTeam(slug, id, id));
    }

    private static Approval approval(Fact fact) {
        JsonNode node = read(fact);
        return new Approval(
                new Actor(
                        Long.parseLong(fact.key().split(" ", 2)[0]),
                        node.get("login").asText(),
                        false),
                node.get("digest").asText(),
                node.get("comment").asLong(),
                Instant.parse(node.get("at").asText()),
                node.get("note").asText());
    }

    /** Notes that this content is about to be shown. */
    void publishing(String subject, String digest) {
        boolean same = facts.get(PUBLISHING, subject, "content")
                .filter(fact -> fact.json().equals(digest))
                .isPresent();
        if (!same) {
            facts.put(PUBLISHING, subject, "content", digest);
        }
    }

    /**
     * Whether somebody whose words reached us at this time can have seen what is on show. GitHub dates comments in whole
     * seconds, too coarse to tell a comment from an edit right before it; what arrived before the showing began was
     * certainly written before it.
     *
     * @param received by the clock of the store
     */
    boolean canHaveSeen(String subject, Instant received) {
        return facts.get(PUBLISHING, subject, "content")
                .filter(fact -> !fact.at().isAfter(received))
                .isPresent();
    }

    /** Notes that this content has been shown; of the same content the earliest time counts. */
    void published(String subject, String digest, Instant at) {
        boolean known = published(subject)
                .filter(shown -> shown.digest().equals(digest) && !at.isBefore(shown.since()))
                .isPresent();
        if (!known) {
            ObjectNode node = JSON.createObjectNode().put("digest", digest).put("at", at.toString());
            facts.put(PUBLISHED, subject, "content", node.toString());
        }
    }

    /** What was shown is up for approval no more: the same content counts as new when it is shown again. */
    void withdrawn(String subject) {
        facts.delete(PUBLISHED, subject, "content");
        facts.delete(PUBLISHING, subject, "content");
    }

    Optional<Matter.Published> published(String subject) {
        return facts.get(PUBLISHED, subject, "content").map(fact -> {
            JsonNode node = read(fact);
            return new Matter.Published(
                    node.get("digest").asText(), Instant.parse(node.get("at").asText()));
        });
    }

    private static JsonNode read(Fact fact) {
        try {
            return JSON.readTree(fact.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of kind " + fact.kind() + " cannot be read", e);
        }
    }
}
