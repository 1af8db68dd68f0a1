package dev.registrar.settings;

import java.util.List;

/**
 * Who we are to GitHub.
 *
 * @param privateKey PEM as it was given, not parsed yet
 * @param webhookSecrets at least one; more than one during a rotation, and any of them is accepted
 */
public record AppCredentials(long appId, Secret privateKey, List<Secret> webhookSecrets) {
    public AppCredentials {
        webhookSecrets = List.copyOf(webhookSecrets);
        if (webhookSecrets.isEmpty()) {
            throw new IllegalArgumentException("no webhook secret");
        }
    }
}
