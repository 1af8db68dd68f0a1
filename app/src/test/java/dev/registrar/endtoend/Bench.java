package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Figures for {@code docs/performance.md}: {@code mvn verify -Pbench}. Prints; only what is plainly broken fails. */
@Timeout(900)
@Tag("bench")
@EnabledIfSystemProperty(named = "registrar.bench", matches = "true")
class Bench {
    private static final int CONNECTIONS = 16;
    private static final int BODY = 20_000;
    private static final long SECONDS = 10;

    @TempDir
    Path folder;

    @Test
    void acknowledgements_onSqlite() throws Exception {
        for (int round = 1; round <= 3; round++) {
            acknowledge(
                    "SQLite, round " + round,
                    Map.of("REGISTRAR_DATA_DIR", folder.resolve("d" + round).toString()));
        }
    }

    @Test
    void acknowledgements_onPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            for (int round = 1; round <= 3; round++) {
                acknowledge(
                        "PostgreSQL, round " + round,
                        Map.of(
                                "REGISTRAR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                                "REGISTRAR_DATABASE_USER", "postgres",
                                "REGISTRAR_DATABASE_PASSWORD", "postgres"));
            }
        }
    }

    @Test
    void claimsAndFinishes_onSqlite() throws Exception {
        for (int stored : List.of(1_000, 100_000)) {
            try (Database database =
                    Database.embedded(folder.resolve("work" + stored), Clock.systemUTC(), InboxLimits.forWorkers(8))) {
                List<NewDelivery> batch = new ArrayList<>();
                for (int i = 0; i < stored; i++) {
                    Subject subject = new Subject(i % 50 + "#" + i, String.valueOf(i % 50));
                    batch.add(NewDelivery.now("g" + i, subject, "pull_request", Payload.of("{}")));
                    if (batch.size() == 1_000) {
                        database.inbox().enqueueAll(batch);
                        batch.clear();
                    }
                }
                long begun = System.nanoTime();
                int most = Math.min(stored, 5_000);
                AtomicLong done = new AtomicLong();
                inParallel(8, () -> {
                    while (done.get() < most) {
                        Optional<Claim> claim = database.inbox().claim();
                        claim.ifPresent(held -> database.inbox().finish(held, Outcome.done()));
                        done.incrementAndGet();
                    }
                });
                double seconds = (System.nanoTime() - begun) / 1e9;
                print("claim and finish on SQLite, %d stored: %.0f/s", stored, done.get() / seconds);
                assertThat(done.get()).isGreaterThanOrEqualTo(most);
            }
        }
    }

    private void acknowledge(String name, Map<String, String> database) throws Exception {
        AppCredentials app;
        try (SandboxGitHub sandbox =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true))) {
            app = sandbox.registerApp(URI.create("http://127.0.0.1:9/"));
        }
        Map<String, String> settings = new HashMap<>(database);
        settings.put("GITHUB_APP_ID", String.valueOf(app.appId()));
        settings.put("GITHUB_APP_PRIVATE_KEY", app.privateKeyPem());
        settings.put("GITHUB_WEBHOOK_SECRET", app.webhookSecret());
        settings.put("GITHUB_API_URL", "http://127.0.0.1:9");
        long launched = System.nanoTime();
        try (ServedProcess registrar = ServedProcess.start(settings)) {
            double start = (System.nanoTime() - launched) / 1e9;
            long idle = resident(registrar.process().pid());
            List<byte[]> requests = requests(app.webhookSecret());
            send(registrar.url("/"), requests, "warm" + System.nanoTime(), 5, new ConcurrentLinkedQueue<>());
            ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
            send(registrar.url("/"), requests, "run" + System.nanoTime(), SECONDS, times);
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            print(
                    "%s: ready in %.2f s; %.0f acknowledgements/s, p50 %.1f ms, p99 %.1f ms; resident %d MB idle, %d MB under"
                            + " load",
                    name,
                    start,
                    sorted.length / (double) SECONDS,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    idle / 1024,
                    resident(registrar.process().pid()) / 1024);
        }
    }

    /** Closed pull requests of many numbers: stored, taken up and finished like any other, with nothing to ask GitHub. */
    private static List<byte[]> requests(String secret) throws Exception {
        List<byte[]> requests = new ArrayList<>();
        Mac mac = Mac.getInstance("HmacSHA256");
        for (int i = 1; i <= 200; i++) {
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String body = "{\"action\":\"closed\",\"number\":" + i + ",\"pull_request\":{\"number\":" + i
                    + ",\"head\":{\"sha\":\"" + "1".repeat(40)
                    + "\"},\"base\":{\"ref\":\"main\"}},\"installation\":{\"id\":1},"
                    + "\"repository\":{\"id\":" + (1 + i % 20) + ",\"full_name\":\"acme/r" + i % 20
                    + "\",\"default_branch\":\"main\"},\"sender\":{\"id\":1,\"login\":\"a\"},\"filler\":\"";
            String whole = body + "x".repeat(BODY - body.length() - 2) + "\"}";
            String signature = HexFormat.of().formatHex(mac.doFinal(whole.getBytes(StandardCharsets.UTF_8)));
            requests.add(("X-GitHub-Event: pull_request\r\nX-Hub-Signature-256: sha256=" + signature
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + whole.length() + "\r\n\r\n"
                            + whole)
                    .getBytes(StandardCharsets.UTF_8));
        }
        return requests;
    }

    private static void send(
            URI server, List<byte[]> requests, String run, long seconds, ConcurrentLinkedQueue<Long> times) {
        AtomicLong next = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        inParallel(CONNECTIONS, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
                socket.setTcpNoDelay(true);
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (System.nanoTime() < end) {
                    long number = next.incrementAndGet();
                    byte[] rest = requests.get((int) (number % requests.size()));
                    byte[] head = ("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Delivery: " + run
                                    + "-" + number + "\r\n")
                            .getBytes(StandardCharsets.UTF_8);
                    byte[] whole = new byte[head.length + rest.length];
                    System.arraycopy(head, 0, whole, 0, head.length);
                    System.arraycopy(rest, 0, whole, head.length, rest.length);
                    long begun = System.nanoTime();
                    out.write(whole);
                    out.flush();
                    accepted(in);
                    times.add(System.nanoTime() - begun);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void accepted(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.readNBytes(length);
        if (!status.contains(" 202 ")) {
            throw new IOException("answered " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void inParallel(int threads, Runnable work) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            all.add(ended);
            new Thread(() -> {
                        try {
                            work.run();
                            ended.complete(null);
                        } catch (RuntimeException e) {
                            ended.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        all.forEach(CompletableFuture::join);
    }

    /** KB, as Linux tells it. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static void print(String line, Object... values) {
        System.out.println("FIGURE " + String.format(Locale.ROOT, line, values));
    }
}
