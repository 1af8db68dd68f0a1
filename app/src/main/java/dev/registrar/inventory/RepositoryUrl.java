package dev.registrar.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code repository_url} taken apart. */
public record RepositoryUrl(Place place, String name) {
    // ECR: account, region and, in the China partition, a suffix. Linear: every part is delimited by another character.
    private static final Pattern FORM =
            Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]{1,40})\\.amazonaws\\.com(?:\\.cn)?/(\\S{1,512})");

    public static Optional<RepositoryUrl> parse(String url) {
        Matcher parts = FORM.matcher(url);
        return parts.matches()
                ? Optional.of(new RepositoryUrl(new Place(parts.group(1), parts.group(2)), parts.group(3)))
                : Optional.empty();
    }
}
