package dev.registrar.server;

import java.time.Duration;

/**
 * @param host the address to listen on
 * @param port 0 takes a free one, see {@link WebhookServer#port()}
 * @param idleTimeout how long a connection may say nothing, also in the middle of a body
 * @param bodyTimeout how long a body may take in all
 * @param bodyBudget bytes of all webhook bodies held in memory at once; past it further ones are answered 503
 */
public record ServerOptions(String host, int port, Duration idleTimeout, Duration bodyTimeout, long bodyBudget) {
    // GitHub gives a delivery 10 seconds, Enterprise Server 30 (docs: "Best practices for using webhooks").
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);
    private static final long LEAST_BUDGET = 2L * BodyReader.LARGEST_BODY;

    /** A quarter of the heap for bodies, and GitHub's own patience for time. */
    public static ServerOptions listeningOn(String host, int port) {
        long budget = Math.max(LEAST_BUDGET, Runtime.getRuntime().maxMemory() / 4);
        return new ServerOptions(host, port, LONGEST_DELIVERY, LONGEST_DELIVERY, budget);
    }
}
