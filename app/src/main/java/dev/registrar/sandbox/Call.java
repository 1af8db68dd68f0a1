package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request on its way through a route. */
final class Call {
    /** The request as it came in. */
    record Incoming(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {
        Incoming {
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }
    }

    private static final int DEFAULT_PER_PAGE = 30;
    private static final int MAX_PER_PAGE = 100;

    final Actor actor;
    private final Incoming incoming;
    private final Map<String, String> parameters;
    private final Links links;
    private final @Nullable Repo repo;

    Call(Actor actor, Incoming incoming, Map<String, String> parameters, Links links, @Nullable Repo repo) {
        this.actor = actor;
        this.incoming = incoming;
        this.parameters = Map.copyOf(parameters);
        this.links = links;
        this.repo = repo;
    }

    Repo repo() {
        if (repo == null) {
            throw ApiError.notFound();
        }
        return repo;
    }

    User user() {
        User user = actor.asUser();
        if (user == null) {
            throw ApiError.badCredentials();
        }
        return user;
    }

    boolean viaApp() {
        return actor.isInstallation();
    }

    /** Whether the caller may write; an App inside its installation may, routes check its permission. */
    boolean mayWrite() {
        return actor.isInstallation() || repo().roleOf(user()).atLeast(Role.WRITE);
    }

    boolean mayTriage() {
        return actor.isInstallation() || repo().roleOf(user()).atLeast(Role.TRIAGE);
    }

    String path(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no " + name);
        }
        return value;
    }

    boolean hasPath(String name) {
        return parameters.containsKey(name);
    }

    long id(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw ApiError.notFound();
        }
    }

    int number(String name) {
        return Math.toIntExact(Math.min(id(name), Integer.MAX_VALUE));
    }

    @Nullable
    String query(String name) {
        return incoming.query().get(name);
    }

    String query(String name, String otherwise) {
        return incoming.query().getOrDefault(name, otherwise);
    }

    boolean accepts(String mediaType) {
        return incoming.headers().getOrDefault("accept", "").contains(mediaType);
    }

    ObjectNode body() {
        return incoming.body() instanceof ObjectNode object ? object : Json.object();
    }

    JsonNode anyBody() {
        return incoming.body();
    }

    @Nullable
    String text(String field) {
        return Json.string(body(), field);
    }

    boolean has(String field) {
        return body().has(field);
    }

    <T> Reply page(List<T> all, Function<? super T, ? extends JsonNode> form) {
        return paged(all, DEFAULT_PER_PAGE, items -> Json.array(items, form));
    }

    /** A page inside an object that also tells the total. */
    <T> Reply pageIn(String name, List<T> all, Function<? super T, ? extends JsonNode> form) {
        return paged(
                all, DEFAULT_PER_PAGE, items -> Json.object("total_count", all.size(), name, Json.array(items, form)));
    }

    <T> Reply paged(List<T> all, int defaultPerPage, Function<List<T>, JsonNode> form) {
        int perPage =
                Math.max(1, Math.min(Math.max(MAX_PER_PAGE, defaultPerPage), integer("per_page", defaultPerPage)));
        int page = Math.max(1, integer("page", 1));
        int pages = Math.max(1, (all.size() + perPage - 1) / perPage);
        int from = (int) Math.min(all.size(), (page - 1L) * perPage);
        Reply reply = Reply.ok(form.apply(all.subList(from, Math.min(all.size(), from + perPage))));
        String link = pageLinks(page, pages);
        return link.isEmpty() ? reply : reply.with("Link", link);
    }

    private String pageLinks(int page, int pages) {
        List<String> found = new ArrayList<>();
        if (page > 1) {
            found.add(pageLink(Math.min(page - 1, pages), "prev"));
        }
        if (page < pages) {
            found.add(pageLink(page + 1, "next"));
            found.add(pageLink(pages, "last"));
        }
        if (page > 1) {
            found.add(pageLink(1, "first"));
        }
        return String.join(", ", found);
    }

    private String pageLink(int page, String relation) {
        return "<" + addressWith("page", Integer.toString(page)) + ">; rel=\"" + relation + "\"";
    }

    /** The address of this request with one parameter of its query set. */
    String addressWith(String name, String value) {
        StringBuilder address = new StringBuilder(links.api(incoming.path())).append('?');
        incoming.query().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> address.append(encode(entry.getKey()))
                        .append('=')
                        .append(encode(entry.getValue()))
                        .append('&'));
        return address.append(name).append('=').append(encode(value)).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    int integer(String name, int otherwise) {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
