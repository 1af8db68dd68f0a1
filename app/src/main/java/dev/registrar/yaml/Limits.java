package dev.registrar.yaml;

/** What a text from outside may cost. The contract leaves the numbers open. */
final class Limits {
    /** A catalog of 10,000 registries has 3.7 MB; GitHub's contents API ends at 100 MB, which nobody reviews by hand. */
    static final int BYTES = 10 * 1024 * 1024;

    /** SnakeYAML takes quadratic time for one long token: 12 s for 10 MB, 8 ms for this. */
    static final int LINE = 256 * 1024;

    /** A catalog is five deep; SnakeYAML's own limit is 50 too. Readers of the tree may recurse on the strength of it. */
    static final int DEPTH = 50;

    /** Anchors for shared controls are fair use, an alias or two in hundreds of entries; ten thousand are not. */
    static final int ALIASES = 1000;

    /** Values in the tree with every alias spelled out: 10,000 registries have a quarter of this ("billion laughs"). */
    static final int VALUES = 1_000_000;

    private Limits() {}
}
