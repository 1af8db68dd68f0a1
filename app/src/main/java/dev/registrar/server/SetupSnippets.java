package dev.registrar.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The credentials as people take them elsewhere. Values go in by standard input and not as arguments, which everybody on the
 * machine could see.
 */
record SetupSnippets(Map<String, String> settings) {
    /** What the Helm chart calls its secret unless told otherwise. */
    private static final String KUBERNETES_SECRET = "registrar-github-app";

    private static final String AWS_SECRET = "registrar/github-app";

    SetupSnippets {
        settings = new TreeMap<>(settings);
    }

    /** For a shell; single quotes keep everything as it is. */
    String environment() {
        return settings.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "='" + oneLine(entry.getValue()) + "'\n")
                .collect(Collectors.joining());
    }

    String kubernetes() {
        String data = settings.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + ": '" + oneLine(entry.getValue()) + "'\n")
                .collect(Collectors.joining());
        return """
                kubectl apply -f - <<'EOF'
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s
                type: Opaque
                stringData:
                %sEOF
                """.formatted(KUBERNETES_SECRET, data);
    }

    String aws() {
        return """
                aws secretsmanager create-secret --name %s --secret-string file:///dev/stdin <<'EOF'
                %s
                EOF
                """.formatted(AWS_SECRET, Json.object(settings));
    }

    private static String oneLine(String value) {
        return value.strip().replace("\n", "\\n");
    }
}
