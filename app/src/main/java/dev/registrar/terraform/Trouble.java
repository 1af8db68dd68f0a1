package dev.registrar.terraform;

import java.util.List;
import java.util.Optional;

/**
 * What cannot be read, its place, and the way to repair it.
 *
 * @param root the folder of the only root that it hides something of; empty where that may be any
 * @param unread the text that is not followed, of which another wording is another trouble; empty where the message says it all
 * @param blind whether nobody knows how much of it is not seen: that never becomes an old fault that people have got used to
 */
public record Trouble(Place place, String message, String remedy, Optional<String> root, String unread, boolean blind) {
    public Trouble(Place place, String message, String remedy) {
        this(place, message, remedy, Optional.empty(), "", false);
    }

    static Trouble unread(Place place, String message, String remedy, String text) {
        return new Trouble(place, message, remedy, Optional.empty(), text, false);
    }

    /** One that hides what is changed, each time. */
    public static Trouble blind(Place place, String message, String remedy) {
        return new Trouble(place, message, remedy, Optional.empty(), "", true);
    }

    Trouble in(Optional<String> folder) {
        return new Trouble(place, message, remedy, folder, unread, blind);
    }

    /** Tells whether troubles of an older and a newer text hide the same. */
    public Object hidden() {
        return List.of(place.path(), message, unread);
    }

    /** Whether what seems to be missing in a root may be there, and only not be seen. */
    public boolean hides(String folder) {
        return root.filter(only -> !only.equals(folder)).isEmpty();
    }
}
