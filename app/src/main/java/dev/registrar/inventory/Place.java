package dev.registrar.inventory;

import java.util.Comparator;

/**
 * A registry of AWS: ECR has one for each account and region.
 *
 * @param account twelve digits, kept as text: some begin with a zero; empty while it is not known whose credentials these are
 */
public record Place(String account, String region) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::account).thenComparing(Place::region);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (account.isEmpty() ? "an unknown account" : account) + " in " + region;
    }
}
