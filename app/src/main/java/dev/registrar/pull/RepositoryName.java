package dev.registrar.pull;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code owner/name}, compared as GitHub does: without regard to case. */
public record RepositoryName(String owner, String name) {
    // GitHub: an owner is letters, digits and single hyphens (or an underscore in managed users); a name also dots.
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public RepositoryName {
        if (!valid(owner, name)) {
            throw new IllegalArgumentException("not a repository's name");
        }
    }

    public static Optional<RepositoryName> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !valid(text.substring(0, slash), text.substring(slash + 1))) {
            return Optional.empty();
        }
        return Optional.of(new RepositoryName(text.substring(0, slash), text.substring(slash + 1)));
    }

    private static boolean valid(String owner, String name) {
        return OWNER.matcher(owner).matches()
                && NAME.matcher(name).matches()
                && !name.equals(".")
                && !name.equals("..");
    }

    public String fullName() {
        return owner + "/" + name;
    }

    public boolean sameAs(RepositoryName other) {
        return owner.equalsIgnoreCase(other.owner) && name.equalsIgnoreCase(other.name);
    }

    @Override
    public String toString() {
        return fullName();
    }
}
