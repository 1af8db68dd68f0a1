package dev.registrar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuditRecordTest {
    private static AuditRecord audited(@Nullable String subject, Map<String, String> details) {
        AuditEntry entry = new AuditEntry("k", "commit", "acme/catalog", subject, new TreeMap<>(details));
        return AuditRecord.of(1, Instant.ofEpochMilli(1_700_000_000_000L), entry, AuditRecord.BEGINNING);
    }

    @Test
    void hash_isThatOfTheFormThatIsDescribed() throws Exception {
        String form = "17:registrar-audit-1\n1:1\n13:1700000000000\n1:k\n6:commit\n12:acme/catalog\n3:#12\n"
                + "2:by\n3:zo\u00eb\n2:to\n1:b\n64:" + "0".repeat(64) + "\n";
        // The length counts bytes.
        String counted = form.replace("3:zo\u00eb", "4:zo\u00eb");
        String expected = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(counted.getBytes(StandardCharsets.UTF_8)));

        assertThat(audited("#12", Map.of("to", "b", "by", "zo\u00eb")).hash()).isEqualTo(expected);
    }

    @Test
    void hash_ofWhatReadsAlikeWhenJoined_differs() {
        assertThat(audited("#1", Map.of("a", "bc")).hash())
                .isNotEqualTo(audited("#1", Map.of("ab", "c")).hash());
        assertThat(audited(null, Map.of()).hash())
                .isNotEqualTo(audited("", Map.of()).hash())
                .isNotEqualTo(audited("-", Map.of()).hash());
    }
}
