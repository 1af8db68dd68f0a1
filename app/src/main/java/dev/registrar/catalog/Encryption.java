package dev.registrar.catalog;

/** Encryption at rest as a catalog names it; ECR fixes it when the repository is made. */
public enum Encryption implements Vocabulary {
    AES256("AES256"),
    KMS("KMS");

    private final String word;

    Encryption(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
