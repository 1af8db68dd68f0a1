package dev.registrar.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Repository;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** GitHub's REST interface as plain calls: what hub4j lacks, or does with more requests than needed. */
final class Rest {
    static final int PAGE = 100;
    static final String JSON = "application/vnd.github+json";
    static final String RAW = "application/vnd.github.raw+json";
    // 10,000 things; whatever has more is not read by us as a list.
    private static final int MOST_PAGES = 100;
    private static final MediaType JSON_BODY = MediaType.get("application/json; charset=utf-8");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

    private final Wire wire;

    Rest(Wire wire) {
        this.wire = wire;
    }

    Answer get(Reach reach, HttpUrl url) {
        return get(reach, url, JSON);
    }

    Answer get(Reach reach, HttpUrl url, String accept) {
        return wire.send(reach, request(url, accept).get().build());
    }

    Answer post(Reach reach, HttpUrl url, Map<String, ?> body) {
        return wire.send(reach, request(url, JSON).post(json(body)).build());
    }

    /** A POST that takes no body. */
    Answer post(Reach reach, HttpUrl url) {
        return wire.send(reach, request(url, JSON).post(RequestBody.EMPTY).build());
    }

    Answer patch(Reach reach, HttpUrl url, Map<String, ?> body) {
        return wire.send(reach, request(url, JSON).patch(json(body)).build());
    }

    Answer delete(Reach reach, HttpUrl url) {
        return wire.send(reach, request(url, JSON).delete().build());
    }

    /** All pages of a list. */
    List<JsonPart> list(Reach reach, HttpUrl first, String what) {
        List<JsonPart> all = new ArrayList<>();
        HttpUrl next = first;
        for (int page = 0; next != null; page++) {
            if (page == MOST_PAGES) {
                throw new Unavailable("GitHub's list of " + what + " does not end", null);
            }
            Answer answer = get(reach, next).orTrouble(what);
            all.addAll(answer.json().items());
            next = next(answer);
        }
        return all;
    }

    @Nullable
    HttpUrl next(Answer answer) {
        String link = answer.header("Link");
        Matcher next = NEXT.matcher(link == null ? "" : link);
        return next.find() ? HttpUrl.parse(next.group(1)) : null;
    }

    /** An address under the API's root. */
    Address root() {
        return new Address(wire.root().newBuilder());
    }

    Address repository(Repository repository) {
        return root().to("repos", repository.name().owner(), repository.name().name());
    }

    private static Request.Builder request(HttpUrl url, String accept) {
        return new Request.Builder().url(url).header("Accept", accept);
    }

    private static RequestBody json(Map<String, ?> body) {
        try {
            return RequestBody.create(Json.MAPPER.writeValueAsBytes(body), JSON_BODY);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text and numbers are always JSON", impossible);
        }
    }

    /** An address in the making; every part is escaped. */
    static final class Address {
        private final HttpUrl.Builder url;

        private Address(HttpUrl.Builder url) {
            this.url = url;
        }

        /** Adds parts, each of which stays one even where it holds a slash. */
        Address to(Object... parts) {
            for (Object part : parts) {
                String text = part.toString();
                // OkHttp would take these as steps up the path.
                if (text.isEmpty() || text.equals(".") || text.equals("..")) {
                    throw new IllegalArgumentException("not a part of an address");
                }
                // OkHttp leaves brackets as they are, which the strict do not read ("registrar[bot]").
                url.addEncodedPathSegment(
                        URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
            }
            return this;
        }

        /** Adds a path or ref, whose slashes stay slashes. */
        Address through(String path) {
            return to((Object[]) path.split("/", -1));
        }

        Address with(String name, Object value) {
            url.addQueryParameter(name, value.toString());
            return this;
        }

        HttpUrl url() {
            return url.build();
        }
    }
}
