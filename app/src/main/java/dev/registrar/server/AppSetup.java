package dev.registrar.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens when GitHub has registered the App: the code for credentials, and the credentials into keeping. */
@FunctionalInterface
public interface AppSetup {
    /**
     * Fetches and stores the credentials.
     *
     * @param address where Registrar is reached from outside, as was said
     * @throws SetupTrouble when there are none; the set-up stays open
     */
    Registered complete(String code, String address);

    /**
     * The registered App, for the one page that shows it.
     *
     * @param page where people see it on GitHub
     * @param settings name to value, as they would stand in the environment
     * @param stored the file that they are stored in; empty where that failed
     * @param notes what else there is to do
     */
    record Registered(
            String name, String page, Map<String, String> settings, Optional<String> stored, List<String> notes) {
        public Registered {
            settings = Map.copyOf(settings);
            notes = List.copyOf(notes);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "App " + name;
        }
    }

    /** Why there are no credentials, and what to do; shown to whoever sets up. */
    final class SetupTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SetupTrouble(String message) {
            super(message);
        }
    }
}
