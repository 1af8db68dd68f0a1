package dev.registrar.cli;

import dev.registrar.github.AppConversion;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.server.AppSetup;
import dev.registrar.settings.AppCredentials;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import dev.registrar.settings.SignIn;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns GitHub's code into credentials, keeps them, and says what the settings are with them. */
final class Registration implements AppSetup {
    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final String ADDRESS = "REGISTRAR_URL";
    private static final int SECRET_BYTES = 32;

    private final Settings settings;
    private final AppConversion conversion;
    private final RandomGenerator random;
    private volatile @Nullable Map<String, String> registered;

    Registration(Settings settings, RandomGenerator random) {
        this.settings = settings;
        this.conversion = new AppConversion(settings.githubApi());
        this.random = random;
    }

    @Override
    public Registered complete(String code, String address) {
        AppConversion.Registered app = converted(code);
        List<String> notes = new ArrayList<>();
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("GITHUB_APP_ID", String.valueOf(app.id()));
        credentials.put("GITHUB_APP_PRIVATE_KEY", app.privateKey());
        credentials.put("GITHUB_WEBHOOK_SECRET", app.webhookSecret().orElseGet(() -> {
            notes.add("GitHub made no webhook secret. Open the App's settings and type in the one below,"
                    + " GITHUB_WEBHOOK_SECRET; without it no delivery is accepted.");
            return secret();
        }));
        credentials.put("GITHUB_CLIENT_ID", app.clientId());
        credentials.put("GITHUB_CLIENT_SECRET", app.clientSecret());
        credentials.put("REGISTRAR_SESSION_SECRET", secret());
        credentials.put(ADDRESS, settings.address().map(Object::toString).orElse(address));
        registered = credentials;
        return new Registered(app.slug(), app.page(), credentials, stored(credentials), notes);
    }

    private AppConversion.Registered converted(String code) {
        try {
            return conversion
                    .convert(code)
                    .orElseThrow(
                            () -> new SetupTrouble("GitHub does not know this registration: it was completed already,"
                                    + " or is older than an hour. If the App is in your settings on GitHub, delete it there before you"
                                    + " begin again."));
        } catch (RemoteTrouble trouble) {
            log.warn("The registration of the App could not be completed: {}", trouble.getMessage());
            throw new SetupTrouble("GitHub did not hand out the credentials (" + trouble.getMessage()
                    + "). Delete the App in your settings on GitHub, if it is there, and begin again.");
        }
    }

    /** Credentials that cannot be stored are still shown: GitHub tells them once. */
    private Optional<String> stored(Map<String, String> credentials) {
        try {
            settings.stored().write(credentials);
            return Optional.of(settings.stored().path().toString());
        } catch (IOException e) {
            log.error("The App's credentials cannot be stored; they are on the set-up page and nowhere else", e);
            return Optional.empty();
        }
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** The settings with what was registered. */
    Settings settings(int port) {
        Map<String, String> credentials = Objects.requireNonNull(registered, "nothing is registered");
        AppCredentials app = new AppCredentials(
                Long.parseLong(value(credentials, "GITHUB_APP_ID")),
                Secret.of(value(credentials, "GITHUB_APP_PRIVATE_KEY")),
                List.of(Secret.of(value(credentials, "GITHUB_WEBHOOK_SECRET"))));
        SignIn people = settings.signIn()
                .orElseGet(() -> new SignIn(
                        value(credentials, "GITHUB_CLIENT_ID"),
                        Secret.of(value(credentials, "GITHUB_CLIENT_SECRET")),
                        Secret.of(value(credentials, "REGISTRAR_SESSION_SECRET"))));
        return settings.with(app, people, URI.create(value(credentials, ADDRESS)), port);
    }

    private static String value(Map<String, String> credentials, String name) {
        return Objects.requireNonNull(credentials.get(name), name);
    }
}
