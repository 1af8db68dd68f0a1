package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRequestTest {
    @Test
    void digest_differsWithEachField() {
        RegistryRequest request = request("a", "b", RiskTier.LOW, Environment.DEV, "c", "d");
        assertThat(request.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(request("a", "b", RiskTier.LOW, Environment.DEV, "c", "d")
                        .digest());
        assertThat(Stream.of(
                                request,
                                request("x", "b", RiskTier.LOW, Environment.DEV, "c", "d"),
                                request("a", "x", RiskTier.LOW, Environment.DEV, "c", "d"),
                                request("a", "b", RiskTier.HIGH, Environment.DEV, "c", "d"),
                                request("a", "b", RiskTier.LOW, Environment.TEST, "c", "d"),
                                request("a", "b", RiskTier.LOW, Environment.DEV, "x", "d"),
                                request("a", "b", RiskTier.LOW, Environment.DEV, "c", "x"),
                                request("ab", "c", RiskTier.LOW, Environment.DEV, "c", "d"),
                                request("a", "bc", RiskTier.LOW, Environment.DEV, "c", "d"))
                        .map(RegistryRequest::digest))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a:b", "-a", "a\u00e9", "@a"})
    void name_unfit_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(name, "b", RiskTier.LOW, Environment.DEV, "c", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a\n", "a:b", "@a"})
    void owner_unfit_isRefused(String owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("a", owner, RiskTier.LOW, Environment.DEV, "c", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_a", "a\nb", "a: b", "a #b", "a\u0000", "\u202ea"})
    void domain_unfit_isRefused(String domain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("a", "b", RiskTier.LOW, Environment.DEV, domain, "d"));
    }

    private static RegistryRequest request(
            String name, String owner, RiskTier tier, Environment environment, String domain, String justification) {
        return new RegistryRequest(name, owner, tier, environment, domain, justification);
    }
}
