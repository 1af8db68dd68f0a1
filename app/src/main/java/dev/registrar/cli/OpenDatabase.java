package dev.registrar.cli;

import dev.registrar.inbox.InboxLimits;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import dev.registrar.store.Database;
import java.nio.file.Files;
import java.time.Clock;

/** Opens the database that the settings name. */
final class OpenDatabase {
    /** Beside one for each worker: what comes in, health, metrics. */
    private static final int OTHER_CONNECTIONS = 4;

    private OpenDatabase() {}

    /**
     * For commands that look into the database of a server. To look must not make a folder: that would hide that it is the wrong
     * one.
     *
     * @throws UsageProblem when there is none
     * @throws dev.registrar.inbox.StoreUnavailable when it cannot be reached
     */
    static Database existing(Settings settings, Clock clock) {
        settings.database()
                .match(
                        embedded -> {
                            if (!Files.isDirectory(embedded.folder())) {
                                throw new UsageProblem("REGISTRAR_DATA_DIR: there is no folder "
                                        + embedded.folder().toAbsolutePath() + "; set it as for the server");
                            }
                            return true;
                        },
                        postgres -> true);
        return of(settings, clock);
    }

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
