package dev.registrar.terraform;

/**
 * What cannot be read, its place, and the way to repair it.
 *
 * @param blind whether nobody knows how much of it is not seen: that never becomes an old fault that people have got used to
 */
public record Trouble(Place place, String message, String remedy, boolean blind) {
    public Trouble(Place place, String message, String remedy) {
        this(place, message, remedy, false);
    }

    /** One that hides what is changed, each time. */
    public static Trouble blind(Place place, String message, String remedy) {
        return new Trouble(place, message, remedy, true);
    }
}
