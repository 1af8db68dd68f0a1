package dev.registrar.sandbox;

/**
 * What GitHub hands out when an App is registered and installed.
 *
 * @param privateKeyPem PKCS#1, the form in which GitHub gives keys out
 * @param botUserId numeric id of the user {@code slug[bot]} that the App acts as
 */
public record AppCredentials(
        long appId, String privateKeyPem, String webhookSecret, long installationId, long botUserId, String slug) {
    @Override
    public String toString() {
        return "AppCredentials[appId=" + appId + ", installationId=" + installationId + ", slug=" + slug + "]";
    }
}
