package dev.registrar.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** An App's key, written as GitHub hands it out: PKCS#1, where Java's own form is PKCS#8 around it. */
final class AppKey {
    private static final int BITS = 2048;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;

    private AppKey() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    static String pem(PrivateKey key) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(pkcs1(key.getEncoded()));
        return "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----\n";
    }

    /** PrivateKeyInfo is a sequence of a version, an algorithm, and an octet string that holds the key (RFC 5208). */
    private static byte[] pkcs1(byte[] pkcs8) {
        Der outer = new Der(pkcs8, 0);
        Der version = new Der(pkcs8, outer.expect(SEQUENCE).start);
        Der algorithm = new Der(pkcs8, version.expect(INTEGER).end);
        Der key = new Der(pkcs8, algorithm.expect(SEQUENCE).end).expect(OCTET_STRING);
        return Arrays.copyOfRange(pkcs8, key.start, key.end);
    }

    /** One element of DER and where its content lies. */
    private static final class Der {
        private final int tag;
        private final int start;
        private final int end;

        Der(byte[] bytes, int at) {
            tag = bytes[at] & 0xff;
            int first = bytes[at + 1] & 0xff;
            int more = first < 0x80 ? 0 : first & 0x7f;
            int length = first < 0x80 ? first : 0;
            for (int i = 0; i < more; i++) {
                length = (length << 8) | (bytes[at + 2 + i] & 0xff);
            }
            start = at + 2 + more;
            end = start + length;
        }

        Der expect(int wanted) {
            if (tag != wanted) {
                throw new IllegalArgumentException("unexpected element in a PKCS#8 key: " + tag);
            }
            return this;
        }
    }
}
