package dev.registrar.hcl;

/** Reading cannot go on at this offset. */
final class HclFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String remedy;

    HclFault(int at, String message, String remedy) {
        super(message, null, false, false);
        this.at = at;
        this.remedy = remedy;
    }

    int at() {
        return at;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
