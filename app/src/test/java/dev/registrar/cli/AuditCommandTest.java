package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditRecord;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String REPOSITORY = "acme/platform-catalog";

    @TempDir
    Path folder;

    private final CapturedConsole console = new CapturedConsole();
    private String granted = "";

    @BeforeEach
    void recorded() {
        granted = append("2026-01-12T08:00:00Z", "request-granted", "note", "=HYPERLINK(\"http://x\")")
                .hash();
        append("2026-01-13T08:00:00Z", "request-rejected", "reason", "a \"b\",\nc");
    }

    private AuditRecord append(String at, String kind, String name, String value) {
        Clock then = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
        try (Database database = Database.embedded(data(), then, InboxLimits.forWorkers(1))) {
            return database.audit()
                    .append(new AuditEntry(kind + " 1", kind, REPOSITORY, "#7", new TreeMap<>(Map.of(name, value))));
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int audit(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "audit";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.run(console.console(), Map.of("REGISTRAR_DATA_DIR", data().toString()), all);
    }

    @Test
    void export_asJson_isOneObjectWithAllRecords() throws Exception {
        assertThat(audit()).isZero();
        JsonNode records = new ObjectMapper().readTree(console.out()).get("records");
        assertThat(records).hasSize(2);
        assertThat(records.get(0).get("seq").asLong()).isEqualTo(1);
        assertThat(records.get(0).get("hash").asText()).isEqualTo(granted);
        assertThat(records.get(1).get("previous_hash").asText()).isEqualTo(granted);
        assertThat(records.get(1).at("/details/reason").asText()).isEqualTo("a \"b\",\nc");
    }

    @Test
    void export_asCsv_quotesFields_andDisarmsFormulas() {
        append("2026-01-14T08:00:00Z", "=kind", "a", "b");
        assertThat(audit("--format", "csv", "--since", "2026-01-13")).isZero();
        assertThat(console.out())
                .startsWith("seq,at,kind,repository,subject,details,key,previous_hash,hash\r\n")
                .contains("2,2026-01-13T08:00:00Z,request-rejected," + REPOSITORY
                        + ",#7,\"reason=a \"\"b\"\",\nc\",request-rejected 1," + granted + ",")
                .contains(",'=kind,")
                .doesNotContain("request-granted");
    }

    @Test
    void export_sinceAMoment_isOfWhatCameThen() {
        assertThat(audit("--since", "2026-01-13T08:00:01Z")).isZero();
        assertThat(console.out()).contains("{\"records\":[]}");
    }

    @Test
    void verification_ofAnIntactChain_passes() {
        assertThat(audit("--verify")).isZero();
        assertThat(console.out()).startsWith("The chain of 2 records is intact; the last is ");
        assertThat(console.out()).doesNotContain("records\"");
    }

    @Test
    void verification_ofAChangedRecord_fails_namingIt() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("registrar.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update audit set kind = 'request-approved' where seq = 1");
        }
        assertThat(audit("--verify", "--format", "json")).isEqualTo(1);
        assertThat(console.err()).contains("The chain breaks at record 1");
        assertThat(console.out()).contains("\"records\":[");
    }

    @Test
    void verification_againstAClone_findsACommitWithoutItsRecord() throws Exception {
        Path clone = folder.resolve("clone");
        try (Git git = Git.init().setDirectory(clone.toFile()).call()) {
            commit(git, granted);
            assertThat(audit("--verify", "--repo", clone.toString())).isZero();
            assertThat(console.out()).contains("1 commits of ");
            commit(git, "0".repeat(64));
        }
        assertThat(audit("--verify", "--repo", clone.toString())).isEqualTo(1);
        assertThat(console.out()).contains("names the record " + "0".repeat(64) + ", which is not there");
    }

    private static void commit(Git git, String hash) throws Exception {
        git.commit()
                .setMessage("Add registry a\n\nAsked for.\n\nRegistry-Request: " + REPOSITORY + "#7\nRegistrar-Audit: "
                        + hash + "\n")
                .setAuthor("a", "a@example.com")
                .setCommitter("a", "a@example.com")
                .setSign(false)
                .call();
    }

    @Test
    void wrongUse_isOneLine_andStatusTwo() {
        assertThat(audit("--since", "yesterday")).isEqualTo(2);
        assertThat(audit("--repo", folder.toString())).isEqualTo(2);
        assertThat(audit("--verify", "--repo", folder.toString())).isEqualTo(2);
        assertThat(audit("--format", "xml")).isEqualTo(2);
        assertThat(console.err().lines()).hasSize(4).allMatch(line -> line.contains("registrar audit"));
    }

    @Test
    void folderThatIsNotThere_isNotMade() {
        Path none = folder.resolve("none");
        assertThat(Main.run(console.console(), Map.of("REGISTRAR_DATA_DIR", none.toString()), "audit"))
                .isEqualTo(2);
        assertThat(none).doesNotExist();
        assertThat(console.err()).contains("REGISTRAR_DATA_DIR");
    }
}
