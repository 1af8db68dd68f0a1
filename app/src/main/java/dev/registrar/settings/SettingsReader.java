package dev.registrar.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the settings, their defaults, and which belong together. */
final class SettingsReader {
    private static final URI PUBLIC_GITHUB = URI.create("https://api.github.com");
    private static final String APP_ID = "GITHUB_APP_ID";
    private static final String PRIVATE_KEY = "GITHUB_APP_PRIVATE_KEY";
    private static final String WEBHOOK_SECRET = "GITHUB_WEBHOOK_SECRET";
    private static final String CLIENT_ID = "GITHUB_CLIENT_ID";
    private static final String CLIENT_SECRET = "GITHUB_CLIENT_SECRET";
    private static final String SESSION_SECRET = "REGISTRAR_SESSION_SECRET";
    private static final String ADDRESS = "REGISTRAR_URL";
    private static final String PORT = "REGISTRAR_PORT";
    private static final String DATABASE_URL = "REGISTRAR_DATABASE_URL";
    private static final String DATA_DIR = "REGISTRAR_DATA_DIR";
    private static final Path DATA = Path.of("data");

    private final Map<String, String> environment;
    private final Variables variables;

    private final CredentialsFile stored;

    SettingsReader(Map<String, String> environment) {
        Path folder = new Variables(environment).path(DATA_DIR).orElse(DATA);
        this.stored = CredentialsFile.in(folder);
        Map<String, String> all = environment;
        Optional<String> unreadable = Optional.empty();
        try {
            all = StoredSettings.under(environment, stored);
        } catch (IOException e) {
            unreadable = Optional.of("the file " + stored.path()
                    + ", in which the set-up stored the credentials, cannot be read; check who may read it, or set the"
                    + " credentials");
        }
        this.environment = Map.copyOf(all);
        this.variables = new Variables(all);
        unreadable.ifPresent(text -> variables.problem(DATA_DIR, text));
    }

    SettingsReading read() {
        Optional<AppCredentials> credentials = credentials();
        URI githubApi = variables.address("GITHUB_API_URL").orElse(PUBLIC_GITHUB);
        int port = port();
        String host = host();
        Database database = database();
        int workers = variables.number("REGISTRAR_WORKERS", 1, 256).orElse(8);
        Optional<URI> address = variables.address(ADDRESS);
        Optional<SignIn> signIn = signIn(address);
        List<String> catalogs = variables.repositories("REGISTRAR_CATALOGS");
        boolean onboarding = variables
                .word("REGISTRAR_ONBOARDING", List.of("true", "false"))
                .map(Boolean::parseBoolean)
                .orElse(true);
        Optional<URI> proxy = variables.address("WEBHOOK_PROXY_URL");
        LogFormat log = variables
                .word("REGISTRAR_LOG", List.of("text", "json"))
                .map(word -> word.equals("json") ? LogFormat.JSON : LogFormat.TEXT)
                .orElse(LogFormat.TEXT);
        if (!variables.problems().isEmpty()) {
            return new SettingsReading.Invalid(variables.problems());
        }
        return new SettingsReading.Valid(new Settings(
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
                proxy,
                log,
                stored));
    }

    private Optional<AppCredentials> credentials() {
        Optional<Long> appId = appId();
        // GitHub hands the key out with real line breaks; most ways to set a variable only take one line.
        Optional<Secret> key = variables
                .secretText(PRIVATE_KEY)
                .map(given -> Secret.of(given.text().replace("\\n", "\n")));
        Optional<List<Secret>> secrets = variables.secretText(WEBHOOK_SECRET).flatMap(this::secretList);
        requireAllOrNone(
                List.of(
                        new Part(APP_ID, appId.isPresent()),
                        new Part(PRIVATE_KEY, key.isPresent()),
                        new Part(WEBHOOK_SECRET, secrets.isPresent())),
                "the App's credentials come together; set it, or unset the others to start in set-up mode");
        if (appId.isEmpty() || key.isEmpty() || secrets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AppCredentials(appId.get(), key.get(), secrets.get()));
    }

    private Optional<Long> appId() {
        return variables.text(APP_ID).flatMap(value -> {
            if (!value.matches("[1-9][0-9]{0,17}")) {
                variables.problem(APP_ID, "is not the App's number; it stands at the top of the App's settings page");
                return Optional.empty();
            }
            return Optional.of(Long.valueOf(value));
        });
    }

    private Optional<List<Secret>> secretList(Variables.Given given) {
        List<Secret> secrets = new ArrayList<>();
        String[] parts = given.text().split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.isEmpty()) {
                variables.problem(
                        given.setting(),
                        "part " + (i + 1)
                                + " of the comma-separated list is empty; remove the comma or set the secret");
                return Optional.empty();
            }
            secrets.add(Secret.of(part));
        }
        return Optional.of(secrets);
    }

    private Optional<SignIn> signIn(Optional<URI> address) {
        Optional<String> clientId = variables.text(CLIENT_ID);
        Optional<Secret> clientSecret = variables
                .secretText(CLIENT_SECRET)
                .map(given -> Secret.of(given.text().strip()));
        Optional<Secret> sessionSecret = variables.secret(SESSION_SECRET);
        requireAllOrNone(
                List.of(
                        new Part(CLIENT_ID, clientId.isPresent()),
                        new Part(CLIENT_SECRET, clientSecret.isPresent()),
                        new Part(SESSION_SECRET, sessionSecret.isPresent())),
                "the dashboard's sign-in needs all three; set it, or unset the others to go without the dashboard");
        if (clientId.isEmpty() || clientSecret.isEmpty() || sessionSecret.isEmpty()) {
            return Optional.empty();
        }
        if (address.isEmpty() && !variables.isProblem(ADDRESS)) {
            variables.problem(ADDRESS, "is missing; GitHub sends people back to this address when they signed in");
        }
        return Optional.of(new SignIn(clientId.get(), clientSecret.get(), sessionSecret.get()));
    }

    /** A part that is set but wrong has its own problem and is not reported as missing too. */
    private void requireAllOrNone(List<Part> parts, String reason) {
        boolean none = parts.stream().noneMatch(part -> part.present || mentioned(part.setting));
        if (none) {
            return;
        }
        parts.stream()
                .filter(part -> !part.present && !mentioned(part.setting))
                .forEach(part -> variables.problem(part.setting, "is missing; " + reason));
    }

    private boolean mentioned(String setting) {
        return variables.isProblem(setting) || variables.isProblem(setting + "_FILE");
    }

    private int port() {
        String setting = variables.text(PORT).isPresent() ? PORT : "PORT";
        // For a Service of the name "registrar" Kubernetes sets REGISTRAR_PORT=tcp://10.0.0.1:8080 in every pod beside
        // it.
        if (environment.getOrDefault(PORT, "").startsWith("tcp://")) {
            variables.problem(
                    PORT,
                    "was set by Kubernetes for a Service named registrar; set enableServiceLinks: false in the pod, or the"
                            + " port in the container's env");
            return 0;
        }
        return variables.number(setting, 0, 65_535).orElse(8080);
    }

    private String host() {
        String host = variables.text("REGISTRAR_HOST").orElse("0.0.0.0");
        if (!host.matches("[A-Za-z0-9.:_%-]+|\\[[0-9A-Fa-f:.%]+]")) {
            variables.problem("REGISTRAR_HOST", "is not a host name or an IP address; give no scheme, port or path");
        }
        return host;
    }

    private Database database() {
        Path folder = variables.path(DATA_DIR).orElse(DATA);
        Optional<String> url = variables.text(DATABASE_URL);
        Optional<String> user = variables.text("REGISTRAR_DATABASE_USER");
        Optional<Secret> password = variables.secret("REGISTRAR_DATABASE_PASSWORD");
        if (url.isPresent()) {
            if (!url.get().startsWith("jdbc:postgresql:")) {
                variables.problem(
                        DATABASE_URL, "does not start with jdbc:postgresql: ; other databases are not supported");
            }
            return new Database.Postgres(Secret.of(url.get()), user, password);
        }
        if (user.isPresent() || password.isPresent()) {
            variables.problem(
                    DATABASE_URL,
                    "is missing, but a user or a password for it is set; set it, or unset them to use the embedded"
                            + " database");
        }
        return new Database.Embedded(folder);
    }

    private record Part(String setting, boolean present) {}
}
