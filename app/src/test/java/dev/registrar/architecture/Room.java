package dev.registrar.architecture;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One package of ours and what it may touch.
 *
 * @param imports the rooms it may import
 * @param importsAny whether it may import all of them, whatever the list says
 * @param pure whether it only computes: no network, files, clock, chance, environment or log
 * @param readsOwnResources whether, though pure, it may read what lies beside it on the class path
 */
record Room(
        String name,
        Set<String> imports,
        boolean importsAny,
        Set<Library> libraries,
        boolean pure,
        boolean readsOwnResources) {
    Room {
        imports = Set.copyOf(imports);
        libraries = Set.copyOf(libraries);
    }

    static Room room(String name) {
        return new Room(name, Set.of(), false, EnumSet.of(Library.JAVA, Library.NULLNESS), false, false);
    }

    static Room pureRoom(String name) {
        return new Room(name, Set.of(), false, EnumSet.of(Library.JAVA, Library.NULLNESS), true, false);
    }

    Room mayImport(String... rooms) {
        return new Room(name, Set.of(rooms), importsAny, libraries, pure, readsOwnResources);
    }

    Room mayImportAny() {
        return new Room(name, imports, true, libraries, pure, readsOwnResources);
    }

    Room mayUse(Library... more) {
        EnumSet<Library> all = EnumSet.copyOf(libraries);
        all.addAll(List.of(more));
        return new Room(name, imports, importsAny, all, pure, readsOwnResources);
    }

    Room mayReadOwnResources() {
        return new Room(name, imports, importsAny, libraries, pure, true);
    }

    boolean knows(String room) {
        return importsAny || name.equals(room) || imports.contains(room);
    }
}
