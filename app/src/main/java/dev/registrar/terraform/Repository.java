package dev.registrar.terraform;

import java.util.Map;
import java.util.Optional;

/**
 * An ECR repository as it is declared. An argument that is not given is {@linkplain Value#isNull null}; what only the inside
 * of a module tells, and the module cannot be read, is unknown.
 *
 * @param root the folder of its root
 * @param address as Terraform writes it, without the root
 * @param place where people would change it: its key in a map, or its block
 * @param lifecycle its life-cycle policy; empty where it has none, unknown where that is not known
 */
public record Repository(
        String root,
        String address,
        Place place,
        Value name,
        Map<String, Value> stated,
        Value tags,
        Value mutability,
        Value encryption,
        Value kmsKey,
        Value scanOnPush,
        Value forceDelete,
        Optional<Value> lifecycle) {
    public Repository {
        stated = Map.copyOf(stated);
    }

    /**
     * Where a value of it is to be shown: where it is written, if people change this repository there; where a module has it
     * for all, the place of this repository.
     */
    public Place shown(Value value) {
        Place written = value.place();
        return TerraformPaths.own(written.path(), root) ? written : place;
    }

    /** The file that a value is written in, where that is not the one that it is shown in. */
    public Optional<String> elsewhere(Value value) {
        return shown(value).equals(value.place())
                ? Optional.empty()
                : Optional.of(value.place().path());
    }

    /** Tells it from others, with where it is in the state. */
    public String key() {
        return root + "|" + address;
    }
}
