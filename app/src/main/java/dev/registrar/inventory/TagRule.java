package dev.registrar.inventory;

import dev.registrar.catalog.TagMutability;

/** Whether tags may be moved, as ECR knows it; from the weakest to the strongest. */
public enum TagRule {
    MUTABLE,
    /** Only tags that match a filter are fixed. */
    MUTABLE_WITH_EXCLUSION,
    /** All but tags that match a filter are fixed. */
    IMMUTABLE_WITH_EXCLUSION,
    IMMUTABLE;

    static TagRule of(TagMutability wanted) {
        return switch (wanted) {
            case MUTABLE -> MUTABLE;
            case IMMUTABLE -> IMMUTABLE;
        };
    }
}
