package dev.registrar.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.effect.Facts;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.pull.Actor;
import dev.registrar.pull.SignIns;
import dev.registrar.store.Database;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInDeskTest {
    private static final Actor ANA = new Actor(104, "ana", false);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-03-04T12:00:00Z");
    private Database database;
    private String state = "";

    @BeforeEach
    void open() {
        database = Database.embedded(folder, Clock.systemUTC(), InboxLimits.forWorkers(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SignInDesk desk(String secret) {
        InstantSource time = () -> now;
        Facts facts = database.facts();
        return new SignInDesk(
                new EverybodyIsAna(),
                facts,
                URI.create("https://registrar.example.com/"),
                secret.getBytes(StandardCharsets.UTF_8),
                time.withZone(ZoneOffset.UTC),
                new SecureRandom());
    }

    /** A GitHub that vouches for ana whatever the code. */
    private final class EverybodyIsAna implements SignIns {
        @Override
        public URI authorization(String asked, String challenge, URI back) {
            state = asked;
            assertThat(back).hasToString("https://registrar.example.com/sign-in/callback");
            return URI.create("https://github.example/");
        }

        @Override
        public Optional<Actor> person(String code, String verifier, URI back) {
            return Optional.of(ANA);
        }
    }

    private String session(SignInDesk desk) {
        return desk.finish(desk.begin("/").cookie(), state, "code")
                .orElseThrow()
                .cookie();
    }

    @Test
    void session_endsAfterADay_andWithTheSecret() {
        SignInDesk desk = desk("one");
        String cookie = session(desk);

        assertThat(desk.session(cookie)).get().returns(ANA, Session::person);
        assertThat(desk("two").session(cookie)).isEmpty();
        now = now.plus(SignInDesk.SESSION).minusSeconds(1);
        assertThat(desk.session(cookie)).isPresent();
        now = now.plusSeconds(1);
        assertThat(desk.session(cookie)).isEmpty();
    }

    @Test
    void signIn_thatTookTooLong_isNone() {
        SignInDesk desk = desk("one");
        String cookie = desk.begin("/requests").cookie();
        now = now.plus(Duration.ofMinutes(9));
        assertThat(desk.finish(cookie, state, "code")).get().returns("/requests", SignInDesk.Finished::to);
        assertThat(desk.finish(cookie, "another", "code")).isEmpty();
        assertThat(desk.finish(cookie, state, "")).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(desk.finish(cookie, state, "code")).isEmpty();
    }

    @Test
    void signOut_endsSessionsFromBefore_butNoLaterOnes() {
        SignInDesk desk = desk("one");
        String before = session(desk);
        now = now.plusSeconds(1);
        desk.signOut(desk.session(before).orElseThrow());
        now = now.plusSeconds(1);

        assertThat(desk.session(before)).isEmpty();
        assertThat(desk.session(session(desk))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/requests",
                "/registries?q=a&tier=high",
                "/?repository=acme/x&commit=abc",
                "/registry?name=a%20b"
            })
    void pathOfOurs_isKept(String path) {
        assertThat(SignInDesk.ownPath(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/a\\b",
                "/a b",
                "/\t/evil",
                "/a\r\nX: y"
            })
    void pathOfOthers_isTheOverview(String path) {
        assertThat(SignInDesk.ownPath(path)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"'',false", "AAAA,false", "'!',false"})
    void tokenThatIsNone_doesNotMatch(String token, boolean matches) {
        assertThat(PageToken.matches("00ff", token)).isEqualTo(matches);
    }

    @Test
    void token_looksDifferentEachTime_andMatchesItsSecretAlone() {
        SecureRandom random = new SecureRandom();
        String secret = PageToken.secret(random);
        String first = PageToken.of(secret, random);

        assertThat(PageToken.of(secret, random)).isNotEqualTo(first);
        assertThat(PageToken.matches(secret, first)).isTrue();
        assertThat(PageToken.matches(PageToken.secret(random), first)).isFalse();
    }
}
