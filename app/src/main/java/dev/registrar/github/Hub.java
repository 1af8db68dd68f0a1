package dev.registrar.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * hub4j over our {@link Wire}. The wire authenticates and throws every fault before hub4j could sleep on it or repeat it;
 * hub4j only ever sees successes.
 */
final class Hub {
    /** Headers that the wire sets, or that OkHttp must set itself in order to unpack what comes back. */
    private static final Set<String> OURS = Set.of("authorization", "accept-encoding", "user-agent", "content-type");

    private final Wire wire;
    private final String endpoint;
    private final Cache<Repository, GHRepository> repositories =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    Hub(Wire wire) {
        this.wire = wire;
        this.endpoint = wire.root().toString().replaceAll("/$", "");
    }

    /** What is asked of hub4j, with its exceptions as ours. */
    <T> T ask(Repository repository, Question<T> question) {
        try {
            return question.of(Objects.requireNonNull(repositories.get(repository, this::bound)));
        } catch (IOException | GHException unreadable) {
            throw new Unavailable("GitHub's answer cannot be read", unreadable);
        }
    }

    /** Something that is asked of hub4j's repository. */
    interface Question<T> {
        T of(GHRepository repository) throws IOException;
    }

    /** hub4j's repository, made offline: fetching one would cost a request that tells nothing new. */
    private GHRepository bound(Repository repository) {
        return parsed(repository, Map.of("repository", shape(repository)), GHEventPayload.Ping.class)
                .getRepository();
    }

    private static Map<String, Object> shape(Repository repository) {
        return Map.of(
                "id", repository.id(),
                "name", repository.name().name(),
                "full_name", repository.name().fullName(),
                "owner", Map.of("login", repository.name().owner()));
    }

    private <T extends GHEventPayload> T parsed(Repository repository, Map<String, Object> payload, Class<T> type) {
        try {
            return client(Reach.of(repository))
                    .parseEventPayload(new StringReader(Json.MAPPER.writeValueAsString(payload)), type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("hub4j reads what we wrote", impossible);
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing is asked of the network", impossible);
        }
    }

    private GitHub client(Reach reach) throws IOException {
        return new GitHubBuilder()
                .withEndpoint(endpoint)
                .withAuthorizationProvider(AuthorizationProvider.ANONYMOUS)
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                .withConnector((GitHubConnectorRequest request) -> transmitted(reach, request))
                .build();
    }

    private GitHubConnectorResponse transmitted(Reach reach, GitHubConnectorRequest asked) throws IOException {
        HttpUrl url = Objects.requireNonNull(HttpUrl.get(asked.url()));
        Request.Builder request = new Request.Builder().url(url).method(asked.method(), body(asked));
        asked.allHeaders().forEach((name, values) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        String what = asked.method() + " " + url.encodedPath();
        return new Received(asked, wire.send(reach, request.build()).orTrouble(what));
    }

    private static @Nullable RequestBody body(GitHubConnectorRequest asked) throws IOException {
        InputStream body = asked.body();
        if (!asked.hasBody() || body == null) {
            return null;
        }
        String type = asked.contentType();
        return RequestBody.create(body.readAllBytes(), type == null ? null : MediaType.parse(type));
    }

    /** A success, as hub4j reads it. */
    private static final class Received extends GitHubConnectorResponse {
        private final byte[] body;

        Received(GitHubConnectorRequest request, Answer answer) {
            super(request, answer.status(), answer.headers().toMultimap());
            this.body = answer.body();
        }

        @Override
        public InputStream bodyStream() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // The answer was read to its end before.
        }
    }
}
