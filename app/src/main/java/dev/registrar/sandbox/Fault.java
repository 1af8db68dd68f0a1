package dev.registrar.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on the next requests that match.
 *
 * @param method HTTP method, or {@code *} for any
 * @param path must match the whole path, without {@code /api/v3}
 * @param times how many matching requests it strikes
 * @param skip how many matching requests go through unharmed before
 * @param afterEffect the request is carried out first and only its answer is lost
 * @param answer what is answered; absent closes the connection without an answer
 */
public record Fault(
        String method,
        Pattern path,
        int times,
        int skip,
        boolean afterEffect,
        @Nullable Answer answer) {

    /** What is answered instead of the real thing. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** The next matching request is answered so, and not carried out. */
    public static Fault answer(String method, String pathRegex, int status, String body) {
        return new Fault(method, Pattern.compile(pathRegex), 1, 0, false, new Answer(status, Map.of(), body));
    }

    /** The connection is closed on the next matching request, which is not carried out. */
    public static Fault closeConnection(String method, String pathRegex) {
        return new Fault(method, Pattern.compile(pathRegex), 1, 0, false, null);
    }

    public Fault times(int count) {
        return new Fault(method, path, count, skip, afterEffect, answer);
    }

    /** Lets the first matching requests through. */
    public Fault skipping(int count) {
        return new Fault(method, path, times, count, afterEffect, answer);
    }

    /** Carries the request out, then loses its answer. */
    public Fault afterTheEffect() {
        return new Fault(method, path, times, skip, true, answer);
    }

    public Fault header(String name, String value) {
        if (answer == null) {
            throw new IllegalStateException("a closed connection has no headers");
        }
        var headers = new HashMap<>(answer.headers());
        headers.put(name, value);
        return new Fault(method, path, times, skip, afterEffect, new Answer(answer.status(), headers, answer.body()));
    }
}
