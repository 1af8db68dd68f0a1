package dev.registrar.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes REST requests through authentication, access, description, handler, and GitHub's headers. */
final class ApiDoor {
    /** A request off the wire; names of headers in lower case. */
    record Request(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> query,
            Map<String, String> headers,
            Bytes body) {
        Request {
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    private static final int RECORDED = 200_000;
    private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

    private final World world;
    private final Links links;
    private final Router router;
    private final Authentication authentication;
    private final RequestSchemas schemas = new RequestSchemas();
    private final Quota quota;
    private final Faults faults;
    private final List<RecordedRequest> recorded = new ArrayList<>();

    ApiDoor(Core core, Router router, Authentication authentication, Quota quota, Faults faults) {
        this.world = core.world();
        this.links = core.links();
        this.router = router;
        this.authentication = authentication;
        this.quota = quota;
        this.faults = faults;
    }

    /** Nothing means: close the connection without an answer. */
    @Nullable
    Reply handle(Request request) {
        Fault fault = faults.strike(request.method(), request.rawPath());
        if (fault != null && !fault.afterEffect()) {
            return struck(request, "unknown", fault);
        }
        Actor actor = new Actor.Anonymous();
        Reply reply;
        try {
            actor = authentication.identify(request.header("authorization"));
            reply = limited(request, actor);
        } catch (ApiError e) {
            reply = Reply.error(e);
        }
        if (fault != null) {
            return struck(request, actor.label(), fault);
        }
        record(request, actor.label(), reply.status());
        return dressed(reply);
    }

    private @Nullable Reply struck(Request request, String actor, Fault fault) {
        Fault.Answer answer = fault.answer();
        record(request, actor, answer == null ? 0 : answer.status());
        if (answer == null) {
            return null;
        }
        return dressed(new Reply(
                answer.status(), Bytes.of(answer.body()), "application/json; charset=utf-8", answer.headers()));
    }

    /** A request of the page or of a test, which GitHub would not count. */
    Reply uncounted(Request request) {
        try {
            return conditional(request, carryOut(request, authentication.identify(request.header("authorization"))));
        } catch (ApiError e) {
            return Reply.error(e);
        }
    }

    private Reply limited(Request request, Actor actor) {
        if (request.rawPath().equals("/rate_limit")) {
            return Reply.ok(quota.shape(actor.label()));
        }
        if (actor.isInstallation() && quota.of(actor.label()).remaining() == 0) {
            ApiError spent = ApiError.forbidden("API rate limit exceeded for " + actor.label()
                    + ". If you reach out to GitHub Support for help, please include the request ID.");
            return withQuota(Reply.error(spent), quota.of(actor.label()));
        }
        Reply reply;
        try {
            reply = conditional(request, carryOut(request, actor));
        } catch (ApiError e) {
            reply = Reply.error(e);
        }
        return withQuota(reply, reply.status() == 304 ? quota.of(actor.label()) : quota.spend(actor.label()));
    }

    private static Reply withQuota(Reply reply, Quota.State state) {
        return reply.with("X-RateLimit-Limit", Integer.toString(state.limit()))
                .with("X-RateLimit-Remaining", Integer.toString(state.remaining()))
                .with("X-RateLimit-Used", Integer.toString(state.used()))
                .with("X-RateLimit-Reset", Long.toString(state.reset().getEpochSecond()))
                .with("X-RateLimit-Resource", "core");
    }

    private Reply carryOut(Request request, Actor actor) {
        Router.Match match = router.find(request.method(), request.rawPath());
        if (match == null) {
            throw ApiError.notFound();
        }
        JsonNode body = parsed(request);
        boolean reads = request.method().equals("GET");
        try {
            return reads
                    ? world.reading(() -> allowed(request, actor, match, body))
                    : world.writing(() -> allowed(request, actor, match, body));
        } catch (ApiError e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed, and is answered as a fault of GitHub's", request.method(), request.rawPath(), e);
            throw new ApiError(500, "Server Error");
        }
    }

    private Reply allowed(Request request, Actor actor, Router.Match match, JsonNode body) {
        Router.Route route = match.route();
        Repo repo = route.template().startsWith("/repos/{owner}/{repo}")
                ? world.repo(
                        String.valueOf(match.parameters().get("owner")),
                        String.valueOf(match.parameters().get("repo")))
                : null;
        Gate.check(route, actor, repo);
        if (body.isMissingNode() && schemas.needsBody(route)) {
            schemas.check(route, Json.object());
        }
        schemas.check(route, body);
        Call.Incoming incoming =
                new Call.Incoming(request.method(), request.rawPath(), request.query(), request.headers(), body);
        return route.handler().handle(new Call(actor, incoming, match.parameters(), links, repo));
    }

    private static JsonNode parsed(Request request) {
        if (request.body().isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode body = Json.MAPPER.readTree(request.body().array());
            return body.isNull() ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException e) {
            throw new ApiError(400, "Problems parsing JSON");
        } catch (IOException e) {
            throw new ApiError(400, "Body could not be read");
        }
    }

    private static Reply conditional(Request request, Reply reply) {
        if (!request.method().equals("GET") || reply.status() != 200) {
            return reply;
        }
        String tag = "\"" + digest(reply.body().array()) + "\"";
        String known = request.header("if-none-match");
        Reply tagged = reply.with("ETag", "W/" + tag)
                .with("Cache-Control", "private, max-age=60, s-maxage=60")
                .with("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
        if (known != null && known.contains(tag)) {
            return new Reply(304, Bytes.NONE, reply.contentType(), tagged.headers());
        }
        return tagged;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static Reply dressed(Reply reply) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-GitHub-Request-Id", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
        headers.put("X-GitHub-Media-Type", "github.v3; format=json");
        headers.put("X-GitHub-Api-Version-Selected", "2022-11-28");
        headers.put("Server", "github.com");
        headers.putAll(reply.headers());
        return new Reply(reply.status(), reply.body(), reply.contentType(), headers);
    }

    private void record(Request request, String actor, int status) {
        Instant at = world.now();
        synchronized (recorded) {
            if (recorded.size() < RECORDED) {
                recorded.add(new RecordedRequest(
                        request.method(),
                        request.rawPath(),
                        Objects.requireNonNullElse(request.rawQuery(), ""),
                        actor,
                        status,
                        at));
            }
        }
    }

    List<RecordedRequest> recorded() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    void forgetRecorded() {
        synchronized (recorded) {
            recorded.clear();
        }
    }
}
