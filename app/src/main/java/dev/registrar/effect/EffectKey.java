package dev.registrar.effect;

/** Names one effect for good: the same effect asked for again has the same key. */
public record EffectKey(String value) {
    public EffectKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an effect needs a key");
        }
    }

    /** Joins parts with spaces, which none of GitHub's names and ids contain. */
    public static EffectKey of(String kind, Object... parts) {
        StringBuilder value = new StringBuilder(kind);
        for (Object part : parts) {
            value.append(' ').append(part);
        }
        return new EffectKey(value.toString());
    }
}
