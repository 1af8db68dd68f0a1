package dev.registrar.github;

import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The one way to GitHub: authentication, ETags, quota, redirects of renamed repositories, and the mapping of faults. What
 * changes something is sent once and never repeated here, because a lost answer does not mean that nothing happened.
 */
final class Wire {
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final int REDIRECTS = 3;
    // Blobs are 100 MB at the most (GitHub, "Get a blob").
    private static final long LARGEST_ANSWER = 101L << 20;

    private final OkHttpClient http;
    private final HttpUrl root;
    private final AppJwt jwt;
    private final InstallationTokens tokens;
    private final Quotas quotas;
    private final CallFigures figures;
    private final Etags etags = new Etags();

    /** @param mint how a token of an installation is asked for, over this wire */
    Wire(
            HttpUrl root,
            AppJwt jwt,
            BiFunction<Wire, Long, InstallationToken> mint,
            Clock clock,
            Duration callTimeout,
            CallFigures figures) {
        this.http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(callTimeout)
                .build();
        this.root = root;
        this.jwt = jwt;
        this.tokens = new InstallationTokens(installation -> mint.apply(this, installation), clock);
        this.figures = figures;
        this.quotas = new Quotas(clock, figures);
    }

    HttpUrl root() {
        return root;
    }

    Quotas quotas() {
        return quotas;
    }

    /** @throws dev.registrar.pull.RemoteTrouble for faults, limits and lost access; any other answer is returned */
    Answer send(Reach reach, Request request) {
        Request next = request;
        for (int i = 0; i <= REDIRECTS; i++) {
            Answer answer = authenticated(reach, next);
            Optional<HttpUrl> onward = renamed(reach, next, answer);
            if (onward.isEmpty()) {
                return answer;
            }
            next = next.newBuilder().url(onward.get()).build();
        }
        throw new Unavailable("GitHub redirects in a circle", null);
    }

    /** Where a renamed repository now is. A redirect to another repository, such as a moved issue's, is not followed. */
    private Optional<HttpUrl> renamed(Reach reach, Request request, Answer answer) {
        boolean redirect =
                answer.status() == 301 || answer.status() == 302 || answer.status() == 307 || answer.status() == 308;
        String location = answer.header("Location");
        if (!redirect || location == null) {
            return Optional.empty();
        }
        HttpUrl target = request.url().resolve(location);
        if (target == null || !ours(target)) {
            return Optional.empty();
        }
        String same = root.encodedPath().replaceAll("/$", "") + "/repositories/" + reach.repository() + "/";
        return (target.encodedPath() + "/").startsWith(same) ? Optional.of(target) : Optional.empty();
    }

    private boolean ours(HttpUrl url) {
        return url.scheme().equals(root.scheme()) && url.host().equals(root.host()) && url.port() == root.port();
    }

    private Answer authenticated(Reach reach, Request request) {
        if (!ours(request.url())) {
            throw new Unavailable("GitHub names an address outside of its API", null);
        }
        if (reach.app()) {
            return asApp(request);
        }
        InstallationToken token = tokens.of(reach.installation());
        Answer answer = conditional(reach, request, token.secret());
        if (answer.status() != 401) {
            return answer;
        }
        tokens.drop(reach.installation(), token);
        InstallationToken fresh = tokens.of(reach.installation());
        Answer second = conditional(reach, request, fresh.secret());
        if (second.status() != 401) {
            return second;
        }
        // An installation that is gone or suspended is refused the token itself. A token that is new and yet not known
        // has not reached all of GitHub's servers: another try will tell.
        tokens.drop(reach.installation(), fresh);
        throw new Unavailable("GitHub does not accept a new installation token yet", null);
    }

    private Answer asApp(Request request) {
        Answer answer = conditional(Reach.APP, request, jwt.issue());
        if (answer.status() == 401) {
            throw new Unavailable(
                    "GitHub does not accept the App's signature: wrong key, wrong App id, or a wrong clock here; "
                            + answer.message(),
                    null);
        }
        return answer;
    }

    private Answer conditional(Reach reach, Request request, Secret secret) {
        Answer known = reach.app() ? null : etags.known(reach, request);
        Request.Builder asked = request.newBuilder()
                .header("Authorization", secret.bearer())
                .header("User-Agent", "Registrar")
                .header("X-GitHub-Api-Version", "2022-11-28");
        String etag = known == null ? null : known.header("ETag");
        if (etag != null) {
            asked.header("If-None-Match", etag);
        }
        Answer answer = judged(reach, asked.build());
        if (answer.status() == 304 && known != null) {
            return known;
        }
        if (!reach.app()) {
            etags.keep(reach, request, answer);
        }
        return answer;
    }

    private Answer judged(Reach reach, Request request) {
        quotas.admit(reach, request);
        Answer answer = timed(request, System.nanoTime());
        quotas.observe(reach, answer);
        if (answer.status() >= 500) {
            throw new Unavailable("GitHub answered " + answer.status(), null);
        }
        if (answer.status() == 403 || answer.status() == 429) {
            Optional<QuotaSpent> spent = quotas.spent(reach, answer);
            if (spent.isPresent()) {
                throw spent.get();
            }
        }
        return answer;
    }

    private Answer timed(Request request, long begun) {
        try {
            Answer answer = transmitted(request);
            boolean limited = answer.status() == 429 || (answer.status() == 403 && Quotas.limited(answer));
            figures.answered(request.method(), answer.status(), limited, since(begun));
            return answer;
        } catch (Unavailable broken) {
            figures.unanswered(request.method(), since(begun));
            throw broken;
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Answer transmitted(Request request) {
        try {
            return once(request);
        } catch (InterruptedIOException timedOut) {
            throw new Unavailable("GitHub did not answer in time", timedOut);
        } catch (IOException broken) {
            if (!request.method().equals("GET")) {
                throw new Unavailable("the connection to GitHub broke", broken);
            }
            return again(request, broken);
        }
    }

    /** Reading is harmless, and a kept connection that GitHub has closed meanwhile shows only when it is used. */
    private Answer again(Request request, IOException first) {
        http.connectionPool().evictAll(); // the others that were kept as long are closed by now, too
        try {
            return once(request);
        } catch (IOException second) {
            second.addSuppressed(first);
            throw new Unavailable("the connection to GitHub broke", second);
        }
    }

    private Answer once(Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            Headers headers = response.headers();
            return new Answer(response.code(), headers, body(response.body().source()));
        }
    }

    private static byte[] body(BufferedSource source) throws IOException {
        if (source.request(LARGEST_ANSWER + 1)) {
            throw new IOException("the answer is larger than GitHub's own limit");
        }
        return source.readByteArray();
    }
}
