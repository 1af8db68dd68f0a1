package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditLog;
import dev.registrar.audit.AuditRecord;
import dev.registrar.audit.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
final class AuditTest {
    private final TestStore store;
    private final AuditLog audit;

    AuditTest(TestStore.Kind kind) {
        store = kind.create();
        audit = store.open().audit();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AuditEntry entry(String key) {
        return new AuditEntry(
                key,
                "commit",
                "acme/catalog",
                "#12",
                new TreeMap<>(Map.of("by", "zo\u00eb \0 \"x\" \ud83d", "sha", key)));
    }

    private List<AuditRecord> since(Instant time) {
        List<AuditRecord> records = new ArrayList<>();
        audit.forEach(time, records::add);
        return records;
    }

    private void appendFive() {
        for (int i = 1; i <= 5; i++) {
            audit.append(entry("k" + i));
        }
    }

    @Test
    void append_chainsToTheOneBefore() {
        AuditRecord first = audit.append(entry("a"));
        AuditRecord second = audit.append(entry("b"));

        assertThat(first.previousHash()).isEqualTo(AuditRecord.BEGINNING);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(second.seq()).isEqualTo(2);
        assertThat(since(Instant.EPOCH)).containsExactly(first, second);
        assertThat(audit.find("b")).contains(second);
        assertThat(audit.verify()).isEqualTo(new Verification.Intact(2, second.hash()));
    }

    @Test
    void append_ofAKeyThatIsThere_returnsWhatIsThere() {
        AuditRecord first = audit.append(entry("a"));
        store.advance(Duration.ofHours(1));

        assertThat(audit.append(entry("a"))).isEqualTo(first);
        assertThat(audit.append(entry("b")).seq()).isEqualTo(2);
    }

    @Test
    void forEach_since_readsFromThenOn() {
        audit.append(entry("a"));
        store.advance(Duration.ofDays(1));
        Instant later = store.now();
        audit.append(entry("b"));

        assertThat(since(later)).extracting(AuditRecord::key).containsExactly("b");
        assertThat(since(later.plusSeconds(3_600))).isEmpty();
    }

    @Test
    void forEach_ofMoreThanAPage_readsAll() {
        for (int i = 0; i < 1_003; i++) {
            audit.append(entry("k" + i));
        }

        assertThat(since(Instant.EPOCH)).hasSize(1_003);
        assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void latest_ofARepository_newestFirst() {
        appendFive();
        audit.append(new AuditEntry("other", "commit", "acme/other", null, new TreeMap<>()));

        assertThat(audit.latest("acme/catalog", 2)).extracting(AuditRecord::key).containsExactly("k5", "k4");
        assertThat(audit.latest("acme/other", 2).get(0).subject()).isNull();
    }

    @Test
    void verify_ofNothing_isIntact() {
        assertThat(audit.verify()).isEqualTo(new Verification.Intact(0, AuditRecord.BEGINNING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set details = '{}' where seq = 3",
                "update audit set details = 'not json' where seq = 3",
                "update audit set subject = null where seq = 3",
                "update audit set at = at + 1 where seq = 3",
                "update audit set hash = previous_hash where seq = 3",
                "update audit set previous_hash = hash where seq = 3",
                "delete from audit where seq = 3",
                "delete from audit where seq >= 3",
                "update audit set seq = 6 where seq = 3",
            })
    void verify_afterTampering_namesTheFirstThatIsWrong(String sql) {
        appendFive();
        store.tamper(sql);

        Verification.Broken broken = (Verification.Broken) audit.verify();

        assertThat(broken.seq()).isEqualTo(3);
        assertThat(broken.reason()).isNotBlank();
    }

    @Test
    void verify_whereTheEndWasTakenAway_isBroken() {
        appendFive();
        store.tamper("delete from audit_end");

        assertThat(audit.verify()).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void verify_ofAChainThatWasWrittenAnewToItsEnd_findsTheEndWrong() {
        appendFive();
        AuditRecord fourth = audit.find("k4").orElseThrow();
        AuditRecord forged = AuditRecord.of(5, fourth.at(), entry("forged"), fourth.hash());
        store.tamper("delete from audit where seq = 5");
        store.tamper("insert into audit select 5, at, 'forged', kind, repository, subject, "
                + "replace(details, 'k4', 'forged'), '" + fourth.hash() + "', '" + forged.hash()
                + "' from audit where seq = 4");

        assertThat(((Verification.Broken) audit.verify()).seq()).isEqualTo(5);
    }

    @Test
    void append_byManyThreadsOfTwoReplicas_neverForks() throws Exception {
        AuditLog other = store.open().audit();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<AuditRecord>> appended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            AuditLog mine = i % 2 == 0 ? audit : other;
            // Each key is appended by both.
            String key = "k" + i / 2;
            appended.add(threads.submit(() -> mine.append(entry(key))));
        }
        for (int i = 0; i < 200; i += 2) {
            assertThat(appended.get(i).get()).isEqualTo(appended.get(i + 1).get());
        }
        threads.shutdown();

        assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
        assertThat(since(Instant.EPOCH)).hasSize(100);
    }
}
