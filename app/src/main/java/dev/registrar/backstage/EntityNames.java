package dev.registrar.backstage;

import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of entities. What Backstage's rules take as it is stays as it is; anything else gets a digest of the whole name at its
 * end, and so does what looks as if it had one, so that no two repositories share a name.
 */
final class EntityNames {
    /** Of a team that can be named in a reference. */
    static final Pattern RULE = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

    static final int LONGEST = 63;
    private static final String PREFIX = "ecr-";
    private static final int DIGITS = 12;
    private static final Pattern DIGESTED = Pattern.compile(".*-[0-9a-f]{" + DIGITS + "}");
    private static final Pattern LIKE_A_MIRROR = Pattern.compile("[0-9]{12}-.*");

    private EntityNames() {}

    static boolean fits(String name) {
        return name.length() <= LONGEST && RULE.matcher(name).matches();
    }

    static String mirror(Place place) {
        return PREFIX + (place.account().isEmpty() ? "unknown" : place.account()) + "-" + place.region();
    }

    static String of(String repository) {
        String plain = PREFIX + repository;
        boolean taken = DIGESTED.matcher(repository).matches()
                || LIKE_A_MIRROR.matcher(repository).matches()
                || repository.startsWith("unknown-");
        return fits(plain) && !taken ? plain : digested(repository, repository);
    }

    /** Of a second repository of the same name, in another account or region. */
    static String elsewhere(AwsRepository repository) {
        return digested(repository.name(), repository.uri());
    }

    private static String digested(String name, String whole) {
        String readable = name.replaceAll("[^A-Za-z0-9._-]", "-");
        int room = LONGEST - PREFIX.length() - DIGITS - 1;
        String cut = readable.length() > room ? readable.substring(0, room) : readable;
        return PREFIX + cut + "-" + digest(whole);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
