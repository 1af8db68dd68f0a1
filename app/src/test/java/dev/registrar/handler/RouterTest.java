package dev.registrar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.event.Event;
import dev.registrar.event.EventDecoder;
import dev.registrar.github.AppCredentials;
import dev.registrar.github.GitHubApp;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Receipt;
import dev.registrar.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTest {
    private static final String OPENED = """
            {"action": "opened", "number": 7,
             "pull_request": {"number": 7, "title": "confidential", "head": {"sha": "%s"}, "base": {"ref": "main"}},
             "repository": {"id": 1001, "full_name": "acme/catalog", "default_branch": "main", "private": true},
             "sender": {"id": 201, "login": "alice"}, "installation": {"id": 99}}
            """.formatted("1".repeat(40));

    private final Database database;

    RouterTest(@TempDir Path folder) {
        database = Database.embedded(folder, Clock.systemUTC(), InboxLimits.forWorkers(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void delivery_isStoredAsWhatIsReadOfIt() throws Exception {
        EventDecoder decoder = decoder();
        byte[] body = OPENED.getBytes(StandardCharsets.UTF_8);

        assertThat(new Router(decoder, database.inbox(), database.facts()).receive("pull_request", "g1", body))
                .contains(Receipt.QUEUED);

        Delivery stored = database.inbox().claim().orElseThrow().delivery();
        assertThat(stored.body().text()).doesNotContain("confidential", "private");
        assertThat(decoder.decode("pull_request", stored.body().bytes()))
                .isInstanceOf(Event.PullRequestChanged.class)
                .isEqualTo(decoder.decode("pull_request", body));
    }

    private static EventDecoder decoder() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new GitHubApp(
                        AppCredentials.of("1", pem),
                        URI.create("http://127.0.0.1:9/"),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry())
                .decoder();
    }
}
