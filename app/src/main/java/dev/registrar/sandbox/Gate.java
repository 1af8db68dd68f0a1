package dev.registrar.sandbox;

import org.jspecify.annotations.Nullable;

/** Who may use which route on which repository. What one cannot read is not there. */
final class Gate {
    private Gate() {}

    static void check(Router.Route route, Actor actor, @Nullable Repo repo) {
        Access access = route.access();
        switch (access.who()) {
            case ANYONE -> {
                return;
            }
            case THE_APP -> {
                if (!(actor instanceof Actor.AppItself)) {
                    throw new ApiError(401, "A JSON web token could not be decoded");
                }
                if (repo == null && isAboutRepository(route)) {
                    throw ApiError.notFound();
                }
                return;
            }
            case USERS -> checkUser(route, actor, repo);
        }
    }

    private static void checkUser(Router.Route route, Actor actor, @Nullable Repo repo) {
        if (actor.asUser() == null) {
            throw ApiError.badCredentials();
        }
        if (repo == null && isAboutRepository(route)) {
            throw ApiError.notFound();
        }
        if (actor instanceof Actor.Installation installation) {
            checkInstallation(route.access(), installation, repo);
        } else if (actor instanceof Actor.Person person && repo != null) {
            checkPerson(route.access(), person.user(), repo);
        }
    }

    private static void checkInstallation(Access access, Actor.Installation installation, @Nullable Repo repo) {
        if (repo != null && (repo.organization == null || !installation.token().reaches(repo))) {
            throw ApiError.notFound();
        }
        if (access.permission().isEmpty()) {
            return;
        }
        for (String permission : access.permission().split("\\|", -1)) {
            if (installation.token().may(permission, access.write())) {
                return;
            }
        }
        throw ApiError.forbidden("Resource not accessible by integration");
    }

    private static void checkPerson(Access access, User user, Repo repo) {
        Role role = repo.roleOf(user);
        if (role == Role.NONE) {
            throw ApiError.notFound();
        }
        if (!role.atLeast(access.person())) {
            throw ApiError.forbidden(
                    access.person() == Role.ADMIN
                            ? "Must have admin rights to Repository."
                            : "Must have push access to " + repo.fullName() + ".");
        }
    }

    private static boolean isAboutRepository(Router.Route route) {
        return route.template().startsWith("/repos/{owner}/{repo}");
    }
}
