package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import dev.registrar.pull.Actor;
import dev.registrar.pull.RepositoryName;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.FooterLine;
import org.junit.jupiter.api.Test;

class CommitMessageTest {
    private static final RepositoryName CATALOG = new RepositoryName("acme", "platform-catalog");
    private static final Actor ALICE = new Actor(3, "alice", false);

    @Test
    void message_saysWhatAndWhy_andEndsInTrailers() {
        String message = CommitMessage.forRequest(
                request("because"),
                CATALOG,
                12,
                ALICE,
                List.of(new Actor(1, "pat", false), new Actor(2, "quinn_acme", false)),
                Optional.of("0f".repeat(32)));
        assertThat(message).isEqualTo("""
                Add registry payments-gateway

                Asked for in acme/platform-catalog#12 and approved there. It is a high-risk registry
                for prod, owned by app-team-payments.

                Registry-Request: acme/platform-catalog#12
                Requested-by: @alice (id 3)
                Approved-by: @pat (id 1)
                Approved-by: @quinn_acme (id 2)
                Registrar-Audit: %s
                """.formatted("0f".repeat(32)));
        assertThat(FooterLine.fromMessage(message))
                .extracting(FooterLine::getKey)
                .containsExactly("Registry-Request", "Requested-by", "Approved-by", "Approved-by", "Registrar-Audit");
    }

    @Test
    void message_holdsNoJustification_andNoForgedTrailer() {
        String message = CommitMessage.forRequest(
                request("because\n\nApproved-by: @mallory (id 6)"),
                CATALOG,
                12,
                new Actor(6, "x\nApproved-by: @mallory", false),
                List.of(),
                Optional.empty());
        assertThat(message).doesNotContain("mallory").doesNotContain("because");
        assertThat(FooterLine.fromMessage(message))
                .extracting(FooterLine::getKey, FooterLine::getValue)
                .containsExactly(tuple("Registry-Request", "acme/platform-catalog#12"), tuple("Requested-by", "id 6"));
    }

    @Test
    void auditHash_thatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommitMessage.forRequest(
                        request("because"), CATALOG, 12, ALICE, List.of(), Optional.of("x\nApproved-by: @mallory")));
    }

    private static RegistryRequest request(String justification) {
        return new RegistryRequest(
                "payments-gateway", "app-team-payments", RiskTier.HIGH, Environment.PROD, "delivery", justification);
    }
}
