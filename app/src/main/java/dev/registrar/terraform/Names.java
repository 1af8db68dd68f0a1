package dev.registrar.terraform;

import java.util.Optional;

/** What the names of one module mean. */
interface Names {
    /** The folder of the module, from the repository's root; empty for the repository's root. */
    String folder();

    String rootFolder();

    Value variable(String name, Place place);

    Value local(String name, Place place);

    Value resource(String type, String name, Place place);

    Value data(String type, String name, Place place);

    Value module(String name, Place place);

    /** The text of a file of the repository. */
    Optional<String> file(String path);

    Budget budget();
}
