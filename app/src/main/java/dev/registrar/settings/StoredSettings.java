package dev.registrar.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays what the set-up stored under the environment: group by group, and only where the environment has none of a group. */
final class StoredSettings {
    static final List<String> APP = List.of(
            "GITHUB_APP_ID",
            "GITHUB_APP_PRIVATE_KEY",
            "GITHUB_APP_PRIVATE_KEY_FILE",
            "GITHUB_WEBHOOK_SECRET",
            "GITHUB_WEBHOOK_SECRET_FILE");
    private static final List<String> SIGN_IN = List.of(
            "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_SECRET_FILE", "REGISTRAR_SESSION_SECRET");
    private static final String ADDRESS = "REGISTRAR_URL";

    private StoredSettings() {}

    /** @throws IOException when there is a file that cannot be read */
    static Map<String, String> under(Map<String, String> environment, CredentialsFile file) throws IOException {
        if (mentions(environment, APP) || !file.exists()) {
            return environment;
        }
        Map<String, String> stored = file.read();
        Map<String, String> all = new HashMap<>();
        add(all, stored, APP);
        if (!mentions(environment, SIGN_IN)) {
            add(all, stored, SIGN_IN);
        }
        add(all, stored, List.of(ADDRESS));
        environment.forEach((name, value) -> {
            if (!value.isBlank() || !all.containsKey(name)) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static boolean mentions(Map<String, String> environment, List<String> group) {
        return group.stream().anyMatch(name -> mentions(environment, name));
    }

    /** Set to nothing counts as unset, except for secrets, where it is a mistake worth stopping for. */
    private static boolean mentions(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null && (!value.isBlank() || name.endsWith("_KEY") || name.endsWith("_SECRET"));
    }

    private static void add(Map<String, String> all, Map<String, String> stored, List<String> group) {
        group.stream().filter(stored::containsKey).forEach(name -> all.put(name, stored.get(name)));
    }
}
