package dev.registrar.github;

import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The last step of registering an App from a manifest: the code that GitHub sent the browser back with, for credentials. It
 * is the one call that is made as nobody, and GitHub answers it once.
 */
public final class AppConversion {
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .callTimeout(Wire.CALL_TIMEOUT)
            .build();
    private final HttpUrl root;

    /** @param api the REST root */
    public AppConversion(URI api) {
        root = Objects.requireNonNull(HttpUrl.get(api), "not an HTTP address");
    }

    /**
     * The App as GitHub tells of it this one time.
     *
     * @param page where people see the App
     * @param webhookSecret GitHub may leave it out
     */
    public record Registered(
            long id,
            String slug,
            String page,
            String privateKey,
            Optional<String> webhookSecret,
            String clientId,
            String clientSecret) {
        @Override
        public String toString() {
            return "App " + id;
        }
    }

    /** @return empty when GitHub does not know the code, be it used up, older than an hour, or made up */
    public Optional<Registered> convert(String code) {
        HttpUrl url = root.newBuilder()
                .addPathSegments("app-manifests")
                .addPathSegment(code)
                .addPathSegment("conversions")
                .build();
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", Rest.JSON)
                .header("User-Agent", "Registrar")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .post(RequestBody.EMPTY)
                .build();
        Answer answer = sent(request);
        // 422: the code was used, or what was asked for is not to be had any more (GitHub's description of the call).
        if (answer.absent() || answer.status() == 422) {
            return Optional.empty();
        }
        return Optional.of(registered(answer.orTrouble("the registration").json()));
    }

    private Answer sent(Request request) {
        try (Response response = http.newCall(request).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().bytes());
        } catch (IOException broken) {
            throw new Unavailable("GitHub cannot be reached", broken);
        }
    }

    private static Registered registered(JsonPart app) {
        return new Registered(
                app.id(),
                app.text("slug"),
                app.text("html_url"),
                app.text("pem"),
                app.optional("webhook_secret").map(JsonPart::text).filter(secret -> !secret.isBlank()),
                app.text("client_id"),
                app.text("client_secret"));
    }
}
