package dev.registrar.sandbox;

import java.net.URI;

/** Absolute addresses; the port is known only once the server listens. */
final class Links {
    static final String API_PREFIX = "/api/v3";

    private volatile int port;

    void port(int listening) {
        port = listening;
    }

    int port() {
        return port;
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String web(String path) {
        return root() + path;
    }

    String api(String path) {
        return root() + API_PREFIX + path;
    }
}
