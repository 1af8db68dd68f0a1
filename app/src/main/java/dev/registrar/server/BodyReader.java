package dev.registrar.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;

/**
 * Reads a body up to the limit, whether its length is declared or not. The buffer grows with what really arrives, since a
 * declared length costs its sender nothing; a body of declared length ends up in an array that is exactly it.
 */
final class BodyReader {
    // GitHub does not deliver payloads over 25 MB (docs: "Webhook events and payloads").
    static final int LARGEST_BODY = 25 * 1024 * 1024;
    private static final int FIRST_BUFFER = 64 * 1024;
    // A client that is still sending does not read the answer, so that much more is thrown away before giving up on it.
    private static final long MOST_DISCARDED = 2L * LARGEST_BODY;

    private final BodyBudget budget;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    BodyReader(BodyBudget budget, Duration timeout, LongSupplier nanoTime) {
        this.budget = budget;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /**
     * @param declared the {@code Content-Length}, or -1
     * @throws Refusal over the limit, past the time, broken off, or with the budget spent
     */
    Body read(InputStream input, long declared) {
        if (declared > LARGEST_BODY) {
            discard(input, declared);
            throw tooLarge();
        }
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        Body body = new Body(declared);
        try {
            while (body.readMore(input)) {
                checkTime(deadline);
                if (body.size > LARGEST_BODY) {
                    discard(input, -1);
                    throw tooLarge();
                }
            }
            return body;
        } catch (IOException | RuntimeException e) {
            body.close();
            throw refusalOf(e);
        }
    }

    /** Reads to the end and keeps nothing; what could not be a delivery is still measured. */
    void discard(InputStream input, long declared) {
        if (declared > MOST_DISCARDED) {
            throw tooLarge();
        }
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        byte[] buffer = new byte[8 * 1024];
        long total = 0;
        try {
            for (int n = input.read(buffer); n >= 0 && total <= MOST_DISCARDED; n = input.read(buffer)) {
                total += n;
                checkTime(deadline);
            }
        } catch (IOException | RuntimeException e) {
            throw refusalOf(e);
        }
        if (total > LARGEST_BODY) {
            throw tooLarge();
        }
    }

    private void checkTime(long deadline) {
        if (nanoTime.getAsLong() - deadline > 0) {
            throw tooSlow();
        }
    }

    /** Whatever goes wrong while a body is read is the sender's or the network's doing. */
    private static RuntimeException refusalOf(Exception failure) {
        if (failure instanceof HttpException malformed) {
            return new Refusal(malformed.getCode(), "the request is not well-formed HTTP");
        }
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return failure.getCause() instanceof TimeoutException ? tooSlow() : new Refusal(400, "the body broke off");
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "the body is over 25 MB");
    }

    private static Refusal tooSlow() {
        return new Refusal(408, "the body did not arrive in time");
    }

    /** What was read; closing it gives its share of the budget back. */
    final class Body implements AutoCloseable {
        private final long declared;
        private byte[] buffer;
        private int size;

        private Body(long declared) {
            this.declared = declared;
            int first = declared < 0 ? FIRST_BUFFER : (int) Math.min(declared, FIRST_BUFFER);
            budget.take(first);
            buffer = new byte[first];
        }

        private boolean readMore(InputStream input) throws IOException {
            if (size == buffer.length) {
                if (size == declared) {
                    return false;
                }
                grow();
            }
            int n = input.read(buffer, size, buffer.length - size);
            if (n < 0) {
                return false;
            }
            size += n;
            return true;
        }

        private void grow() {
            int most = declared < 0 ? LARGEST_BODY + 1 : (int) declared;
            int larger = (int) Math.min(most, 4L * buffer.length);
            budget.take((long) larger - buffer.length);
            buffer = Arrays.copyOf(buffer, larger);
        }

        byte[] bytes() {
            return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
        }

        @Override
        public void close() {
            budget.giveBack(buffer.length);
        }
    }
}
