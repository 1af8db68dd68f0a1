package dev.registrar.github;

import dev.registrar.pull.Repository;

/**
 * In whose name a call is made.
 *
 * @param installation its number; 0 for the App itself
 * @param repository the repository that the call is about, to which alone a redirect may lead; 0 for none
 */
record Reach(long installation, long repository) {
    /** The App itself, by its JWT. */
    static final Reach APP = new Reach(0, 0);

    static Reach of(Repository repository) {
        return new Reach(repository.installation(), repository.id());
    }

    boolean app() {
        return installation == 0;
    }
}
