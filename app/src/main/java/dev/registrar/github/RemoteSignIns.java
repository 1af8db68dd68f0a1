package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.pull.Actor;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.SignIns;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * {@link SignIns} on GitHub ("Generating a user access token for a GitHub App", web application flow). These calls are a
 * person's, so they go neither by an installation's token nor by its quota.
 */
public final class RemoteSignIns implements SignIns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LARGEST_ANSWER = 1L << 20;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false) // a code works once
            .followRedirects(false)
            .callTimeout(PATIENCE)
            .build();
    private final HttpUrl web;
    private final HttpUrl api;
    private final String clientId;
    private final Supplier<String> clientSecret;

    /**
     * @param web where people see GitHub
     * @param api the REST root
     */
    public RemoteSignIns(URI web, URI api, String clientId, Supplier<String> clientSecret) {
        this.web = HttpUrl.get(web.toString());
        this.api = HttpUrl.get(api.toString());
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    public URI authorization(String state, String challenge, URI back) {
        return web.newBuilder()
                .addPathSegments("login/oauth/authorize")
                .addQueryParameter("client_id", clientId)
                .addQueryParameter("redirect_uri", back.toString())
                .addQueryParameter("state", state)
                .addQueryParameter("code_challenge", challenge)
                .addQueryParameter("code_challenge_method", "S256")
                .build()
                .uri();
    }

    @Override
    public Optional<Actor> person(String code, String verifier, URI back) {
        return token(code, verifier, back).map(this::owner);
    }

    /** GitHub answers 200 for a code that it refuses, too, with an error in the place of a token. */
    private Optional<Secret> token(String code, String verifier, URI back) {
        Request request = new Request.Builder()
                .url(web.newBuilder()
                        .addPathSegments("login/oauth/access_token")
                        .build())
                .header("Accept", "application/json")
                .post(new FormBody.Builder()
                        .add("client_id", clientId)
                        .add("client_secret", clientSecret.get())
                        .add("code", code)
                        .add("redirect_uri", back.toString())
                        .add("code_verifier", verifier)
                        .build())
                .build();
        String token = answer(request, "a sign-in").path("access_token").asText("");
        return token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
    }

    private Actor owner(Secret token) {
        Request request = new Request.Builder()
                .url(api.newBuilder().addPathSegment("user").build())
                .header("Accept", Rest.JSON)
                .header("Authorization", token.bearer())
                .header("User-Agent", "Registrar")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .build();
        JsonNode user = answer(request, "who signed in");
        long id = user.path("id").asLong(0);
        String login = user.path("login").asText("");
        if (id <= 0 || login.isEmpty()) {
            throw new Unavailable("GitHub does not say who signed in", null);
        }
        return new Actor(id, login, !user.path("type").asText("User").equals("User"));
    }

    private JsonNode answer(Request request, String what) {
        try (Response response = http.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new Unavailable("GitHub answered " + response.code() + " for " + what, null);
            }
            return Json.MAPPER.readTree(response.peekBody(LARGEST_ANSWER).bytes());
        } catch (IOException broken) {
            // The message of a parser may quote the token.
            throw new Unavailable("GitHub did not answer " + what, null);
        }
    }
}
