package dev.registrar.server;

/** A request for a page is refused, and a page says why. */
final class PageTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final String words;

    PageTrouble(int status, String name, String words) {
        super(words, null, false, false);
        this.status = status;
        this.name = name;
        this.words = words;
    }

    int status() {
        return status;
    }

    String name() {
        return name;
    }

    String words() {
        return words;
    }
}
