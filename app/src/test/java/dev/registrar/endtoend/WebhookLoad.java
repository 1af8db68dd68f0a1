package dev.registrar.endtoend;

import dev.registrar.OwnThread;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhooks of 20 KB over 16 kept connections. They say that pull requests were closed: stored, taken up and finished
 * like any other, with nothing to ask GitHub.
 */
final class WebhookLoad {
    private static final int CONNECTIONS = 16;
    private static final int BODY = 20_000;
    private static final int PULL_REQUESTS = 200;

    private final int port;
    private final List<byte[]> requests = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final String run = Long.toHexString(System.nanoTime());

    WebhookLoad(int port, String secret) throws Exception {
        this.port = port;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        for (int i = 1; i <= PULL_REQUESTS; i++) {
            byte[] body = body(i).getBytes(StandardCharsets.UTF_8);
            requests.add(("X-GitHub-Event: pull_request\r\nX-Hub-Signature-256: sha256="
                            + HexFormat.of().formatHex(mac.doFinal(body))
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n"
                            + new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** In GitHub's shape: three times the repository, each with dozens of links, and the words of the pull request. */
    private static String body(int number) {
        int id = number % 20 + 1;
        String user = "{\"login\":\"a\",\"id\":1," + links("users/a", 12) + "\"type\":\"User\",\"site_admin\":false}";
        String repository = "{\"id\":" + (9_000_000 + id) + ",\"name\":\"r" + id + "\",\"full_name\":\"acme/r" + id
                + "\",\"private\":true,\"owner\":" + user + "," + links("repos/acme/r" + id, 46)
                + "\"forks\":0,\"license\":null,\"topics\":[],\"default_branch\":\"main\"}";
        String side = ",\"user\":" + user + ",\"repo\":" + repository + "}";
        String start = "{\"action\":\"closed\",\"number\":" + number + ",\"pull_request\":{\"number\":" + number + ","
                + links("repos/acme/r" + id + "/pulls/" + number, 12) + "\"user\":" + user
                + ",\"head\":{\"ref\":\"f\",\"sha\":\"" + "1".repeat(40) + "\"" + side
                + ",\"base\":{\"ref\":\"main\",\"sha\":\"" + "2".repeat(40) + "\"" + side
                + ",\"merged\":false,\"comments\":0,\"body\":\"";
        String end = "\"},\"repository\":" + repository + ",\"sender\":" + user + ",\"installation\":{\"id\":1}}";
        return start + "x".repeat(BODY - start.length() - end.length()) + end;
    }

    private static String links(String of, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "\"link_" + i + "_url\":\"https://api.github.com/" + of + "/things/of/some/kind{/" + i + "}\",")
                .collect(Collectors.joining());
    }

    /** As many as come through, one at a time on each connection; how long each took, in nanoseconds, sorted. */
    long[] flood(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        return send(CONNECTIONS, 0, end);
    }

    /** So many a second, evenly spread, until the future is done. */
    CompletableFuture<long[]> steady(double perSecond, CompletableFuture<?> until) {
        return CompletableFuture.supplyAsync(() -> sent(perSecond, until), OwnThread.EACH);
    }

    private long[] sent(double perSecond, CompletableFuture<?> until) {
        try {
            AtomicLong end = new AtomicLong(Long.MAX_VALUE);
            CompletableFuture<Void> stop = until.handle((done, failure) -> {
                end.set(System.nanoTime());
                return null;
            });
            int connections = perSecond < CONNECTIONS ? 1 : CONNECTIONS;
            long[] times = send(connections, (long) (1e9 * connections / perSecond), end);
            stop.join();
            return times;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long[] send(int connections, long pause, long end) throws InterruptedException {
        return send(connections, pause, new AtomicLong(end));
    }

    private long[] send(int connections, long pause, AtomicLong end) throws InterruptedException {
        List<CompletableFuture<long[]>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            CompletableFuture<long[]> ended = new CompletableFuture<>();
            all.add(ended);
            new Thread(() -> {
                        try {
                            ended.complete(oneConnection(pause, end));
                        } catch (IOException e) {
                            ended.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        return all.stream()
                .flatMapToLong(ended -> Arrays.stream(ended.join()))
                .sorted()
                .toArray();
    }

    private long[] oneConnection(long pause, AtomicLong end) throws IOException {
        long[] times = new long[1_000];
        int sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end.get()) {
                long begun = System.nanoTime();
                out.write(request());
                accepted(in);
                if (sent == times.length) {
                    times = Arrays.copyOf(times, 2 * sent);
                }
                times[sent++] = System.nanoTime() - begun;
                LockSupport.parkNanos(pause - (System.nanoTime() - begun));
            }
        }
        return Arrays.copyOf(times, sent);
    }

    private byte[] request() {
        long number = next.incrementAndGet();
        byte[] rest = requests.get((int) (number % requests.size()));
        byte[] head = ("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Delivery: " + run + "-" + number
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, whole, head.length, rest.length);
        return whole;
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
}
