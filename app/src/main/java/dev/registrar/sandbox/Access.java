package dev.registrar.sandbox;

/**
 * What a route asks of whoever calls it.
 *
 * @param permission of an installation; empty where none is asked
 * @param person least role in the repository that a person needs
 */
record Access(Who who, String permission, boolean write, Role person) {
    /** Whose tokens a route takes. */
    enum Who {
        ANYONE,
        THE_APP,
        USERS
    }

    static Access anyone() {
        return new Access(Who.ANYONE, "", false, Role.NONE);
    }

    /** The App by its JWT. */
    static Access theApp() {
        return new Access(Who.THE_APP, "", false, Role.NONE);
    }

    static Access users() {
        return new Access(Who.USERS, "", false, Role.NONE);
    }

    static Access read(String permission) {
        return new Access(Who.USERS, permission, false, Role.READ);
    }

    static Access write(String permission) {
        return new Access(Who.USERS, permission, true, Role.WRITE);
    }

    /** What every reader may do, such as to comment; an App needs write all the same. */
    static Access participate(String permission) {
        return new Access(Who.USERS, permission, true, Role.READ);
    }

    static Access administer() {
        return new Access(Who.USERS, "administration", true, Role.ADMIN);
    }
}
