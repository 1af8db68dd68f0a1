package dev.registrar.request;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody asks for. Name, owner and domain are one line each, of characters that do nothing in a commit message;
 * whether they are good names is for the gates to say.
 *
 * @param owner a team's slug, in lower case
 * @param justification as it was typed, with line feeds for line ends; hostile text until escaped
 */
public record RegistryRequest(
        String name, String owner, RiskTier risk, Environment environment, String domain, String justification) {
    // All that ECR takes, and what people mistake for it: the naming gate says it better than a form can.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,255}");
    // GitHub makes slugs of letters, digits, hyphens and underscores.
    private static final Pattern OWNER = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,99}");
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._/&-]{0,99}");

    public RegistryRequest {
        if (!isName(name) || !isOwner(owner) || !isDomain(domain) || justification.isBlank()) {
            throw new IllegalArgumentException("not what a form may say");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isOwner(String text) {
        return OWNER.matcher(text).matches();
    }

    static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /** What an approval is bound to: the same for the same values, whatever else stands in the issue. */
    public String digest() {
        MessageDigest digest = sha256();
        for (String value :
                List.of("registry request 1", name, owner, risk.word(), environment.word(), domain, justification)) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
