package dev.registrar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.settings.Problem;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people copy from the page comes out as the same settings. */
class SetupSnippetsTest {
    private static final String KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIE+/=\n-----END RSA PRIVATE KEY-----";
    private static final SetupSnippets SNIPPETS = new SetupSnippets(Map.of(
            "GITHUB_APP_ID", "7",
            "GITHUB_APP_PRIVATE_KEY", KEY + "\n",
            "GITHUB_WEBHOOK_SECRET", "hook",
            "GITHUB_CLIENT_ID", "Iv1.a",
            "GITHUB_CLIENT_SECRET", "client",
            "REGISTRAR_SESSION_SECRET", "session",
            "REGISTRAR_URL", "https://registrar.example.com"));

    @TempDir
    Path folder;

    @Test
    void environment_readByAShell_isTheSettings() throws Exception {
        String script = SNIPPETS.environment() + "env -0\n";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script);
        shell.environment().keySet().removeIf(name -> name.matches("(GITHUB|REGISTRAR)_.*"));
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Map<String, String> environment = new HashMap<>();
        for (String line : output.split("\0", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.matches("(?s)(GITHUB|REGISTRAR)_.*")) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        holds(environment);
    }

    @Test
    void kubernetes_readAsYaml_isASecretWithTheSettings() throws IOException {
        String document = between(SNIPPETS.kubernetes());
        JsonNode secret = new YAMLMapper().readTree(document);
        assertThat(secret.get("kind").asText()).isEqualTo("Secret");
        assertThat(secret.at("/metadata/name").asText()).isEqualTo("registrar-github-app");
        holds(texts(secret.get("stringData")));
    }

    @Test
    void aws_readAsJson_isTheSettings() throws IOException {
        holds(texts(new ObjectMapper().readTree(between(SNIPPETS.aws()))));
    }

    private static String between(String command) {
        return command.substring(command.indexOf('\n') + 1, command.lastIndexOf("EOF"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private void holds(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REGISTRAR_DATA_DIR", folder.toString());
        assertThat(Settings.read(all).<List<Problem>>match(settings -> List.of(), problems -> problems))
                .isEmpty();
        assertThat(Settings.read(all)
                        .match(
                                settings -> settings.credentials()
                                        .map(app -> app.privateKey())
                                        .map(Secret::reveal)
                                        .orElse(""),
                                problems -> "")
                        .strip())
                .isEqualTo(KEY);
    }
}
