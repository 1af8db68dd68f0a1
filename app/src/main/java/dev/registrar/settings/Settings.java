package dev.registrar.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the environment says about the server.
 *
 * @param host the address to listen on
 * @param port 0 asks the system for a free one
 * @param credentials absent: set-up mode
 * @param githubApi the REST root, without a slash at its end
 * @param workers deliveries worked on at once
 * @param address where people reach the server, without a slash at its end
 * @param signIn absent: there is no dashboard
 * @param catalogs {@code owner/repo} of the repositories that may be catalogs; empty: any may, with less trust
 * @param onboarding whether repositories without a configuration are offered one
 * @param webhookProxy a channel that forwards deliveries to a developer's machine
 * @param stored where the set-up keeps credentials, and where they are read if the environment has none
 */
public record Settings(
        String host,
        int port,
        Optional<AppCredentials> credentials,
        URI githubApi,
        Database database,
        int workers,
        Optional<URI> address,
        Optional<SignIn> signIn,
        List<String> catalogs,
        boolean onboarding,
        Optional<URI> webhookProxy,
        LogFormat log,
        CredentialsFile stored) {
    public Settings {
        catalogs = List.copyOf(catalogs);
    }

    /** Where the set-up stores nothing, or would store it beside the embedded database. */
    public Settings(
            String host,
            int port,
            Optional<AppCredentials> credentials,
            URI githubApi,
            Database database,
            int workers,
            Optional<URI> address,
            Optional<SignIn> signIn,
            List<String> catalogs,
            boolean onboarding,
            Optional<URI> webhookProxy,
            LogFormat log) {
        this(
                host,
                port,
                credentials,
                githubApi,
                database,
                workers,
                address,
                signIn,
                catalogs,
                onboarding,
                webhookProxy,
                log,
                CredentialsFile.in(database.match(Database.Embedded::folder, postgres -> Path.of("data"))));
    }

    /** The same, for the App that was registered just now, at an address and a port that are known by now. */
    public Settings with(AppCredentials app, SignIn people, URI reachedAt, int boundPort) {
        return new Settings(
                host,
                boundPort,
                Optional.of(app),
                githubApi,
                database,
                workers,
                Optional.of(reachedAt),
                Optional.of(people),
                catalogs,
                onboarding,
                webhookProxy,
                log,
                stored);
    }

    /**
     * Reads all settings and reports everything that is wrong with them at once. A variable that is set to nothing counts
     * as unset, except for secrets, where it is a mistake worth stopping for.
     */
    public static SettingsReading read(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }
}
