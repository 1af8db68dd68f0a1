package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.TagMutability;
import dev.registrar.policy.Policies;
import dev.registrar.pull.RepositoryName;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestedEntryTest {
    @Test
    void request_becomesPendingEntry_withItsTiersControls() {
        RegistryRequest request = new RegistryRequest(
                "payments-gateway", "app-team-payments", RiskTier.HIGH, Environment.PROD, "delivery", "because");
        Registry entry = RequestedEntry.of(
                request,
                "alice",
                new RepositoryName("acme", "platform-catalog"),
                12,
                LocalDate.of(2026, 1, 5),
                Policies.builtIn());
        assertThat(entry)
                .isEqualTo(new Registry(
                        "payments-gateway",
                        Optional.of("REGISTRY_PAYMENTS_GATEWAY"),
                        Optional.of("app-team-payments"),
                        Optional.of(RiskTier.HIGH),
                        Optional.of(Environment.PROD),
                        Optional.of("delivery"),
                        Optional.of("alice"),
                        Optional.of(Status.PENDING),
                        Optional.of(LocalDate.of(2026, 1, 5)),
                        Optional.of("acme/platform-catalog#12"),
                        Optional.empty(),
                        new Governance(
                                true,
                                Optional.of(true),
                                Optional.of(Encryption.KMS),
                                Optional.of(TagMutability.IMMUTABLE),
                                Optional.of(50))));
    }
}
