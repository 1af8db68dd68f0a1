package dev.registrar.sandbox;

import org.jspecify.annotations.Nullable;

/** Who sends a request. */
sealed interface Actor {
    /** A person with a token of theirs. */
    record Person(User user) implements Actor {}

    /** The App inside its installation. */
    record Installation(User user, App.Token token) implements Actor {}

    /** The App itself, by a JWT. */
    record AppItself() implements Actor {}

    /** Nobody in particular. */
    record Anonymous() implements Actor {}

    /** Whom it acts as. */
    default @Nullable User asUser() {
        if (this instanceof Person person) {
            return person.user();
        }
        return this instanceof Installation installation ? installation.user() : null;
    }

    default String label() {
        User user = asUser();
        if (user != null) {
            return user.login();
        }
        return this instanceof AppItself ? "app" : "anonymous";
    }

    default boolean isInstallation() {
        return this instanceof Installation;
    }
}
