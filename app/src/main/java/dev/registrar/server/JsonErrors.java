package dev.registrar.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every error is one JSON object, whoever found it: our routes, Javalin, or Jetty before either was asked. On a server with
 * pages for people, browsers, which ask for HTML, get it as a page from the first two.
 */
final class JsonErrors {
    private static final Logger log = LoggerFactory.getLogger(JsonErrors.class);

    private final Optional<String> wayOn;

    private JsonErrors(Optional<String> wayOn) {
        this.wayOn = wayOn;
    }

    /** @param wayOn see {@link Routes#wayOn()}; there where there are pages for people */
    static void addTo(RoutesConfig routes, Optional<String> wayOn) {
        new JsonErrors(wayOn).addTo(routes);
    }

    private void addTo(RoutesConfig routes) {
        routes.exception(Refusal.class, (refusal, context) -> refuse(context, refusal));
        routes.exception(HttpResponseException.class, this::answer);
        routes.exception(Exception.class, (failure, context) -> {
            log.error("a request is answered 500 because of a fault in the program", failure);
            answer(context, 500, "internal error");
        });
    }

    /** It says the next step by itself. */
    private void refuse(Context context, Refusal refusal) {
        answer(context, refusal.status(), refusal.reason(), "");
    }

    private void answer(HttpResponseException failure, Context context) {
        if (failure instanceof MethodNotAllowedResponse) {
            failure.getDetails().values().forEach(methods -> context.header("Allow", methods));
        }
        answer(context, failure.getStatus(), HttpStatus.getMessage(failure.getStatus()));
    }

    private void answer(Context context, int status, String message) {
        answer(context, status, message, wayOn.orElse(""));
    }

    private void answer(Context context, int status, String message, String next) {
        String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
        if (wayOn.isPresent() && accepted.contains("text/html")) {
            PlainPage.send(context, status, page(status, message, next), "'none'");
            return;
        }
        context.status(status).contentType(Json.CONTENT_TYPE).result(Json.error(message));
    }

    private static String page(int status, String message, String next) {
        if (status == 404) {
            return PlainPage.of("Not found", "<p>There is nothing at this address.</p>\n" + next);
        }
        String sentence = Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
        return PlainPage.of("That did not work", "<p role=\"alert\">" + PlainPage.escaped(sentence) + "</p>\n" + next);
    }

    /** For what Jetty refuses by itself, such as a malformed request line; it would write a page with its own name. */
    static final class ForJetty extends ErrorHandler {
        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.CONTENT_TYPE);
            response.write(true, body(code), callback);
        }

        private static ByteBuffer body(int status) {
            return ByteBuffer.wrap(Json.error(HttpStatus.getMessage(status)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
