package dev.registrar.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * An HTTP server that answers as a test tells it to, hands out installation tokens, and holds each request against
 * {@link ApiSubset}. A request that GitHub does not describe, or that no test has answered, fails the test at the end.
 */
final class GitHubStandIn implements AutoCloseable {
    static final long APP_ID = 4711;
    static final long INSTALLATION = 99;
    static final Repository CATALOG =
            new Repository(1001, new RepositoryName("acme", "platform-catalog"), "main", INSTALLATION);

    private static final ApiSubset SUBSET = new ApiSubset();

    final TestClock clock = new TestClock();
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Deque<MockResponse>> answers = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    GitHubStandIn() {
        server.setServerSocketFactory(new Undelayed());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    GitHubApp app() {
        return app(Duration.ofSeconds(20));
    }

    GitHubApp app(Duration callTimeout) {
        AppCredentials credentials = AppCredentials.of(Long.toString(APP_ID), Keys.pkcs1(Keys.PAIR));
        return new GitHubApp(credentials, server.url("/").uri(), clock, callTimeout, new SimpleMeterRegistry());
    }

    String url(String path) {
        return server.url(path).toString();
    }

    /** Answers in turn; the last one again and again. */
    GitHubStandIn on(String call, MockResponse... responses) {
        answers.put(call, new ArrayDeque<>(List.of(responses)));
        return this;
    }

    GitHubStandIn on(String call, String json) {
        return on(call, json(200, json));
    }

    static MockResponse json(int status, String json, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body(json);
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    static String resource(String name) {
        try (InputStream in = GitHubStandIn.class.getResourceAsStream("/github/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private MockResponse answer(RecordedRequest request) {
        requests.add(request);
        String path = request.getUrl().encodedPath();
        violations.addAll(
                SUBSET.violations(request.getMethod(), path, request.getUrl().queryParameterNames(), body(request)));
        String call = request.getMethod() + " " + request.getTarget();
        Deque<MockResponse> planned = answers.get(call);
        if (planned != null) {
            return Objects.requireNonNull(planned.size() > 1 ? planned.poll() : planned.peek());
        }
        if (path.endsWith("/access_tokens")) {
            return json(201, token(tokens.incrementAndGet()));
        }
        violations.add("nobody expected " + call);
        return json(404, "{\"message\": \"Not Found\"}");
    }

    /** Longer than any token used to be, as GitHub's now are. */
    private String token(int number) {
        return "{\"token\": \"" + tokenText(number) + "\", \"expires_at\": \""
                + clock.instant().plus(Duration.ofHours(1)) + "\", \"permissions\": {\"checks\": \"write\"}}";
    }

    static String tokenText(int number) {
        return "ghs_4711_" + "x".repeat(400) + "_" + number;
    }

    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /** All calls but those for tokens, as method and address. */
    List<String> calls() {
        return requests.stream()
                .map(request -> request.getMethod() + " " + request.getTarget())
                .filter(call -> !call.endsWith("/access_tokens"))
                .toList();
    }

    /** The requests of a call, in order. */
    List<RecordedRequest> sent(String call) {
        List<RecordedRequest> sent = new ArrayList<>();
        for (RecordedRequest request : requests) {
            if ((request.getMethod() + " " + request.getTarget()).equals(call)) {
                sent.add(request);
            }
        }
        return sent;
    }

    int tokensAskedFor() {
        return sent("POST /app/installations/" + INSTALLATION + "/access_tokens")
                .size();
    }

    @Override
    public void close() {
        server.close();
        assertThat(violations).as("requests that GitHub does not describe").isEmpty();
    }

    /** Without it every answer on a kept connection waits 40 ms for an acknowledgement. */
    private static final class Undelayed extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            throw new IOException("MockWebServer binds by itself");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return createServerSocket(port);
        }
    }
}
