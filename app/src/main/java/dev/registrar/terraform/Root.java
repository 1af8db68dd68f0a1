package dev.registrar.terraform;

import java.util.List;

/**
 * What one root declares, with one set of variable files.
 *
 * @param folder from the repository's root
 * @param calls of modules that make ECR repositories and cannot be looked into
 * @param forgotten addresses that Terraform is told to forget and not to destroy
 */
record Root(String folder, List<Resource> resources, List<Resource> calls, List<Move> moves, List<String> forgotten) {
    Root {
        resources = List.copyOf(resources);
        calls = List.copyOf(calls);
        moves = List.copyOf(moves);
        forgotten = List.copyOf(forgotten);
    }

    /** A {@code moved} block. */
    record Move(String from, String to) {}
}
