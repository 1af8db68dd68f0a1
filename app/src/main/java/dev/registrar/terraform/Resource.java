package dev.registrar.terraform;

/**
 * One instance of a resource, or of a call of a module that cannot be looked into.
 *
 * @param type such as {@code aws_ecr_repository}; {@code module} for a call
 * @param address as Terraform writes it, without the root
 * @param place where people would change this instance: its key in a map of the root, or the block that makes it
 * @param header the block that it is written in
 * @param values its arguments; nested blocks are lists of objects
 */
record Resource(String type, String address, Place place, Place header, Value.Mapping values) {
    Value value(String name) {
        return values.get(name).orElseGet(() -> Value.nothing(header));
    }

    /** An argument of a nested block of which there is at most one. */
    Value nested(String block, String name) {
        Value blocks = value(block);
        if (blocks instanceof Value.Unknown) {
            return blocks;
        }
        return blocks.members().stream()
                .findFirst()
                .map(one -> one instanceof Value.Mapping mapping
                        ? mapping.get(name).orElseGet(() -> Value.nothing(one.place()))
                        : one)
                .orElseGet(() -> Value.nothing(header));
    }
}
