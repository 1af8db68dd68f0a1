package dev.registrar.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
    private static final Map<String, String> STORED = Map.of(
            "GITHUB_APP_ID", "7",
            "GITHUB_APP_PRIVATE_KEY", "-----BEGIN\nkey=\n-----END\n",
            "GITHUB_WEBHOOK_SECRET", "hook",
            "GITHUB_CLIENT_ID", "Iv1",
            "GITHUB_CLIENT_SECRET", "client",
            "REGISTRAR_SESSION_SECRET", "session",
            "REGISTRAR_URL", "https://registrar.example.com");

    @TempDir
    Path folder;

    @Test
    void written_isForItsOwnerAlone_andReadAsSettings() throws IOException {
        store();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/" + CredentialsFile.NAME))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("data").toFile().list()).hasSize(1);
        Settings settings = valid(Map.of());
        assertThat(settings.credentials()).hasValueSatisfying(app -> {
            assertThat(app.appId()).isEqualTo(7);
            assertThat(app.privateKey().reveal()).isEqualTo("-----BEGIN\nkey=\n-----END");
        });
        assertThat(settings.signIn()).map(SignIn::clientId).contains("Iv1");
        assertThat(settings.address()).map(Object::toString).contains("https://registrar.example.com");
    }

    @Test
    void written_isNeverOverwritten() throws IOException {
        store();
        assertThatThrownBy(this::store).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void environmentWithCredentials_leavesTheFileAside() throws IOException {
        store();
        Settings settings = valid(
                Map.of("GITHUB_APP_ID", "8", "GITHUB_APP_PRIVATE_KEY", "other", "GITHUB_WEBHOOK_SECRET", "other"));
        assertThat(settings.credentials().map(AppCredentials::appId)).contains(8L);
        assertThat(settings.signIn()).isEmpty();
    }

    @Test
    void environmentWithVariablesSetToNothing_takesTheFile() throws IOException {
        store();
        Settings settings = valid(Map.of("GITHUB_APP_ID", "", "REGISTRAR_URL", ""));
        assertThat(settings.credentials().map(AppCredentials::appId)).contains(7L);
        assertThat(settings.address()).isPresent();
    }

    @Test
    void environmentWithHalfOfThem_isNotMendedFromTheFile() throws IOException {
        store();
        assertThat(problems(Map.of("GITHUB_APP_ID", "8")))
                .extracting(Problem::setting)
                .containsExactly("GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET");
    }

    @Test
    void fileThatIsNone_isNamed_withoutItsContent() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/" + CredentialsFile.NAME), "s3cret\n");
        assertThat(problems(Map.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("REGISTRAR_DATA_DIR: the file ")
                        .contains(CredentialsFile.NAME)
                        .doesNotContain("s3cret"));
    }

    private void store() throws IOException {
        CredentialsFile.in(folder.resolve("data")).write(STORED);
    }

    private Settings valid(Map<String, String> environment) {
        return read(environment)
                .match(Optional::of, problems -> Optional.<Settings>empty())
                .orElseThrow();
    }

    private List<Problem> problems(Map<String, String> environment) {
        return read(environment).match(settings -> List.of(), problems -> problems);
    }

    private SettingsReading read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REGISTRAR_DATA_DIR", folder.resolve("data").toString());
        return Settings.read(all);
    }
}
