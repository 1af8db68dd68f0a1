package dev.registrar.github;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA private key as PEM text. */
final class PrivateKeyPem {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]{1,40})-----(.{1,20000}?)-----END ([A-Z0-9 ]{1,40})-----", Pattern.DOTALL);
    // RFC 7518, 3.3: RS256 takes keys of 2048 bits or more.
    private static final int SMALLEST_BITS = 2048;
    // PrivateKeyInfo's version 0 and AlgorithmIdentifier rsaEncryption with NULL (RFC 5208, RFC 8017).
    private static final byte[] RSA_KEY_INFO = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeyPem() {}

    static PrivateKey read(String text) {
        if (text.isBlank()) {
            throw new BadCredentials("the private key is empty");
        }
        Matcher block = BLOCK.matcher(text.replace("\\n", "\n").replace("\\r", ""));
        if (!block.find()) {
            throw new BadCredentials("the private key is not PEM: no complete BEGIN and END lines");
        }
        String kind = block.group(1);
        if (!kind.equals(block.group(3))) {
            throw new BadCredentials("the private key is not PEM: BEGIN and END lines differ");
        }
        return rsa(pkcs8(kind, decoded(block.group(2))));
    }

    private static byte[] decoded(String base64) {
        if (base64.contains(":")) {
            throw new BadCredentials("the private key is protected by a passphrase");
        }
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new BadCredentials("the private key is damaged: its text is not Base64");
        }
    }

    private static byte[] pkcs8(String kind, byte[] der) {
        return switch (kind) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> sequence(concatenated(RSA_KEY_INFO, element(OCTET_STRING, der)));
            case "ENCRYPTED PRIVATE KEY" -> throw new BadCredentials("the private key is protected by a passphrase");
            case "PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE" ->
                throw new BadCredentials("not a private key but a public one");
            default -> throw new BadCredentials("not an RSA private key in PKCS#1 or PKCS#8");
        };
    }

    private static PrivateKey rsa(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (((RSAPrivateKey) key).getModulus().bitLength() < SMALLEST_BITS) {
                throw new BadCredentials("the private key is too short: RS256 needs " + SMALLEST_BITS + " bits");
            }
            return key;
        } catch (InvalidKeySpecException damaged) {
            // The cause may quote the key, so it is not passed on.
            throw new BadCredentials("the private key is damaged, or not an RSA key");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }

    private static byte[] sequence(byte[] content) {
        return element(SEQUENCE, content);
    }

    /** One element of DER: tag, length in the short or long form, content. */
    private static byte[] element(int tag, byte[] content) {
        if (content.length < 0x80) {
            return concatenated(new byte[] {(byte) tag, (byte) content.length}, content);
        }
        // DER wants the shortest form; two's complement may lead with a zero byte.
        byte[] length = minimal(BigInteger.valueOf(content.length).toByteArray());
        byte[] head = concatenated(new byte[] {(byte) tag, (byte) (0x80 | length.length)}, length);
        return concatenated(head, content);
    }

    private static byte[] minimal(byte[] unsigned) {
        return unsigned[0] == 0 ? Arrays.copyOfRange(unsigned, 1, unsigned.length) : unsigned;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
