package dev.registrar.terraform;

import java.util.Optional;

/**
 * What cannot be read, its place, and the way to repair it.
 *
 * @param root the folder of the only root that it hides something of; empty where that may be any
 * @param blind whether nobody knows how much of it is not seen: that never becomes an old fault that people have got used to
 */
public record Trouble(Place place, String message, String remedy, Optional<String> root, boolean blind) {
    public Trouble(Place place, String message, String remedy) {
        this(place, message, remedy, Optional.empty(), false);
    }

    /** One that hides what is changed, each time. */
    public static Trouble blind(Place place, String message, String remedy) {
        return new Trouble(place, message, remedy, Optional.empty(), true);
    }

    Trouble in(Optional<String> folder) {
        return new Trouble(place, message, remedy, folder, blind);
    }

    /** Whether what seems to be missing in a root may be there, and only not be seen. */
    public boolean hides(String folder) {
        return root.filter(only -> !only.equals(folder)).isEmpty();
    }
}
