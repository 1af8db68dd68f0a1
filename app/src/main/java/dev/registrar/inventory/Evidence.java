package dev.registrar.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Whether anything still uses a registry. */
public sealed interface Evidence {
    /** ECR records a pull up to this much later (ECR API, {@code lastRecordedPullTime}). */
    Duration LAG = Duration.ofDays(1);

    /** @param facts what shows it, a sentence */
    record Idle(String facts) implements Evidence {}

    /** @param facts what shows it, a sentence */
    record InUse(String facts) implements Evidence {}

    /** @param reason part of a sentence */
    record Unknown(String reason) implements Evidence {}

    default <T> T match(Function<Idle, T> idle, Function<InUse, T> inUse, Function<Unknown, T> unknown) {
        if (this instanceof Idle none) {
            return idle.apply(none);
        }
        return this instanceof InUse used ? inUse.apply(used) : unknown.apply((Unknown) this);
    }

    /**
     * Judges what was read.
     *
     * @param days for how many no image may have been pulled
     * @param declaring repositories whose Terraform still names it, as far as that was read
     */
    static Evidence of(RepositoryRead read, int days, Instant now, List<String> declaring) {
        Evidence pulls = read.match(
                found -> of(found.repository(), days, now),
                absent -> new Idle("AWS has no such repository in " + absent.place() + "."),
                unread -> new Unknown(unread.reason()));
        if (declaring.isEmpty() || pulls instanceof InUse) {
            return pulls;
        }
        List<String> quoted = declaring.stream().map(name -> "`" + name + "`").toList();
        return new InUse("The Terraform of " + String.join(", ", quoted) + " still names it.");
    }

    private static Evidence of(AwsRepository repository, int days, Instant now) {
        if (repository.images().isEmpty()) {
            return new Unknown("its images could not be read");
        }
        Images images = repository.images().get();
        if (images.count() == 0) {
            // ECR lists none that are archived: they cannot be pulled either.
            return new Idle("It has no images that could be pulled.");
        }
        String facts = facts(images);
        Instant limit = now.minus(Duration.ofDays(days)).minus(LAG);
        // What was pushed lately and never pulled may just not have been deployed yet.
        Optional<Instant> used = images.lastPull().or(images::lastPush);
        if (used.isEmpty()) {
            return new Unknown("ECR does not say when its images were pushed or pulled");
        }
        return used.get().isBefore(limit)
                ? new Idle(facts + " That is more than " + days + " days ago.")
                : new InUse(facts + " That is not " + days + " days ago yet, and a pull may show up to a day late.");
    }

    /** Counts, sizes and times, for people. */
    static String facts(Images images) {
        List<String> parts = new ArrayList<>();
        parts.add(images.count() == 1 ? "It has one image" : "It has " + images.count() + " images");
        parts.add(" of " + size(images.bytes()) + " in all");
        images.lastPush().ifPresent(at -> parts.add("; the last push was on " + day(at)));
        parts.add(images.lastPull().map(at -> ", the last pull on " + day(at)).orElse(", and no pull is recorded"));
        return String.join("", parts) + ".";
    }

    private static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** In decimal units, as the AWS console shows it. */
    static String size(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }
}
