package dev.registrar.server;

import static dev.registrar.server.RunningServer.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.registrar.settings.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
    // GitHub docs, "Validating webhook deliveries": the published example.
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String BODY = "Hello, World!";
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void signed_githubsPublishedExample_matches() {
        assertThat(secrets(SECRET).signed(utf8(BODY), signature(SIGNATURE))).isTrue();
    }

    @Test
    void signed_oneByteOfTheBodyDiffers_doesNotMatch() {
        assertThat(secrets(SECRET).signed(utf8("Hello, World?"), signature(SIGNATURE)))
                .isFalse();
    }

    @Test
    void signed_anyByteOfTheSignatureDiffers_doesNotMatch() {
        byte[] right = signature(SIGNATURE);
        for (int i = 0; i < right.length; i++) {
            byte[] wrong = Arrays.copyOf(right, right.length);
            wrong[i] ^= 1;
            assertThat(secrets(SECRET).signed(utf8(BODY), wrong))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void signed_severalSecrets_anyOfThemMatchesWhereverItStands() {
        assertThat(secrets(SECRET, "b", "c").signed(utf8(BODY), signature(SIGNATURE)))
                .isTrue();
        assertThat(secrets("a", SECRET, "c").signed(utf8(BODY), signature(SIGNATURE)))
                .isTrue();
        assertThat(secrets("a", "b", SECRET).signed(utf8(BODY), signature(SIGNATURE)))
                .isTrue();
        assertThat(secrets("a", "b", "c").signed(utf8(BODY), signature(SIGNATURE)))
                .isFalse();
    }

    @Test
    void signed_secretOutsideAscii_isTakenAsUtf8() {
        byte[] body = utf8("{}");
        byte[] signature = signature(RunningServer.signature("Schlüssel-鍵-🔑", body));
        assertThat(secrets("Schlüssel-鍵-🔑").signed(body, signature)).isTrue();
    }

    @Test
    void signature_upperCaseHex_isRead() {
        String upper = "sha256=" + SIGNATURE.substring("sha256=".length()).toUpperCase(Locale.ROOT);
        assertThat(signature(upper)).isEqualTo(signature(SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e177",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g",
                "sha256=٧57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void signature_wrongForm_isNone(String header) {
        assertThat(WebhookSecrets.signature(header)).isEmpty();
    }

    @Test
    void secrets_none_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSecrets(List.of()));
    }

    private static WebhookSecrets secrets(String... secrets) {
        return new WebhookSecrets(Arrays.stream(secrets).map(Secret::of).toList());
    }

    private static byte[] signature(String header) {
        return WebhookSecrets.signature(header).orElseThrow();
    }
}
