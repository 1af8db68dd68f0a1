package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Repository;
import dev.registrar.report.PullRequestComment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says, once, that approvals have lapsed because what they were given for has changed. */
final class Lapses {
    private static final String HELD = "held";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommentKeeper comments;
    private final Ledgers ledgers;

    Lapses(GitHubPorts github, Ledgers ledgers) {
        this.comments = new CommentKeeper(github, ledgers);
        this.ledgers = ledgers;
    }

    /** Compares with what held when the pull request was last judged, and remembers what holds now. */
    void compare(Reviewed reviewed, Lease lease) {
        Set<String> now = new LinkedHashSet<>(reviewed.given().approvers());
        reviewed.gates().gates().forEach(gate -> gate.waiver().ifPresent(waiver -> now.addAll(waiver.by())));
        held(reviewed.subject())
                .filter(before -> !before.digest().equals(reviewed.digest())
                        && !before.people().isEmpty())
                .ifPresent(before -> tell(reviewed.repository(), reviewed.number(), before, lease));
        ledgers.facts().put(HELD, reviewed.subject(), "now", new Held(reviewed.digest(), List.copyOf(now)).write());
    }

    /** Whether the pull request has been judged as one that touches something governed. */
    boolean knows(Repository repository, int number) {
        return held(Subjects.conversation(repository, number).key()).isPresent();
    }

    /** The pull request is gated no more, or touches nothing governed: nothing is left that an approval could be for. */
    void nothingLeft(Repository repository, int number, Lease lease) {
        String subject = Subjects.conversation(repository, number).key();
        held(subject)
                .filter(before -> !before.people().isEmpty())
                .ifPresent(before -> tell(repository, number, before, lease));
        ledgers.facts().delete(HELD, subject, "now");
    }

    private void tell(Repository repository, int number, Held before, Lease lease) {
        comments.once(
                repository,
                number,
                "lapsed",
                Digest.of(before.write()),
                PullRequestComment.lapsed(before.people()),
                lease);
    }

    private Optional<Held> held(String subject) {
        return ledgers.facts().get(HELD, subject, "now").map(fact -> Held.read(fact.json()));
    }

    /** Whose word held for a content. */
    private record Held(String digest, List<String> people) {
        static Held read(String json) {
            try {
                JsonNode node = JSON.readTree(json);
                List<String> people = new ArrayList<>();
                node.get("people").forEach(login -> people.add(login.asText()));
                return new Held(node.get("digest").asText(), people);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the record of approvals that held cannot be read", e);
            }
        }

        String write() {
            ObjectNode node = JSON.createObjectNode().put("digest", digest);
            people.forEach(node.putArray("people")::add);
            return node.toString();
        }
    }
}
