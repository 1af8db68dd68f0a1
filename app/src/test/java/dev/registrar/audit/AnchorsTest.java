package dev.registrar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    private static final String REPOSITORY = "acme/platform-catalog";

    private final Anchors anchors = new Anchors();
    private final AuditRecord granted = record(1, "#7", Map.of("registry", "a"));
    private final AuditRecord committed =
            record(2, "#7", Map.of(Anchors.COMMIT, "c1", Anchors.GRANTED, granted.hash()));

    private static AuditRecord record(long seq, String subject, Map<String, String> details) {
        AuditEntry entry = new AuditEntry("key " + seq, "kind", REPOSITORY, subject, new TreeMap<>(details));
        return AuditRecord.of(seq, Instant.EPOCH, entry, AuditRecord.BEGINNING);
    }

    private void records() {
        anchors.record(granted);
        anchors.record(committed);
    }

    private void commit(String name, String hash, String request) {
        anchors.commit(name);
        anchors.trailer(name, "Registrar-Audit", hash);
        anchors.trailer(name, "Registry-Request", request);
    }

    @Test
    void recordsAndCommits_thatNameEachOther_fit() {
        records();
        commit("c1", granted.hash(), REPOSITORY + "#7");
        anchors.commit("c2");
        assertThat(anchors.misfits()).isEmpty();
        assertThat(anchors.size()).isEqualTo(1);
    }

    @Test
    void commit_thatNamesARecordWhichIsGone_isAMisfit() {
        commit("c1", granted.hash(), REPOSITORY + "#7");
        assertThat(anchors.misfits()).singleElement().asString().contains("c1", "not there");
    }

    @Test
    void commit_thatNamesTheRecordOfAnotherRequest_isAMisfit() {
        records();
        commit("c1", granted.hash(), REPOSITORY + "#8");
        assertThat(anchors.misfits()).singleElement().asString().contains("record 1", REPOSITORY + "#7");
    }

    @Test
    void commits_thatNameTheSameRecord_areAMisfit() {
        records();
        commit("c1", granted.hash(), REPOSITORY + "#7");
        commit("c2", granted.hash(), REPOSITORY + "#7");
        assertThat(anchors.misfits()).singleElement().asString().contains("c1", "c2", "both");
    }

    @Test
    void record_ofACommitThatIsGone_isAMisfit() {
        records();
        commit("c9", record(9, "#9", Map.of()).hash(), REPOSITORY + "#9");
        assertThat(anchors.misfits()).anySatisfy(misfit -> assertThat(misfit).contains("Record 2", "c1"));
    }

    @Test
    void record_whoseCommitWasSquashed_fits() {
        records();
        commit("squashed", granted.hash(), REPOSITORY + "#7");
        assertThat(anchors.misfits()).isEmpty();
    }

    @Test
    void record_ofAnotherRepository_isNotAskedForInThisClone() {
        records();
        AuditEntry elsewhere = new AuditEntry(
                "key 3",
                "kind",
                "acme/other",
                "#7",
                new TreeMap<>(Map.of(Anchors.COMMIT, "c3", Anchors.GRANTED, "0".repeat(64))));
        anchors.record(AuditRecord.of(3, Instant.EPOCH, elsewhere, committed.hash()));
        commit("c1", granted.hash(), REPOSITORY + "#7");
        assertThat(anchors.misfits()).isEmpty();
    }
}
