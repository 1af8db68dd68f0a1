package dev.registrar.server;

import dev.registrar.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets that GitHub may have signed a delivery with. */
public final class WebhookSecrets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int HEX_DIGITS = 64;

    private final List<SecretKeySpec> keys;

    /** More than one during a rotation: any of them is accepted. */
    public WebhookSecrets(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no webhook secret");
        }
        keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.bytes(), ALGORITHM))
                .toList();
    }

    /** A signature as the {@code X-Hub-Signature-256} header brings it; empty where the form alone is wrong. */
    static Optional<byte[]> signature(String header) {
        if (!header.startsWith(PREFIX) || header.length() != PREFIX.length() + HEX_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(header, PREFIX.length(), header.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tries every secret, also past a match, so that the time tells neither which one fits nor how close a guess was. */
    boolean signed(byte[] body, byte[] signature) {
        boolean matches = false;
        for (SecretKeySpec key : keys) {
            matches |= MessageDigest.isEqual(hmac(key, body), signature);
        }
        return matches;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
