package dev.registrar.handler;

import dev.registrar.effect.Facts;
import dev.registrar.pull.Repository;
import java.util.Optional;

/** What governed each repository when that could last be read: so that what cannot be seen is not taken for gone. */
final class KnownGovernance {
    private static final String KIND = "governed";

    private final Facts facts;

    KnownGovernance(Facts facts) {
        this.facts = facts;
    }

    /** Whose {@code registrar.yml} it is. */
    enum By {
        REPOSITORY,
        ORGANIZATION,
        NOBODY
    }

    void note(Repository repository, By by) {
        if (of(repository).filter(by::equals).isEmpty()) {
            facts.put(KIND, subject(repository), "now", by.name());
        }
    }

    /** Empty where nothing was ever read. */
    Optional<By> of(Repository repository) {
        return facts.get(KIND, subject(repository), "now").map(fact -> By.valueOf(fact.json()));
    }

    Optional<Boolean> governed(Repository repository) {
        return of(repository).map(by -> by != By.NOBODY);
    }

    private static String subject(Repository repository) {
        return String.valueOf(repository.id());
    }
}
