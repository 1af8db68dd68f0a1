package dev.registrar.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a form of ours sends along, and a page of somebody else cannot know. It looks different on every page, so that
 * nothing is learnt of it from how well a page compresses.
 */
public final class PageToken {
    private static final int BYTES = 16;

    private PageToken() {}

    /** A new secret to make tokens of. */
    public static String secret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static String of(String secret, SecureRandom random) {
        byte[] key = secret.getBytes(StandardCharsets.US_ASCII);
        byte[] mask = new byte[key.length];
        random.nextBytes(mask);
        byte[] token = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            token[i] = mask[i];
            token[key.length + i] = (byte) (mask[i] ^ key[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    public static boolean matches(String secret, String token) {
        byte[] key = secret.getBytes(StandardCharsets.US_ASCII);
        byte[] given;
        try {
            given = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (given.length != 2 * key.length) {
            return false;
        }
        byte[] plain = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            plain[i] = (byte) (given[i] ^ given[key.length + i]);
        }
        return MessageDigest.isEqual(key, plain);
    }
}
