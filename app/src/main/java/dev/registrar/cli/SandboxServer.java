package dev.registrar.cli;

import dev.registrar.inventory.RegistryReader;
import dev.registrar.inventory.aws.AwsAccess;
import dev.registrar.inventory.aws.AwsRegistries;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.aws.SandboxAws;
import dev.registrar.settings.Database;
import dev.registrar.settings.LogFormat;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sandbox's GitHub, its AWS, and a Registrar that works on both over HTTP, each at a port of its own on loopback.
 *
 * @param aws nothing where AWS is to be out of reach
 */
public record SandboxServer(SandboxGitHub github, RunningServer registrar, Optional<Aws> aws) implements AutoCloseable {
    /** The account whose registries the seeded catalog has. */
    public static final String ACCOUNT = "111111111111";

    /** The stand-in, and Registrar's way to it. */
    public record Aws(SandboxAws standIn, AwsRegistries registries) {
        static Aws start(int port, Clock clock) {
            SandboxAws standIn = SandboxAws.start(port, ACCOUNT, clock).seeded();
            return new Aws(standIn, new AwsRegistries(() -> AwsAccess.standIn(standIn.url(), "AKIA" + ACCOUNT)));
        }

        void close() {
            registries.close();
            standIn.close();
        }
    }

    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int WORKERS = 4;

    /**
     * Starts GitHub and Registrar.
     *
     * @param port of the sandbox's GitHub and its page; 0 for any that is free
     * @param folder where repositories and database go
     */
    public static SandboxServer start(int port, Path folder, Clock clock) {
        return start(port, folder, clock, Optional.empty());
    }

    /**
     * The same, and AWS.
     *
     * @param awsPort 0 for any that is free
     */
    public static SandboxServer withAws(int port, int awsPort, Path folder, Clock clock) {
        return start(port, folder, clock, Optional.of(Aws.start(awsPort, clock)));
    }

    private static SandboxServer start(int port, Path folder, Clock clock, Optional<Aws> aws) {
        SandboxGitHub github = SandboxGitHub.start(new SandboxGitHub.Options(port, folder, clock, true));
        github.holdWebhooks(true); // until it is known where they go
        AppCredentials app = github.registerApp(target(9));
        RunningServer registrar = RunningServer.startOpen(
                settings(github, folder),
                credentials(app),
                clock,
                aws.<RegistryReader>map(Aws::registries).orElse(RegistryReader.NONE));
        github.webhookTarget(target(registrar.port()));
        github.dashboard(URI.create("http://127.0.0.1:" + registrar.port()));
        github.holdWebhooks(false);
        return new SandboxServer(github, registrar, aws);
    }

    private static URI target(int port) {
        return URI.create("http://127.0.0.1:" + port + "/webhooks/github");
    }

    private static Settings settings(SandboxGitHub github, Path folder) {
        return new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                github.apiRoot(),
                new Database.Embedded(folder.resolve("database")),
                WORKERS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                LogFormat.TEXT);
    }

    private static dev.registrar.settings.AppCredentials credentials(AppCredentials app) {
        return new dev.registrar.settings.AppCredentials(
                app.appId(), Secret.of(app.privateKeyPem()), List.of(Secret.of(app.webhookSecret())));
    }

    @Override
    public void close() {
        registrar.stop(TO_STOP);
        github.close();
        aws.ifPresent(Aws::close);
    }
}
