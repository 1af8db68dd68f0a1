package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives webhooks. */
final class Receiver implements AutoCloseable {
    record Hook(Map<String, String> headers, String body, JsonNode json) {
        String event() {
            return headers.getOrDefault("X-github-event", "");
        }

        String name() {
            return json.hasNonNull("action")
                    ? event() + "." + json.get("action").asText()
                    : event();
        }

        String at(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private final HttpServer server;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private volatile int status = 202;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        hooks.add(new Hook(headers, body, new ObjectMapper().readTree(body)));
        byte[] answer = "{\"status\":\"queued\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    void answerWith(int code) {
        status = code;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/github");
    }

    List<Hook> hooks() {
        return List.copyOf(hooks);
    }

    List<String> names() {
        return hooks.stream().map(Hook::name).toList();
    }

    Hook last(String name) {
        return hooks.stream()
                .filter(hook -> hook.name().equals(name))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no " + name + " among " + names()));
    }

    void forget() {
        hooks.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
