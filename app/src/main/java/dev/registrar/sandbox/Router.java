package dev.registrar.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path. Works on the raw path, since a branch or label may hold an encoded slash. A template has
 * literal segments, {@code {name}} for one segment and {@code {name...}} for one or more; literals win.
 */
final class Router {
    /** Carries out a request. */
    interface Handler {
        Reply handle(Call call);
    }

    /** A route and what it takes to use it. */
    record Route(String method, String template, List<String> segments, Access access, Handler handler) {}

    /** A route with the values of its parameters. */
    record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes = new ArrayList<>();

    Router add(String method, String template, Access access, Handler handler) {
        routes.add(new Route(method, template, split(template), access, handler));
        routes.sort((a, b) -> Integer.compare(literals(b), literals(a)));
        return this;
    }

    @Nullable
    Match find(String method, String rawPath) {
        List<String> segments = split(rawPath);
        for (Route route : routes) {
            Map<String, String> parameters = route.method().equals(method) ? match(route.segments(), segments) : null;
            if (parameters != null) {
                return new Match(route, parameters);
            }
        }
        return null;
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int literals(Route route) {
        return (int) route.segments().stream().filter(s -> !s.startsWith("{")).count();
    }

    private static List<String> split(String path) {
        return Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
    }

    private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
        Map<String, String> parameters = new HashMap<>();
        int at = 0;
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            int after = template.size() - i - 1;
            if (part.endsWith("...}")) {
                int end = path.size() - after;
                if (end <= at) {
                    return null;
                }
                parameters.put(part.substring(1, part.length() - 4), decode(String.join("/", path.subList(at, end))));
                at = end;
                continue;
            }
            if (at >= path.size()) {
                return null;
            }
            if (part.startsWith("{")) {
                parameters.put(part.substring(1, part.length() - 1), decode(path.get(at)));
            } else if (!part.equals(path.get(at))) {
                return null;
            }
            at++;
        }
        return at == path.size() ? parameters : null;
    }
}
