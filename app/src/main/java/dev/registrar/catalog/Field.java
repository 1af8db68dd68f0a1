package dev.registrar.catalog;

import dev.registrar.text.Pointer;
import java.util.ArrayList;
import java.util.List;

/** The fields of an entry, and where they stand in it. */
public enum Field {
    /** The entry as a whole; its key is the registry's name. */
    ENTRY(),
    METADATA("metadata"),
    ID("metadata", "id"),
    OWNER("metadata", "owner"),
    RISK("metadata", "risk"),
    ENVIRONMENT("metadata", "environment"),
    REQUESTED_BY("metadata", "requested_by"),
    DOMAIN("metadata", "domain"),
    STATUS("metadata", "status"),
    CREATED_DATE("metadata", "created_date"),
    REQUEST("metadata", "request"),
    AWS("aws"),
    REPOSITORY_URL("aws", "repository_url"),
    GOVERNANCE("governance"),
    IMAGE_SCANNING("governance", "image_scanning"),
    ENCRYPTION("governance", "encryption"),
    TAG_MUTABILITY("governance", "tag_mutability"),
    KEEP_IMAGE_COUNT("governance", "lifecycle_policy", "keep_image_count");

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> path;

    Field(String... path) {
        this.path = List.of(path);
    }

    /** Below the entry, from outside in. */
    public List<String> path() {
        return path;
    }

    /** As people write it, such as {@code metadata.risk}; empty for the entry itself. */
    public String dotted() {
        return String.join(".", path);
    }

    /** Where it stands in a catalog, for the registry of this name. */
    public Pointer of(String registry) {
        List<String> segments = new ArrayList<>(List.of("repositories", registry));
        segments.addAll(path);
        return new Pointer(segments);
    }
}
