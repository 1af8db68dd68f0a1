package dev.registrar.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppCredentialsTest {
    private static final String PKCS1 = Keys.pkcs1(Keys.PAIR);
    private static final String PKCS8 = Keys.pkcs8(Keys.PAIR);

    static Stream<String> keysInUse() {
        return Stream.of(
                PKCS1,
                PKCS8,
                PKCS1.replace("\n", "\\n"),
                PKCS8.replace("\n", "\r\n"),
                PKCS1.replace("\n", "\\r\\n"),
                "  \n" + PKCS1.stripTrailing());
    }

    @ParameterizedTest
    @MethodSource("keysInUse")
    void key_inAFormThatPeopleUse_isRead(String pem) {
        AppCredentials credentials = AppCredentials.of(" 4711 ", pem);

        assertThat(credentials.appId()).isEqualTo(4711);
        assertThat(credentials.key().getEncoded())
                .isEqualTo(Keys.PAIR.getPrivate().getEncoded());
    }

    @Test
    void key_ofOddSize_isReadFromPkcs1Too() {
        // 3072 bits make the outer length longer than the inner.
        KeyPair pair = Keys.pair(3072);
        assertThat(AppCredentials.of("1", Keys.pkcs1(pair)).key().getEncoded())
                .isEqualTo(pair.getPrivate().getEncoded());
    }

    static Stream<Arguments> brokenKeys() throws NoSuchAlgorithmException {
        KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of("  \n", "empty"),
                Arguments.of("hunter2", "no complete BEGIN and END"),
                Arguments.of(PKCS1.substring(0, PKCS1.length() / 2), "no complete BEGIN and END"),
                Arguments.of(PKCS1.replace("END RSA PRIVATE KEY", "END PRIVATE KEY"), "lines differ"),
                Arguments.of(PKCS1.replace("MII", "M*I"), "not Base64"),
                Arguments.of(Keys.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}), "damaged"),
                Arguments.of(Keys.pem("PRIVATE KEY", new byte[] {0x30, 0x03, 0x02, 0x01, 0x00}), "damaged"),
                Arguments.of(Keys.pem("PRIVATE KEY", elliptic.getPrivate().getEncoded()), "not an RSA key"),
                Arguments.of(Keys.pem("EC PRIVATE KEY", new byte[] {1}), "not an RSA private key"),
                Arguments.of(Keys.pem("PUBLIC KEY", Keys.PAIR.getPublic().getEncoded()), "public"),
                Arguments.of(Keys.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), "passphrase"),
                Arguments.of(PKCS1.replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\n\nM"), "passphrase"),
                Arguments.of(Keys.pkcs8(Keys.pair(1024)), "too short"));
    }

    @ParameterizedTest
    @MethodSource("brokenKeys")
    void key_thatCannotBeUsed_isRefusedWithTheReasonAndWithoutItsContent(String pem, String reason) {
        assertThatThrownBy(() -> AppCredentials.of("4711", pem))
                .isInstanceOf(BadCredentials.class)
                .hasMessageContaining(reason)
                .hasNoCause()
                .satisfies(refused ->
                        assertThat(refused.getMessage()).hasSizeLessThan(100).doesNotContain("MII", "hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "0", "12 34", "9999999999999999999"})
    void appId_thatIsNoNumber_isRefused(String id) {
        assertThatThrownBy(() -> AppCredentials.of(id, PKCS1))
                .isInstanceOf(BadCredentials.class)
                .hasMessageContaining("App id");
    }

    @Test
    void credentials_printed_showNoKey() {
        assertThat(AppCredentials.of("4711", PKCS1)).hasToString("App 4711");
        assertThat(new Secret("ghs_secret")).hasToString("***");
        assertThat(new InstallationToken(new Secret("ghs_secret"), java.time.Instant.EPOCH).toString())
                .doesNotContain("ghs_secret");
    }
}
