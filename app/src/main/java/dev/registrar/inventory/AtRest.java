package dev.registrar.inventory;

import dev.registrar.catalog.Encryption;

/** Encryption at rest, as ECR knows it; from the weakest to the strongest. */
public enum AtRest {
    AES256,
    KMS,
    KMS_DSSE;

    static AtRest of(Encryption wanted) {
        return switch (wanted) {
            case AES256 -> AES256;
            case KMS -> KMS;
        };
    }
}
