package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands webhooks over, one after the other in the order of the events, and remembers how each went. Nothing is tried
 * again by itself: GitHub does not either, the App has to ask for it.
 */
final class WebhookSender implements AutoCloseable {
    /** GitHub gives a receiver ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int KEPT = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final World world;
    private final LinkedBlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final TreeMap<Long, Delivery> deliveries = new TreeMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Thread thread = new Thread(this::run, "sandbox-webhooks");
    private int pending;
    private boolean paused;

    WebhookSender(World world) {
        this.world = world;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void send(App app, String event, ObjectNode payload) {
        byte[] bytes = Json.bytes(payload);
        String guid = UUID.randomUUID().toString();
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/5a9e3c1");
        headers.put("X-GitHub-Delivery", guid);
        headers.put("X-GitHub-Event", event);
        headers.put("X-GitHub-Hook-ID", Long.toString(app.hookId));
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(app.id));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-Hub-Signature-256", Payloads.signature(app.webhookSecret, bytes));
        JsonNode repository = payload.path("repository");
        enqueue(new Delivery(
                world.nextId(),
                guid,
                false,
                event,
                Json.string(payload, "action"),
                repository.has("id") ? repository.get("id").asLong() : null,
                Json.string(repository, "full_name"),
                numberIn(payload),
                payload.has("installation") ? app.installationId : null,
                headers,
                Bytes.of(bytes),
                null));
    }

    private static @Nullable Integer numberIn(JsonNode payload) {
        for (String place :
                List.of("/number", "/issue/number", "/pull_request/number", "/check_run/pull_requests/0/number")) {
            JsonNode number = payload.at(place);
            if (number.isInt()) {
                return number.asInt();
            }
        }
        return null;
    }

    private void enqueue(Delivery delivery) {
        synchronized (this) {
            deliveries.put(delivery.id(), delivery);
            if (deliveries.size() > KEPT) {
                deliveries.pollFirstEntry();
            }
            pending++;
        }
        queue.add(delivery);
    }

    /** Sends it once more under the same GUID; false where there is no such delivery. */
    boolean redeliver(long id) {
        Delivery known = find(id);
        if (known == null) {
            return false;
        }
        enqueue(known.again(world.nextId()));
        return true;
    }

    synchronized @Nullable Delivery find(long id) {
        return deliveries.get(id);
    }

    /** Newest first. */
    synchronized List<Delivery> recent() {
        return new ArrayList<>(deliveries.descendingMap().values());
    }

    /** While paused, deliveries queue up and none is sent. */
    synchronized void pause(boolean hold) {
        paused = hold;
        notifyAll();
    }

    synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (pending > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Delivery next = queue.take();
                awaitUnpaused();
                Delivery.Outcome outcome = attempt(next);
                synchronized (this) {
                    deliveries.put(next.id(), next.ended(outcome));
                    pending--;
                    notifyAll();
                }
                world.changed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitUnpaused() throws InterruptedException {
        while (paused) {
            wait();
        }
    }

    private Delivery.Outcome attempt(Delivery delivery) throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(world.registeredApp().webhookTarget)
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            delivery.payload().array()));
            delivery.headers().forEach(request::setHeader);
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            int code = response.statusCode();
            String status = code >= 200 && code < 300 ? "OK" : "Invalid HTTP Response: " + code;
            return new Delivery.Outcome(world.now(), code, status, millisSince(start), headers, response.body());
        } catch (HttpTimeoutException e) {
            return unanswered(delivery, start, 504, "timed out");
        } catch (IOException e) {
            return unanswered(delivery, start, 502, "failed to connect to host");
        }
    }

    private Delivery.Outcome unanswered(Delivery delivery, long start, int code, String status) {
        LOG.info("webhook {} {} not delivered: {}", delivery.event(), delivery.guid(), status);
        return new Delivery.Outcome(world.now(), code, status, millisSince(start), Map.of(), "");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
