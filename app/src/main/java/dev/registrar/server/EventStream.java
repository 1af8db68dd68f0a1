package dev.registrar.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Server-sent events (WHATWG HTML, "Server-sent events"). What anybody may send into a channel is measured: an event whose
 * data is over the limit is passed over.
 */
final class EventStream {
    /** Stands for a line that was too long to keep; no line can hold a line break. */
    private static final String CUT = "\n";

    private final InputStream in;
    private final int largest;
    private final Runnable heard;
    private boolean afterReturn;

    /**
     * @param largest bytes of one event's data, and of one line
     * @param heard called at each line, also those that only keep the connection alive
     */
    EventStream(InputStream in, int largest, Runnable heard) {
        this.in = new BufferedInputStream(in);
        this.largest = largest;
        this.heard = heard;
    }

    /** @param type {@code message} unless the stream names another */
    record Event(String type, String data) {}

    /** The next event that has data; empty at the end of the stream. */
    Optional<Event> next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        boolean tooLarge = false;
        while (true) {
            Optional<String> read = line();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            heard.run();
            String line = read.get();
            if (line.isEmpty()) {
                if (data.length() > 0 && !tooLarge) {
                    return Optional.of(new Event(type.isEmpty() ? "message" : type, data.substring(1)));
                }
                type = "";
                data.setLength(0);
                tooLarge = false;
            } else if (line.equals(CUT) || data.length() + line.length() > largest) {
                tooLarge = true;
            } else if (line.startsWith("data:")) {
                data.append('\n').append(value(line));
            } else if (line.startsWith("event:")) {
                type = value(line);
            }
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean cut = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            boolean secondHalf = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (secondHalf) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return Optional.of(cut ? CUT : line.toString(StandardCharsets.UTF_8));
            }
            cut |= line.size() >= largest;
            if (!cut) {
                line.write(b);
            }
        }
        return Optional.empty();
    }
}
