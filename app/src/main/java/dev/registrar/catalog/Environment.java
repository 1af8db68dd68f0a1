package dev.registrar.catalog;

/** Where the images of a registry run. */
public enum Environment implements Vocabulary {
    DEV("dev"),
    TEST("test"),
    STAGING("staging"),
    PROD("prod");

    private final String word;

    Environment(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
