package dev.registrar.inventory.aws;

import dev.registrar.inventory.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The way to AWS: credentials, endpoints, one pool of connections, and how often a call is tried. */
public final class AwsAccess implements AutoCloseable {
    /** How many calls are made at once, over all accounts and regions. */
    static final int CALLS_AT_ONCE = 16;

    private static final int TRIES = 8;
    // As for GitHub: no single answer is waited for longer (design, "The inbox").
    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(90);
    private static final String SESSION = "registrar";

    private final AwsCredentialsProvider credentials;
    private final Pace pace;
    private final @Nullable URI endpoint;
    private final SdkHttpClient http;
    private final Map<Target, EcrClient> clients = new ConcurrentHashMap<>();
    private final Map<String, StsAssumeRoleCredentialsProvider> roles = new ConcurrentHashMap<>();

    /** How long is waited before a call is tried again. */
    private record Pace(BackoffStrategy failed, BackoffStrategy throttled) {}

    private AwsAccess(AwsCredentialsProvider credentials, Pace pace, @Nullable URI endpoint) {
        this.credentials = credentials;
        this.pace = pace;
        this.endpoint = endpoint;
        this.http = Apache5HttpClient.builder()
                .maxConnections(2 * CALLS_AT_ONCE)
                .connectionAcquisitionTimeout(CALL)
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(ATTEMPT)
                .build();
    }

    /** As the SDK finds it: its environment variables, profiles, the machine's role. */
    public static AwsAccess ofProcess() {
        return new AwsAccess(
                DefaultCredentialsProvider.builder().build(),
                new Pace(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5)),
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10))),
                null);
    }

    /** A stand-in for ECR and STS alike. */
    public static AwsAccess standIn(URI endpoint, String accessKey) {
        BackoffStrategy quick = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(2));
        return new AwsAccess(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")),
                new Pace(quick, quick),
                endpoint);
    }

    /** The region that the SDK's variables and profiles name. */
    public static Optional<String> region() {
        try {
            return Optional.of(new DefaultAwsRegionProviderChain().getRegion().id());
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }

    EcrClient ecr(Target target) {
        return clients.computeIfAbsent(target, wanted -> {
            var builder = EcrClient.builder()
                    .httpClient(http)
                    .region(Region.of(wanted.region()))
                    .credentialsProvider(wanted.roleArn()
                            .map(role -> (AwsCredentialsProvider) role(role, wanted.region()))
                            .orElse(credentials))
                    .overrideConfiguration(tries());
            return (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
        });
    }

    /** A role's credentials hold in every region, opt-in ones included, as STS is asked at a regional endpoint. */
    private StsAssumeRoleCredentialsProvider role(String arn, String region) {
        return roles.computeIfAbsent(arn, role -> {
            var builder = StsClient.builder()
                    .httpClient(http)
                    .region(Region.of(endpoint == null ? region().orElse(region) : region))
                    .credentialsProvider(credentials)
                    .overrideConfiguration(tries());
            return StsAssumeRoleCredentialsProvider.builder()
                    .stsClient((endpoint == null ? builder : builder.endpointOverride(endpoint)).build())
                    .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
                    .build();
        });
    }

    private ClientOverrideConfiguration tries() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                // Each call waits for itself, and few are made at once. The SDK's adaptive mode would fall to a call
                // every
                // two seconds for all of them, and its breaker would give up on calls that only have to wait.
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(TRIES)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(pace.failed())
                        .throttlingBackoffStrategy(pace.throttled())
                        .build())
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(EcrClient::close);
        roles.values().forEach(StsAssumeRoleCredentialsProvider::close);
        http.close();
    }
}
