package dev.registrar.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> APP = Map.of(
            "GITHUB_APP_ID", "4711",
            "GITHUB_APP_PRIVATE_KEY", "-----BEGIN KEY-----\\nabc\\n-----END KEY-----",
            "GITHUB_WEBHOOK_SECRET", "s3cret");

    @TempDir
    Path folder;

    @Test
    void read_nothingSet_givesTheDefaultsAndSetUpMode() {
        Settings settings = valid(Map.of());
        assertThat(settings.credentials()).isEmpty();
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.githubApi()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(settings.database()).isEqualTo(new Database.Embedded(Path.of("data")));
        assertThat(settings.workers()).isEqualTo(8);
        assertThat(settings.address()).isEmpty();
        assertThat(settings.signIn()).isEmpty();
        assertThat(settings.catalogs()).isEmpty();
        assertThat(settings.onboarding()).isTrue();
        assertThat(settings.webhookProxy()).isEmpty();
        assertThat(settings.log()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void read_allSet_givesThem() {
        Settings settings = valid(with(
                APP,
                Map.ofEntries(
                        Map.entry("REGISTRAR_PORT", "9000"),
                        Map.entry("REGISTRAR_HOST", "::1"),
                        Map.entry("GITHUB_API_URL", "https://github.example/api/v3/"),
                        Map.entry("REGISTRAR_DATABASE_URL", "jdbc:postgresql://db/registrar"),
                        Map.entry("REGISTRAR_DATABASE_USER", "registrar"),
                        Map.entry("REGISTRAR_DATABASE_PASSWORD", " p w "),
                        Map.entry("REGISTRAR_WORKERS", "256"),
                        Map.entry("REGISTRAR_URL", "https://registrar.example/base/"),
                        Map.entry("GITHUB_CLIENT_ID", "Iv1.abc"),
                        Map.entry("GITHUB_CLIENT_SECRET", "client"),
                        Map.entry("REGISTRAR_SESSION_SECRET", "session"),
                        Map.entry(
                                "REGISTRAR_CATALOGS", "acme/platform-catalog, Acme/Other.repo ,acme/PLATFORM-catalog"),
                        Map.entry("REGISTRAR_ONBOARDING", "false"),
                        Map.entry("WEBHOOK_PROXY_URL", "https://smee.example/abc"),
                        Map.entry("REGISTRAR_LOG", "json"))));
        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.githubApi()).isEqualTo(URI.create("https://github.example/api/v3"));
        Database.Postgres database = settings.database().match(embedded -> null, postgres -> postgres);
        assertThat(database.url().reveal()).isEqualTo("jdbc:postgresql://db/registrar");
        assertThat(database.user()).hasValue("registrar");
        assertThat(database.password()).hasValue(Secret.of(" p w "));
        assertThat(settings.workers()).isEqualTo(256);
        assertThat(settings.address()).hasValue(URI.create("https://registrar.example/base"));
        assertThat(settings.signIn()).hasValue(new SignIn("Iv1.abc", Secret.of("client"), Secret.of("session")));
        assertThat(settings.catalogs()).containsExactly("acme/platform-catalog", "Acme/Other.repo");
        assertThat(settings.onboarding()).isFalse();
        assertThat(settings.webhookProxy()).hasValue(URI.create("https://smee.example/abc"));
        assertThat(settings.log()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void read_credentialsInVariables_takesTheWrittenLineBreakForOne() {
        AppCredentials credentials = valid(APP).credentials().orElseThrow();
        assertThat(credentials.appId()).isEqualTo(4711);
        assertThat(credentials.privateKey().reveal()).isEqualTo("-----BEGIN KEY-----\nabc\n-----END KEY-----");
        assertThat(credentials.webhookSecrets()).containsExactly(Secret.of("s3cret"));
    }

    @Test
    void read_credentialsInFiles_takesTheirContent() throws IOException {
        AppCredentials credentials = valid(Map.of(
                        "GITHUB_APP_ID", "1",
                        "GITHUB_APP_PRIVATE_KEY_FILE", file("key.pem", "-----BEGIN KEY-----\nabc\n"),
                        "GITHUB_WEBHOOK_SECRET_FILE", file("secret", "new,\nold\r\n")))
                .credentials()
                .orElseThrow();
        assertThat(credentials.privateKey().reveal()).isEqualTo("-----BEGIN KEY-----\nabc\n");
        assertThat(credentials.webhookSecrets()).containsExactly(Secret.of("new"), Secret.of("old"));
    }

    @Test
    void read_clientSecretInFile_dropsTheLineBreakAtItsEnd() throws IOException {
        Settings settings = valid(Map.of(
                "GITHUB_CLIENT_ID", "Iv1.abc",
                "GITHUB_CLIENT_SECRET_FILE", file("client", "client\n"),
                "REGISTRAR_SESSION_SECRET", "session",
                "REGISTRAR_URL", "https://registrar.example"));
        assertThat(settings.signIn().orElseThrow().clientSecret()).isEqualTo(Secret.of("client"));
    }

    @Test
    void read_variablesSetToNothing_countAsUnsetUnlessSecret() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of(
                "GITHUB_APP_ID",
                "GITHUB_APP_PRIVATE_KEY_FILE",
                "GITHUB_WEBHOOK_SECRET_FILE",
                "GITHUB_API_URL",
                "REGISTRAR_PORT",
                "PORT",
                "REGISTRAR_HOST",
                "REGISTRAR_DATA_DIR",
                "REGISTRAR_DATABASE_URL",
                "REGISTRAR_DATABASE_USER",
                "REGISTRAR_WORKERS",
                "REGISTRAR_URL",
                "GITHUB_CLIENT_ID",
                "GITHUB_CLIENT_SECRET_FILE",
                "REGISTRAR_CATALOGS",
                "REGISTRAR_ONBOARDING",
                "WEBHOOK_PROXY_URL",
                "REGISTRAR_LOG")) {
            environment.put(name, " ");
        }
        assertThat(valid(environment)).isEqualTo(valid(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unset",
            value = {"9000, 7000, 9000", "unset, 7000, 7000", "0, unset, 0", "65535, wrong, 65535", "' ', 7000, 7000"})
    void read_port_registrarsOwnWins(String own, String general, int expected) {
        Map<String, String> environment = new HashMap<>();
        environment.put("REGISTRAR_PORT", own);
        environment.put("PORT", general);
        environment.values().removeIf(Objects::isNull);
        assertThat(valid(environment).port()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB_API_URL | ftp://github.example | is not an address",
                "GITHUB_API_URL | github.example/api | is not an address",
                "GITHUB_API_URL | https:// | is not an address",
                "GITHUB_API_URL | https://github.example:65536/api | is not an address",
                "GITHUB_API_URL | https://github.example/api?x=y | is not an address",
                "GITHUB_API_URL | https://github.example/#x | is not an address",
                "GITHUB_API_URL | https://user:pw@github.example | is not an address",
                "GITHUB_API_URL | https://git hub.example | is not an address",
                "REGISTRAR_URL | registrar.example | is not an address",
                "WEBHOOK_PROXY_URL | smee | is not an address",
                "REGISTRAR_PORT | -1 | is not a whole number from 0 to 65535",
                "REGISTRAR_PORT | 65536 | is not a whole number from 0 to 65535",
                "REGISTRAR_PORT | 80a | is not a whole number from 0 to 65535",
                "REGISTRAR_PORT | 99999999999999999999 | is not a whole number from 0 to 65535",
                "REGISTRAR_PORT | tcp://10.0.0.1:8080 | was set by Kubernetes for a Service named registrar",
                "PORT | http | is not a whole number from 0 to 65535",
                "REGISTRAR_WORKERS | 0 | is not a whole number from 1 to 256",
                "REGISTRAR_WORKERS | 257 | is not a whole number from 1 to 256",
                "REGISTRAR_WORKERS | ٣ | is not a whole number from 1 to 256",
                "REGISTRAR_HOST | http://localhost | is not a host name or an IP address",
                "REGISTRAR_ONBOARDING | no | is neither true nor false",
                "REGISTRAR_ONBOARDING | TRUE | is neither true nor false",
                "REGISTRAR_LOG | xml | is neither text nor json",
                "REGISTRAR_CATALOGS | acme | part 1 is not of the form owner/repo",
                "REGISTRAR_CATALOGS | acme/a,,acme/b | part 2 is not of the form owner/repo",
                "REGISTRAR_CATALOGS | acme/a, | part 2 is not of the form owner/repo",
                "REGISTRAR_CATALOGS | acme/.. | part 1 is not of the form owner/repo",
                "REGISTRAR_CATALOGS | acme/a/b | part 1 is not of the form owner/repo",
                "REGISTRAR_DATABASE_URL | jdbc:mysql://db/x | does not start with jdbc:postgresql:",
                "REGISTRAR_DATABASE_URL | postgres://db/x | does not start with jdbc:postgresql:",
                "GITHUB_APP_ID | 12a | is not the App's number",
                "GITHUB_APP_ID | 0 | is not the App's number",
            })
    void read_oneValueIsWrong_saysSoWithoutTheValue(String setting, String value, String expected) {
        Map<String, String> environment = new HashMap<>(APP);
        environment.put(setting, value);
        List<String> problems = problems(environment);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .startsWith(setting + ": " + expected)
                .doesNotContain("\n")
                .doesNotContain(": " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET"})
    void read_partOfTheCredentialsIsMissing_namesIt(String missing) {
        Map<String, String> environment = new HashMap<>(APP);
        environment.remove(missing);
        assertThat(problems(environment))
                .containsExactly(missing + ": is missing; the App's credentials come together; set it, or unset the"
                        + " others to start in set-up mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "REGISTRAR_SESSION_SECRET"})
    void read_partOfTheSignInIsMissing_namesIt(String missing) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_CLIENT_ID", "Iv1.abc",
                "GITHUB_CLIENT_SECRET", "client",
                "REGISTRAR_SESSION_SECRET", "session",
                "REGISTRAR_URL", "https://registrar.example"));
        environment.remove(missing);
        assertThat(problems(environment))
                .containsExactly(missing + ": is missing; the dashboard's sign-in needs all three; set it, or unset the"
                        + " others to go without the dashboard");
    }

    @Test
    void read_signInWithoutAnAddress_asksForIt() {
        assertThat(problems(Map.of(
                        "GITHUB_CLIENT_ID", "Iv1.abc",
                        "GITHUB_CLIENT_SECRET", "client",
                        "REGISTRAR_SESSION_SECRET", "session")))
                .containsExactly(
                        "REGISTRAR_URL: is missing; GitHub sends people back to this address when they signed" + " in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void read_emptySecret_isAProblem(String empty) {
        assertThat(problems(with(APP, Map.of("GITHUB_WEBHOOK_SECRET", empty))))
                .containsExactly("GITHUB_WEBHOOK_SECRET: is empty; set the secret, or unset the variable");
        assertThat(problems(with(APP, Map.of("GITHUB_APP_PRIVATE_KEY", empty))))
                .containsExactly("GITHUB_APP_PRIVATE_KEY: is empty; set the secret, or unset the variable");
        assertThat(problems(
                        Map.of("REGISTRAR_DATABASE_URL", "jdbc:postgresql:x", "REGISTRAR_DATABASE_PASSWORD", empty)))
                .containsExactly("REGISTRAR_DATABASE_PASSWORD: is empty; set the secret, or unset the variable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"',new' | 1", "'new,' | 2", "'new, ,old' | 2", "',' | 1", "'new,old,' | 3"})
    void read_emptyPartInTheListOfSecrets_isAProblem(String list, int part) {
        assertThat(problems(with(APP, Map.of("GITHUB_WEBHOOK_SECRET", list))))
                .containsExactly("GITHUB_WEBHOOK_SECRET: part " + part
                        + " of the comma-separated list is empty; remove the comma or set the secret");
    }

    @Test
    void read_secretAndItsFileAreSet_isAProblem() throws IOException {
        assertThat(problems(with(
                        APP,
                        Map.of(
                                "GITHUB_APP_PRIVATE_KEY_FILE", file("key", "x"),
                                "GITHUB_WEBHOOK_SECRET_FILE", file("secret", "x")))))
                .containsExactly(
                        "GITHUB_APP_PRIVATE_KEY: is set beside GITHUB_APP_PRIVATE_KEY_FILE; keep one of the two",
                        "GITHUB_WEBHOOK_SECRET: is set beside GITHUB_WEBHOOK_SECRET_FILE; keep one of the two");
    }

    @Test
    void read_fileOfASecretCannotBeUsed_saysWhichAndWhy() throws IOException {
        String missing = folder.resolve("missing.pem").toString();
        assertThat(keyFileProblem(missing))
                .isEqualTo("there is no file " + missing + "; correct the path or create the file");
        assertThat(keyFileProblem(folder.toString()))
                .isEqualTo("there is no file " + folder + "; correct the path or create the file");
        assertThat(keyFileProblem(file("empty", "\n")))
                .isEqualTo("names an empty file; write the secret into it, or unset the variable");
        String large = file("large", "x".repeat(64 * 1024 + 1));
        assertThat(keyFileProblem(large))
                .isEqualTo("the file " + large + " is over 64 KB, too large for a secret; correct the path");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertThat(keyFileProblem(binary.toString()))
                .isEqualTo("the file " + binary + " cannot be read as text; check the path and who may read the file");
    }

    private String keyFileProblem(String path) {
        Map<String, String> environment = new HashMap<>(APP);
        environment.remove("GITHUB_APP_PRIVATE_KEY");
        environment.put("GITHUB_APP_PRIVATE_KEY_FILE", path);
        List<String> problems = problems(environment);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith("GITHUB_APP_PRIVATE_KEY_FILE: ");
        return problems.get(0).substring("GITHUB_APP_PRIVATE_KEY_FILE: ".length());
    }

    @Test
    void read_databaseUserOrPasswordWithoutItsUrl_isAProblem() {
        String expected = "REGISTRAR_DATABASE_URL: is missing, but a user or a password for it is set; set it, or unset"
                + " them to use the embedded database";
        assertThat(problems(Map.of("REGISTRAR_DATABASE_USER", "registrar"))).containsExactly(expected);
        assertThat(problems(Map.of("REGISTRAR_DATABASE_PASSWORD", "pw"))).containsExactly(expected);
    }

    @Test
    void read_manyThingsAreWrong_reportsAllAtOnceAndNoValue() {
        List<String> problems = problems(Map.of(
                "GITHUB_APP_ID", "ghs_leaked1",
                "GITHUB_APP_PRIVATE_KEY", "leaked2",
                "GITHUB_API_URL", "leaked3",
                "REGISTRAR_PORT", "leaked4",
                "REGISTRAR_DATABASE_URL", "leaked5",
                "REGISTRAR_WORKERS", "leaked6",
                "GITHUB_CLIENT_SECRET", "leaked7",
                "REGISTRAR_CATALOGS", "leaked8",
                "REGISTRAR_ONBOARDING", "leaked9"));
        assertThat(problems)
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "GITHUB_APP_ID",
                        "GITHUB_WEBHOOK_SECRET",
                        "GITHUB_API_URL",
                        "REGISTRAR_PORT",
                        "REGISTRAR_DATABASE_URL",
                        "REGISTRAR_WORKERS",
                        "GITHUB_CLIENT_ID",
                        "REGISTRAR_SESSION_SECRET",
                        "REGISTRAR_CATALOGS",
                        "REGISTRAR_ONBOARDING");
        assertThat(problems).noneMatch(problem -> problem.contains("leaked"));
    }

    @Test
    void settings_printed_showNoSecret() {
        Settings settings = valid(with(
                APP,
                Map.of(
                        "REGISTRAR_DATABASE_URL", "jdbc:postgresql://db/x?password=hunter2",
                        "GITHUB_CLIENT_ID", "Iv1.abc",
                        "GITHUB_CLIENT_SECRET", "cl1ent",
                        "REGISTRAR_SESSION_SECRET", "s3ssion",
                        "REGISTRAR_URL", "https://registrar.example")));
        assertThat(settings.toString())
                .contains("[secret]")
                .doesNotContain("s3cret", "BEGIN KEY", "hunter2", "cl1ent", "s3ssion");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Settings valid(Map<String, String> environment) {
        return Settings.read(environment).match(settings -> settings, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static List<String> problems(Map<String, String> environment) {
        return Settings.read(environment).match(settings -> List.of(), problems -> {
            List<String> lines = new ArrayList<>();
            problems.forEach(problem -> lines.add(problem.toString()));
            return lines;
        });
    }
}
