package dev.registrar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.InboxLimits;
import dev.registrar.pull.RepositoryName;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
    private static final RepositoryName CATALOG = new RepositoryName("acme", "platform-catalog");
    private static final RepositoryName INFRA = new RepositoryName("acme", "platform-infra");

    @TempDir
    Path folder;

    @Test
    void declarations_areThoseThatWereReadLast() {
        try (Database database = Database.embedded(folder, Clock.systemUTC(), InboxLimits.forWorkers(1))) {
            Declarations declarations = new Declarations(database.facts());
            assertThat(declarations.declaring(CATALOG, "payments-reports")).isEmpty();

            declarations.read(CATALOG, INFRA, List.of("payments-reports", "payments-gateway"));
            assertThat(declarations.declaring(new RepositoryName("Acme", "Platform-Catalog"), "payments-reports"))
                    .containsExactly("acme/platform-infra");

            declarations.read(CATALOG, INFRA, List.of("payments-gateway"));
            assertThat(declarations.declaring(CATALOG, "payments-reports")).isEmpty();
        }
    }
}
