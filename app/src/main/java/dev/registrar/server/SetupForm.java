package dev.registrar.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    SetupForm {
        name = name.strip();
        organization = organization.strip();
        address = address.strip().replaceAll("/+$", "");
    }

    /**
     * What is wrong with it, a sentence each.
     *
     * @param publicHook whether GitHub itself has to reach the address
     */
    List<String> faults(boolean publicHook) {
        List<String> faults = new ArrayList<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            faults.add("The name has to have 1 to " + LONGEST_NAME + " characters.");
        }
        if (!organization.isEmpty() && !organization.matches(ORGANIZATION)) {
            faults.add("The organization is not a name that GitHub allows: letters, digits and hyphens.");
        }
        Optional<URI> uri = uri();
        if (uri.isEmpty()) {
            faults.add("The address has to be like https://registrar.example.com, without query or fragment.");
        }
        if (publicHook
                && uri.filter(at -> LOCAL.contains(at.getHost().toLowerCase(Locale.ROOT)))
                        .isPresent()) {
            faults.add("GitHub cannot reach " + address
                    + ". Give an address that is reached from outside, or start Registrar with WEBHOOK_PROXY_URL set to a"
                    + " smee.io channel.");
        }
        return faults;
    }

    Optional<URI> uri() {
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return web && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
