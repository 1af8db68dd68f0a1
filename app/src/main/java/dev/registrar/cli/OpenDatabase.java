package dev.registrar.cli;

import dev.registrar.inbox.InboxLimits;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import dev.registrar.store.Database;
import java.time.Clock;

/** Opens the database that the settings name. */
final class OpenDatabase {
    /** Beside one for each worker: what comes in, health, metrics. */
    private static final int OTHER_CONNECTIONS = 4;

    private OpenDatabase() {}

    /** @throws dev.registrar.inbox.StoreUnavailable when it cannot be reached */
    static Database of(Settings settings, Clock clock) {
        InboxLimits limits = InboxLimits.forWorkers(settings.workers());
        return settings.database()
                .match(
                        embedded -> Database.embedded(embedded.folder(), clock, limits),
                        postgres -> Database.postgres(
                                postgres.url().reveal(),
                                postgres.user().orElse(null),
                                () -> postgres.password().map(Secret::reveal).orElse(null),
                                settings.workers() + OTHER_CONNECTIONS,
                                limits));
    }
}
