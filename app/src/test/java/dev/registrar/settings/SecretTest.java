package dev.registrar.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void secret_printed_showsNothingOfItself() {
        assertThat(Secret.of("hunter2")).hasToString("[secret]");
        assertThat("" + Secret.of("a")).isEqualTo("" + Secret.of("another, longer one"));
    }

    @Test
    void secret_equality_isThatOfTheContent() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo(Secret.of("aa"));
        assertThat(Secret.of("a").equals((Object) "a")).isFalse();
        assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
    }

    @Test
    void bytes_changedByTheCaller_doNotChangeTheSecret() {
        Secret secret = Secret.of("Schlüssel");
        secret.bytes()[0] = 0;
        assertThat(secret.bytes()).isEqualTo("Schlüssel".getBytes(StandardCharsets.UTF_8));
        assertThat(secret.reveal()).isEqualTo("Schlüssel");
    }
}
