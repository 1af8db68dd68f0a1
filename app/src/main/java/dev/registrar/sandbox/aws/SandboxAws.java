package dev.registrar.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AWS of one's own on the loopback address. The region is the one that a request is signed for. The account is the one
 * whose number an access key ends in, as {@code AKIA111111111111} does, else the account that it was started with.
 */
public final class SandboxAws implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([A-Za-z0-9]+)/[0-9]+/([a-z0-9-]+)/");
    private static final Pattern ACCOUNT = Pattern.compile(".*?([0-9]{12})");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/.+");

    private final String account;
    private final Clock clock;
    private final EcrOperations operations;
    private final Map<String, EcrRegistry> registries = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> throttled = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Javalin javalin;
    private volatile boolean recording = true;

    private SandboxAws(String account, Clock clock) {
        this.account = account;
        this.clock = clock;
        this.operations = new EcrOperations(clock);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.modifyServer(server -> server.setStopTimeout(0));
            config.routes.post("/", this::handle);
        });
    }

    /**
     * Starts one that listens when this returns.
     *
     * @param port 0 for any that is free
     * @param account of access keys that name none
     */
    public static SandboxAws start(int port, String account, Clock clock) {
        SandboxAws aws = new SandboxAws(account, clock);
        aws.javalin.start(LOOPBACK, port);
        return aws;
    }

    /** Has the registries that the seeded catalog of the sandbox's GitHub speaks of. */
    public SandboxAws seeded() {
        EcrSeed.plant(registry(account, EcrSeed.REGION), clock);
        return this;
    }

    /** What {@code AWS_ENDPOINT_URL} is set to. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + javalin.port());
    }

    public EcrRegistry registry(String inAccount, String region) {
        return registries.computeIfAbsent(inAccount + " " + region, key -> new EcrRegistry(inAccount, region, clock));
    }

    /** From now on this operation is denied to everybody, such as {@code DescribeImages}. */
    public void deny(String operation) {
        denied.add(operation);
    }

    public void allow(String operation) {
        denied.remove(operation);
    }

    /** From now on this operation is not offered, as in a partition that comes after the others. */
    public void withhold(String operation) {
        withheld.add(operation);
    }

    /** The next so many calls of this operation are throttled. */
    public void throttle(String operation, int times) {
        throttled.put(operation, new AtomicInteger(times));
    }

    /** From now on every call to this region fails. */
    public void takeDown(String region) {
        down.add(region);
    }

    public void bringUp(String region) {
        down.remove(region);
    }

    /** Operation, account and region of every call so far, the oldest first. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** For a load under which a list of calls would be the largest thing. */
    public void forgetCalls() {
        recording = false;
        calls.clear();
    }

    private void handle(Context ctx) {
        Matcher credential = CREDENTIAL.matcher(String.valueOf(ctx.header("Authorization")));
        boolean signed = credential.find();
        String region = signed ? credential.group(2) : "us-east-1";
        String target = String.valueOf(ctx.header("X-Amz-Target"));
        if (!target.startsWith(TARGET)) {
            sts(ctx);
            return;
        }
        Matcher named = ACCOUNT.matcher(signed ? credential.group(1) : "");
        String caller = named.matches() ? named.group(1) : account;
        String operation = target.substring(TARGET.length());
        if (recording) {
            calls.add(operation + " " + caller + " " + region);
        }
        try {
            send(ctx, 200, ecr(operation, caller, region, JSON.readTree(ctx.body())));
        } catch (AwsFault fault) {
            fail(ctx, fault);
        } catch (JsonProcessingException e) {
            fail(ctx, new AwsFault(400, "SerializationException", "the body is not JSON"));
        }
    }

    private ObjectNode ecr(String operation, String caller, String region, JsonNode request) {
        if (down.contains(region)) {
            throw new AwsFault(503, "ServiceUnavailableException", "ECR is down");
        }
        if (throttled.getOrDefault(operation, new AtomicInteger()).getAndDecrement() > 0) {
            throw new AwsFault(400, "ThrottlingException", "Rate exceeded");
        }
        boolean foreign =
                request.has("registryId") && !request.get("registryId").asText().equals(caller);
        if (withheld.contains(operation)) {
            throw new AwsFault(400, "UnknownOperationException", "The sandbox's ECR does not offer " + operation);
        }
        if (denied.contains(operation) || foreign) {
            throw new AwsFault(
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + caller + ":user/somebody is not authorized to perform: ecr:" + operation);
        }
        return operations.call(operation, registry(caller, region), request);
    }

    private static void fail(Context ctx, AwsFault fault) {
        send(
                ctx,
                fault.status(),
                EcrAnswers.object().put("__type", fault.code()).put("message", fault.getMessage()));
    }

    private static void send(Context ctx, int status, ObjectNode body) {
        ctx.status(status).contentType(CONTENT_TYPE).result(body.toString());
    }

    /** A role's temporary keys end in the number of its account. */
    private void sts(Context ctx) {
        Matcher role = ROLE.matcher(String.valueOf(ctx.formParam("RoleArn")));
        String action = String.valueOf(ctx.formParam("Action"));
        if (!action.equals("AssumeRole") || !role.matches() || denied.contains("AssumeRole")) {
            ctx.status(403).contentType("text/xml").result("""
                    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                    <Code>AccessDenied</Code><Message>not allowed</Message></Error><RequestId>0</RequestId></ErrorResponse>""");
            return;
        }
        calls.add("AssumeRole " + role.group(1) + " -");
        ctx.status(200).contentType("text/xml").result("""
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
                <AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>\
                <SessionToken>token</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult>\
                <ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></AssumeRoleResponse>""".formatted(
                        role.group(1), // The SDK goes by the real time.
                        Instant.now().plus(Duration.ofHours(1))));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
