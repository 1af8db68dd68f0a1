package dev.registrar.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a developer's machine, which GitHub cannot reach: listens to a smee-style channel and delivers what comes by it to our
 * own webhook route, like any other sender. The route checks the signature; nothing is trusted for having come this way.
 */
public final class WebhookProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebhookProxy.class);

    private static final List<String> PASSED_ON =
            List.of("X-GitHub-Event", "X-GitHub-Delivery", "X-Hub-Signature-256", "X-GitHub-Hook-ID");
    /** A body of the greatest size, with room for escapes and headers. */
    private static final int LARGEST_EVENT = 2 * BodyReader.LARGEST_BODY;

    /** smee.io says something every half minute, be it nothing; after a laptop's sleep a connection is only silent. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(100);

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_DELIVER = Duration.ofSeconds(30);
    public static final Duration BEFORE_AGAIN = Duration.ofSeconds(3);

    private final URI channel;
    private final URI webhooks;
    private final Duration beforeAgain;
    private final HttpClient http;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "webhook-proxy-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong heardAt = new AtomicLong();
    private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();

    private WebhookProxy(URI channel, URI webhooks, Duration beforeAgain) {
        this.channel = channel;
        this.webhooks = webhooks;
        this.beforeAgain = beforeAgain;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Listens until it is closed; a lost connection is made again.
     *
     * @param port our own, on this machine
     * @param beforeAgain how long to wait before connecting again
     */
    public static WebhookProxy start(URI channel, String host, int port, Duration beforeAgain) {
        URI webhooks = URI.create("http://" + reached(host) + ":" + port + WebhookRoute.PATH);
        WebhookProxy proxy = new WebhookProxy(channel, webhooks, beforeAgain);
        Thread thread = new Thread(proxy::listen, "webhook-proxy");
        thread.setDaemon(true);
        thread.start();
        ScheduledFuture<?> unused = proxy.watch.scheduleWithFixedDelay(proxy::endSilence, 30, 30, TimeUnit.SECONDS);
        return proxy;
    }

    private static String reached(String host) {
        if (host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]")) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private void listen() {
        boolean told = false;
        while (stopped.getCount() > 0) {
            try {
                connected(told);
                told = true;
            } catch (IOException e) {
                if (stopped.getCount() > 0) {
                    log.warn("The webhook channel cannot be read, and is tried again: {}", e.toString());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (stoppedWithin(beforeAgain)) {
                return;
            }
        }
    }

    private boolean stoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Until the channel ends the connection. */
    private void connected(boolean again) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(channel)
                .header("Accept", "text/event-stream")
                .timeout(TO_CONNECT)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("it answers " + response.statusCode());
            }
            heard();
            open.set(body);
            if (!again) {
                log.info("Webhooks come by a channel, for development: whoever knows its address can read them");
            }
            EventStream events = new EventStream(body, LARGEST_EVENT, this::heard);
            for (Optional<EventStream.Event> event = events.next();
                    event.isPresent() && stopped.getCount() > 0;
                    event = events.next()) {
                if (event.get().type().equals("message")) {
                    ChannelMessage.read(event.get().data()).ifPresent(this::deliver);
                }
            }
        } finally {
            open.set(null);
        }
    }

    private void deliver(ChannelMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhooks)
                .timeout(TO_DELIVER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.body()));
        for (String name : PASSED_ON) {
            String value = message.headers().get(name.toLowerCase(Locale.ROOT));
            // What is no header's value at all would be refused by the client, not by the route.
            if (value != null && value.matches("[\\x21-\\x7E]{1,200}")) {
                request.header(name, value);
            }
        }
        try {
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status == 401) {
                log.warn(
                        "A delivery by the channel is refused: the webhook secret differs, or the channel has changed the body");
            } else if (status >= 300) {
                log.warn("A delivery by the channel is answered {}", status);
            }
        } catch (IOException e) {
            log.warn("A delivery by the channel is lost: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard() {
        heardAt.set(System.nanoTime());
    }

    private void endSilence() {
        if (System.nanoTime() - heardAt.get() > LONGEST_SILENCE.toNanos()) {
            disconnect();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        watch.shutdownNow();
        disconnect();
    }

    private void disconnect() {
        InputStream body = open.get();
        if (body == null) {
            return;
        }
        try {
            body.close();
        } catch (IOException e) {
            log.debug("The channel's connection did not close cleanly", e);
        }
    }
}
