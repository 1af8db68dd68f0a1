package dev.registrar.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person says about the App to be.
 *
 * @param name of the App; unique on all of GitHub
 * @param organization who is to own it; empty: the person
 * @param address where Registrar is reached from outside
 */
record SetupForm(String name, String organization, String address) {
    /** GitHub, "Registering a GitHub App". */
    private static final int LONGEST_NAME = 34;
    /** What GitHub allows in the name of an organization. */
    private static final String ORGANIZATION = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?";

    private static final int LAST_PORT = 65_535;

    private static final String NO_ADDRESS =
            "The address has to start with https:// or http:// and name a host, such as https://registrar.example.com";

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    SetupForm {
        name = name.strip();
        organization = organization.strip();
        address = address.strip().replaceAll("/+$", "");
    }

    /** What is filled in. */
    enum Field {
        NAME,
        ORGANIZATION,
        ADDRESS
    }

    /**
     * What is wrong with it, a sentence for each field that has to change.
     *
     * @param publicHook whether GitHub itself has to reach the address
     */
    Map<Field, String> faults(boolean publicHook) {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            faults.put(Field.NAME, "The name has to have 1 to " + LONGEST_NAME + " characters.");
        }
        if (!organization.isEmpty() && !organization.matches(ORGANIZATION)) {
            faults.put(
                    Field.ORGANIZATION,
                    "The organization is not a name that GitHub allows: letters, digits and hyphens.");
        }
        addressFault(publicHook).ifPresent(fault -> faults.put(Field.ADDRESS, fault));
        return faults;
    }

    private Optional<String> addressFault(boolean publicHook) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.of(NO_ADDRESS);
        }
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null) {
            return Optional.of(NO_ADDRESS);
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            return Optional.of("The port of the address has to be between 1 and " + LAST_PORT + ".");
        }
        String root = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (!address.equals(root)) {
            // The pages of Registrar link to one another from the root.
            return Optional.of("The address has to end after host and port: " + root);
        }
        if (publicHook && LOCAL.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("GitHub cannot reach " + address
                    + ". Give an address that is reached from outside, or start Registrar with WEBHOOK_PROXY_URL set to a"
                    + " smee.io channel.");
        }
        return Optional.empty();
    }
}
