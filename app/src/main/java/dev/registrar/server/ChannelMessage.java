package dev.registrar.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery as a smee-style channel hands it on: one JSON object of the request's headers, beside them {@code body}. The
 * channel has parsed the body and written it out again. It is taken here letter by letter as it stands there, since the
 * signature is over bytes; channels that also hand on the original text ({@code rawdata}) are taken at that.
 *
 * @param headers by name in lower case
 */
record ChannelMessage(Map<String, String> headers, String body) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(BodyReader.LARGEST_BODY)
                    .build())
            .build();

    ChannelMessage {
        headers = Map.copyOf(headers);
    }

    /** Empty when it is no such object. */
    static Optional<ChannelMessage> read(String data) {
        Map<String, String> headers = new HashMap<>();
        Optional<String> body = Optional.empty();
        Optional<String> raw = Optional.empty();
        try (JsonParser parser = JSON.createParser(data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = parser.nextToken();
                if (name.equals("body")) {
                    body = Optional.of(written(parser, data));
                } else if (name.equals("rawdata") && value == JsonToken.VALUE_STRING) {
                    raw = Optional.of(parser.getText());
                } else if (value == JsonToken.VALUE_STRING) {
                    headers.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        Optional<String> text = raw.isPresent() ? raw : body.filter(object -> object.startsWith("{"));
        return text.map(delivered -> new ChannelMessage(headers, delivered));
    }

    /** The value as it is written there. */
    private static String written(JsonParser parser, String data) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return data.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
