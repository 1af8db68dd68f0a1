package dev.registrar.catalog;

/** Whether a tag may be moved to another image. */
public enum TagMutability implements Vocabulary {
    MUTABLE("MUTABLE"),
    IMMUTABLE("IMMUTABLE");

    private final String word;

    TagMutability(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
