package dev.registrar.github;

import java.security.PrivateKey;

/** Who the App is: its number and its private key. Prints as the number alone. */
public final class AppCredentials {
    private final long appId;
    private final PrivateKey key;

    private AppCredentials(long appId, PrivateKey key) {
        this.appId = appId;
        this.key = key;
    }

    /**
     * Reads both as a person sets them.
     *
     * @param appId the App's number
     * @param privateKeyPem PEM, PKCS#1 (as GitHub hands it out) or PKCS#8; {@code \n} may stand for a line break
     * @throws BadCredentials when either cannot be used
     */
    public static AppCredentials of(String appId, String privateKeyPem) {
        return new AppCredentials(number(appId.strip()), PrivateKeyPem.read(privateKeyPem));
    }

    private static long number(String appId) {
        // 18 digits always fit a long.
        if (!appId.matches("[1-9][0-9]{0,17}")) {
            throw new BadCredentials("the App id is not a number");
        }
        return Long.parseLong(appId);
    }

    public long appId() {
        return appId;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "App " + appId;
    }
}
