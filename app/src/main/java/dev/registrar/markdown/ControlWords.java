package dev.registrar.markdown;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Scanning;
import dev.registrar.catalog.TagMutability;
import java.util.ArrayList;
import java.util.List;

/** Controls as people read them. */
record ControlWords(String tags, String encryption, String images, String scanning) {
    static ControlWords of(Controls controls) {
        return new ControlWords(
                tags(controls.tagMutability()),
                controls.encryption().word(),
                String.valueOf(controls.keepImageCount()),
                scanning(controls.scanning()));
    }

    String sentence() {
        return "Tags " + tags + ", encryption " + encryption + ", " + images + " images kept, scanning " + scanning
                + ".";
    }

    /** What one has that is not the other's. */
    static List<String> differing(Controls controls, Controls ofTier) {
        List<String> words = new ArrayList<>();
        if (controls.tagMutability() != ofTier.tagMutability()) {
            words.add("tags " + tags(controls.tagMutability()));
        }
        if (controls.encryption() != ofTier.encryption()) {
            words.add("encryption " + controls.encryption().word());
        }
        if (controls.keepImageCount() != ofTier.keepImageCount()) {
            words.add(controls.keepImageCount() + " images kept");
        }
        return words;
    }

    private static String tags(TagMutability mutability) {
        return switch (mutability) {
            case MUTABLE -> "may be moved";
            case IMMUTABLE -> "never move";
        };
    }

    private static String scanning(Scanning scanning) {
        return switch (scanning) {
            case STANDARD -> "on push";
            case ENHANCED -> "enhanced";
            case CRITICAL -> "enhanced, continuous";
        };
    }
}
