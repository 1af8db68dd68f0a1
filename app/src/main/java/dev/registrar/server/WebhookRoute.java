package dev.registrar.server;

import dev.registrar.server.BodyReader.Body;
import dev.registrar.server.Intake.IntakeUnavailable;
import dev.registrar.server.Intake.Receipt;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * {@code POST /webhooks/github}. The order matters: size, then signature, and only then the rest, so that nothing of an
 * unsigned body is stored, logged or parsed.
 */
final class WebhookRoute implements Routes {
    static final String PATH = "/webhooks/github";

    private static final Logger log = LoggerFactory.getLogger(WebhookRoute.class);
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_]{1,100}");

    private final WebhookSecrets secrets;
    private final Intake intake;
    private final BodyReader bodies;
    private final Map<Receipt, Counter> receipts = new EnumMap<>(Receipt.class);

    WebhookRoute(WebhookSecrets secrets, Intake intake, BodyReader bodies, MeterRegistry metrics) {
        this.secrets = secrets;
        this.intake = intake;
        this.bodies = bodies;
        for (Receipt receipt : Receipt.values()) {
            receipts.put(
                    receipt,
                    Counter.builder("registrar.deliveries.received")
                            .description("verified deliveries by what became of them")
                            .tag("status", word(receipt))
                            .register(metrics));
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::receive);
    }

    private void receive(Context context) throws IOException {
        HttpServletRequest request = context.req();
        Optional<byte[]> signature =
                Optional.ofNullable(request.getHeader("X-Hub-Signature-256")).flatMap(WebhookSecrets::signature);
        if (signature.isEmpty()) {
            refuseUnread(request);
            throw unsigned();
        }
        refuseUnasked(request);
        try (Body body = bodies.read(request.getInputStream(), request.getContentLengthLong())) {
            byte[] bytes = body.bytes();
            if (!secrets.signed(bytes, signature.get())) {
                throw unsigned();
            }
            String event = header(request, "X-GitHub-Event", EVENT);
            String delivery = header(request, "X-GitHub-Delivery", DELIVERY);
            Receipt receipt = handOver(event, delivery, bytes);
            if (receipt == Receipt.IGNORED) {
                // What is kept has been read by the intake, and once is enough.
                requireJson(request, bytes);
            }
            Objects.requireNonNull(receipts.get(receipt)).increment();
            context.status(202);
            context.contentType(Json.CONTENT_TYPE);
            // Both values are plain words by now, nothing in them needs escaping.
            context.result("{\"delivery\":\"" + delivery + "\",\"status\":\"" + word(receipt) + "\"}");
        }
    }

    /** A body that nobody signed is measured, since over the limit the answer is another, and dropped. */
    private void refuseUnread(HttpServletRequest request) throws IOException {
        refuseUnasked(request);
        bodies.discard(request.getInputStream(), request.getContentLengthLong());
    }

    /** A client that asks before it sends is told at once; reading would bid it to go on. */
    private static void refuseUnasked(HttpServletRequest request) {
        if (request.getContentLengthLong() > BodyReader.LARGEST_BODY && request.getHeader("Expect") != null) {
            throw new Refusal(413, "the body is over 25 MB");
        }
    }

    private Receipt handOver(String event, String delivery, byte[] body) {
        if (event.equals("ping")) {
            return Receipt.IGNORED;
        }
        MDC.put("delivery", delivery);
        try {
            return intake.receive(event, delivery, body);
        } catch (IntakeUnavailable e) {
            log.error("delivery is not kept and GitHub is told so; it comes again by redelivery", e);
            throw new Refusal(503, "the delivery cannot be stored now");
        } finally {
            MDC.remove("delivery");
        }
    }

    private static String header(HttpServletRequest request, String name, Pattern form) {
        String value = request.getHeader(name);
        if (value == null) {
            throw new Refusal(400, "the header " + name + " is missing");
        }
        if (!form.matcher(value).matches()) {
            throw new Refusal(400, "the header " + name + " is not of the form that GitHub sends");
        }
        return value;
    }

    private static void requireJson(HttpServletRequest request, byte[] body) {
        if (Json.isObject(body)) {
            return;
        }
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        throw new Refusal(
                400,
                form
                        ? "the body is a form; set the webhook's content type to application/json"
                        : "the body is not a JSON object");
    }

    private static Refusal unsigned() {
        return new Refusal(401, "the signature is missing or wrong");
    }

    private static String word(Receipt receipt) {
        return receipt.name().toLowerCase(Locale.ROOT);
    }
}
