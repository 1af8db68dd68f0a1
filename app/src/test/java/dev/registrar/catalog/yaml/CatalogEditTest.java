package dev.registrar.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.TagMutability;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogEditTest {
    private static final Registry SMALL = registry(
            "mm",
            Optional.empty(),
            new Governance(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

    private static final Registry FULL = registry(
            "payments-gateway",
            Optional.of("111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway"),
            new Governance(
                    true,
                    Optional.of(true),
                    Optional.of(Encryption.KMS),
                    Optional.of(TagMutability.IMMUTABLE),
                    Optional.of(50)));

    private static Registry registry(String name, Optional<String> url, Governance governance) {
        return new Registry(
                name,
                Optional.of("REGISTRY_X"),
                Optional.of("app-team-payments"),
                Optional.of(RiskTier.HIGH),
                Optional.of(Environment.PROD),
                Optional.of("delivery"),
                Optional.of("alice"),
                Optional.of(Status.PENDING),
                Optional.of(LocalDate.of(2026, 1, 5)),
                Optional.of("acme/platform-catalog#12"),
                url,
                governance);
    }

    @Test
    void add_emptyText_isTheContractsForm() {
        assertThat(edited(add("", FULL))).isEqualTo("""
                repositories:
                  payments-gateway:
                    metadata:
                      id: REGISTRY_X
                      owner: app-team-payments
                      risk: high
                      environment: prod
                      requested_by: alice
                      domain: delivery
                      status: pending
                      created_date: "2026-01-05"
                      request: "acme/platform-catalog#12"
                    aws:
                      repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway
                    governance:
                      image_scanning: true
                      encryption: KMS
                      tag_mutability: IMMUTABLE
                      lifecycle_policy:
                        keep_image_count: 50
                """);
    }

    @Test
    void add_betweenSortedEntries_commentsStayWithTheirEntries() {
        String before = """
                repositories:

                  # about aa
                  aa:
                      metadata: {owner: 'app-team-a', created_date: 2026-01-01, request: 'x'}  # trailing
                      # still about aa

                  # about zz
                  zz:
                      metadata:
                          owner: 'app-team-z'

                # the end
                other: 1""";
        String expected = """
                repositories:

                  # about aa
                  aa:
                      metadata: {owner: 'app-team-a', created_date: 2026-01-01, request: 'x'}  # trailing
                      # still about aa

                  mm:
                      metadata:
                          id: 'REGISTRY_X'
                          owner: 'app-team-payments'
                          risk: 'high'
                          environment: 'prod'
                          requested_by: 'alice'
                          domain: 'delivery'
                          status: 'pending'
                          created_date: 2026-01-05
                          request: 'acme/platform-catalog#12'

                  # about zz
                  zz:
                      metadata:
                          owner: 'app-team-z'

                # the end
                other: 1""";
        assertThat(edited(add(before, SMALL))).isEqualTo(expected);
        assertThat(edited(CatalogEdit.remove(CatalogReader.read(expected), "mm")))
                .isEqualTo(before);
    }

    @Test
    void add_beforeTheFirst_headingStaysOnTop() {
        assertThat(edited(add("repositories:\n  # all of them, sorted\n\n  # about zz\n  zz: {}\n", SMALL)))
                .startsWith("repositories:\n  # all of them, sorted\n\n  mm:\n    metadata:\n")
                .endsWith("\n  # about zz\n  zz: {}\n");
    }

    @Test
    void add_unsorted_goesBehindTheLast() {
        assertThat(edited(add("repositories:\n  zz: {}\n  aa: {}\n\n# end\n", SMALL)))
                .startsWith("repositories:\n  zz: {}\n  aa: {}\n  mm:\n")
                .endsWith("\n\n# end\n");
    }

    @Test
    void add_lineEndsAndOpenEnd_stayAsTheyAre() {
        String after = edited(add("\uFEFFrepositories:\r\n  aa: {}", SMALL));
        assertThat(after)
                .startsWith("\uFEFFrepositories:\r\n  aa: {}\r\n  mm:\r\n    metadata:\r\n")
                .endsWith("#12\"");
        assertThat(after.replace("\r\n", "")).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            repositories:\\nother: 1\\n => repositories:\\n  mm:\\n
            repositories: {}  # none\\n => repositories:  # none\\n  mm:\\n
            repositories: ~\\n => repositories:\\n  mm:\\n
            repositories: &all {}\\n => repositories: &all\\n  mm:\\n
            "repositories":\\n => "repositories":\\n  mm:\\n
            version: "1.0"\\n => version: "1.0"\\nrepositories:\\n  mm:\\n
            # only a comment\\n => # only a comment\\nrepositories:\\n  mm:\\n
            ---\\nversion: 1\\n... => ---\\nversion: 1\\nrepositories:\\n  mm:\\n
            repositories:\\n    "aa": {}\\n => repositories:\\n    "aa": {}\\n    "mm":\\n
            """)
    void add_emptyOrOddRepositories_becomesABlock(String before, String start) {
        assertThat(edited(add(lines(before), SMALL))).startsWith(lines(start));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            repositories: {aa: {}}\\n => braces
            {"version": "1.0"} => braces
            repositories: [aa]\\n => not a map
            repositories: text\\n => not a map
            - a\\n => not a map of keys and values
            x: &x {}\\nrepositories: *x\\n => alias
            repositories:\\n  mm: {}\\n => already
            repositories:\\n  mm: text\\n => already
            repositories:\\n  aa: "x\\n => cannot be read: line 2
            a: b\\nrepositories:\\n  aa: &all\\n    <<: {b: c}\\n  bb: |\\n    text => text block
            """)
    void add_whereItCannotBeDoneSafely_isRefused(String before, String reason) {
        assertThat(refused(add(lines(before), SMALL))).contains(reason);
    }

    @Test
    void preview_anyCatalog_isWhatAddInserts() {
        String before = "repositories:\r\n   aa:\r\n     metadata:\r\n       owner: 'x'\r\n";
        String preview = CatalogEdit.preview(new NewEntry(SMALL), CatalogReader.read(before));
        assertThat(edited(add(before, SMALL))).isEqualTo(before + preview);
        assertThat(preview).startsWith("   mm:\r\n     metadata:\r\n       id: 'REGISTRY_X'\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            status: active # c => status: deprecated # c
            status: 'active' => status: 'deprecated'
            "status" : "active" => "status" : "deprecated"
            status:   # c => status: deprecated   # c
            status: => status: deprecated
            status: &s active => status: &s deprecated
            status: |\\n        active\\n => status: deprecated\\n
            status: [a] => -
            status: | # c\\n        active => -
            """)
    void setField_scalar_keepsItsStyle(String old, String changed) {
        String before = "repositories:\n  a:\n    metadata:\n      owner: x\n      " + lines(old) + "\n# end\n";
        EditResult result = CatalogEdit.setField(CatalogReader.read(before), "a", Field.STATUS, "deprecated");
        if (changed.equals("-")) {
            assertThat(refused(result)).contains("'metadata.status' is");
        } else {
            assertThat(edited(result)).isEqualTo(before.replace(lines(old), lines(changed)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            a:\\n    metadata:\\n      id: A\\n      # note\\n      owner: x => OWNER => me => a:\\n    metadata:\\n      id: A\\n      # note\\n      owner: me
            a:\\n    metadata:\\n      id: A\\n      status: active => OWNER => me => a:\\n    metadata:\\n      id: A\\n      owner: me\\n      status: active
            a:\\n    metadata:\\n      status: active => ID => A => a:\\n    metadata:\\n      id: A\\n      status: active
            a:\\n    metadata:\\n      id: A => ENCRYPTION => KMS => a:\\n    metadata:\\n      id: A\\n    governance:\\n      encryption: KMS
            a:\\n    governance:\\n      encryption: KMS => KEEP_IMAGE_COUNT => 5 => a:\\n    governance:\\n      encryption: KMS\\n      lifecycle_policy:\\n        keep_image_count: 5
            a:\\n    governance:\\n      encryption: KMS => ID => A => a:\\n    metadata:\\n      id: A\\n    governance:\\n      encryption: KMS
            a:\\n    governance:\\n      encryption: KMS => IMAGE_SCANNING => true => a:\\n    governance:\\n      image_scanning: true\\n      encryption: KMS
            a:\\n    metadata: # empty => ID => A => a:\\n    metadata: # empty\\n      id: A
            a:\\n    metadata: {id: A} => OWNER => x, y => a:\\n    metadata: {id: A, owner: "x, y"}
            a:\\n    metadata: {} => OWNER => me => a:\\n    metadata: {owner: me}
            a:\\n    governance: {} => KEEP_IMAGE_COUNT => 5 => a:\\n    governance: {lifecycle_policy: {keep_image_count: 5}}
            a: {} => OWNER => me => a: {metadata: {owner: me}}
            """)
    void setField_missing_isWrittenWhereItBelongs(String old, Field field, String value, String changed) {
        String before = "repositories:\n  " + lines(old) + "\n  b: {}\n";
        assertThat(edited(CatalogEdit.setField(CatalogReader.read(before), "a", field, value)))
                .isEqualTo(before.replace(lines(old), lines(changed)));
    }

    @Test
    void setField_sharedByAnAlias_isRefused() {
        CatalogText text = CatalogReader.read("""
                repositories:
                  a: &a
                    metadata: {owner: x, id: A}
                  b: *a
                  c:
                    <<: *a
                  d:
                    metadata: {owner: &o y}
                  e:
                    metadata: {owner: *o}
                """);
        assertThat(refused(CatalogEdit.setField(text, "a", Field.OWNER, "z"))).contains("reach further");
        assertThat(refused(CatalogEdit.setField(text, "b", Field.OWNER, "z"))).contains("alias");
        assertThat(refused(CatalogEdit.setField(text, "c", Field.OWNER, "z"))).isNotBlank();
        assertThat(refused(CatalogEdit.setField(text, "d", Field.OWNER, "z"))).contains("reach further");
        assertThat(edited(CatalogEdit.setField(text, "e", Field.OWNER, "z")))
                .isEqualTo(text.document().text().replace("*o", "z"));
    }

    @Test
    void setField_unknownRegistryOrWrongValue_isRefused() {
        CatalogText text = CatalogReader.read("repositories:\n  a:\n    governance:\n      image_scanning: true\n");
        assertThat(refused(CatalogEdit.setField(text, "z", Field.OWNER, "x"))).contains("'z' is not in the catalog");
        assertThat(refused(CatalogEdit.setField(text, "a", Field.METADATA, "x")))
                .contains("not a single value");
        assertThat(refused(CatalogEdit.setField(text, "a", Field.IMAGE_SCANNING, "maybe")))
                .isNotBlank();
        assertThat(refused(CatalogEdit.setField(text, "a", Field.IMAGE_SCANNING, "false # x")))
                .isNotBlank();
        assertThat(edited(CatalogEdit.setField(text, "a", Field.IMAGE_SCANNING, "false")))
                .contains("image_scanning: false\n");
    }

    @Test
    void rename_key_keepsItsQuotesAndPlace() {
        CatalogText text = CatalogReader.read("repositories:\n  'Payments_API': {} # c\n  b: {}\n");
        assertThat(edited(CatalogEdit.rename(text, "Payments_API", "payments-api")))
                .isEqualTo("repositories:\n  'payments-api': {} # c\n  b: {}\n");
        assertThat(refused(CatalogEdit.rename(text, "Payments_API", "b"))).contains("already");
        assertThat(refused(CatalogEdit.rename(text, "c", "d"))).contains("not in the catalog");
    }

    @Test
    void remove_entry_takesItsCommentsAndOneGapAlong() {
        String before =
                "repositories:\n  a: {}\n\n  # about b\n  b:\n    metadata: {}\n    # more\n\n  # about c\n  c: {}\n";
        assertThat(edited(CatalogEdit.remove(CatalogReader.read(before), "b")))
                .isEqualTo("repositories:\n  a: {}\n\n  # about c\n  c: {}\n");
    }

    @Test
    void remove_last_leavesAnEmptyMap() {
        assertThat(edited(CatalogEdit.remove(CatalogReader.read("repositories: # all\n  a: {}\nother: 1\n"), "a")))
                .isEqualTo("repositories: {} # all\nother: 1\n");
    }

    @Test
    void remove_anchorThatIsUsed_isRefused() {
        CatalogText text = CatalogReader.read("repositories:\n  a: &a {}\n  b: *a\n");
        assertThat(refused(CatalogEdit.remove(text, "a"))).contains("*a stands for nothing");
        assertThat(edited(CatalogEdit.remove(text, "b"))).isEqualTo("repositories:\n  a: &a {}\n");
        assertThat(refused(CatalogEdit.remove(text, "c"))).contains("not in the catalog");
    }

    @Test
    void setTopLevel_present_isReplacedElseNothingChanges() {
        CatalogText text = CatalogReader.read("last_updated: \"2026-01-09\"\nrepositories: {}\n");
        assertThat(edited(CatalogEdit.setTopLevel(text, "last_updated", "2026-02-01")))
                .isEqualTo("last_updated: \"2026-02-01\"\nrepositories: {}\n");
        CatalogText bare = CatalogReader.read("last_updated: 2026-01-09\n");
        assertThat(edited(CatalogEdit.setTopLevel(bare, "last_updated", "2026-02-01")))
                .isEqualTo("last_updated: 2026-02-01\n");
        assertThat(edited(CatalogEdit.setTopLevel(bare, "domain", "x"))).isEqualTo("last_updated: 2026-01-09\n");
    }

    @Test
    void edits_oneAfterTheOther_combine() {
        CatalogText text = CatalogReader.read("last_updated: 2026-01-09\nrepositories:\n  zz: {}\n");
        String added = edited(CatalogEdit.add(text, new NewEntry(SMALL)));
        String dated = edited(CatalogEdit.setTopLevel(CatalogReader.read(added), "last_updated", "2026-02-01"));
        assertThat(edited(CatalogEdit.remove(CatalogReader.read(dated), "mm")))
                .isEqualTo("last_updated: 2026-02-01\nrepositories:\n  zz: {}\n");
    }

    @Test
    void edit_catalogWithOldFaults_leavesThemAlone() {
        String before = "repositories:\n  a: {}\n  a: {}\n  b: !odd {}\n";
        assertThat(edited(add(before, SMALL))).startsWith(before);
    }

    @Test
    void add_hostileText_staysInsideItsValue() {
        Registry hostile = new Registry(
                "x:\n  evil: {}\n# ",
                Optional.of("]\u202E"),
                Optional.of("a\n    metadata: {owner: b}"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("*alias &anchor !!tag"),
                Optional.of("\u0085\u2028---"),
                Optional.of(Status.PENDING),
                Optional.empty(),
                Optional.of("'\"\\"),
                Optional.empty(),
                SMALL.governance());
        CatalogText after = CatalogReader.read(edited(add("repositories:\n  a: {}\n", hostile)));
        assertThat(after.catalog().registries()).containsOnlyKeys("a", hostile.name());
        assertThat(after.catalog().registry(hostile.name())).contains(hostile);
    }

    private static EditResult add(String before, Registry registry) {
        return CatalogEdit.add(CatalogReader.read(before), new NewEntry(registry));
    }

    private static String edited(EditResult result) {
        return result.match(EditResult.Edited::text, refused -> {
            throw new AssertionError(refused.reason());
        });
    }

    private static String refused(EditResult result) {
        return result.match(
                edited -> {
                    throw new AssertionError(edited.text());
                },
                EditResult.Refused::reason);
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}
