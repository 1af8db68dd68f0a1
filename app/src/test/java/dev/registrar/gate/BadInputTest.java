package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.yaml.CatalogReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where a catalog belongs: a clear finding at its place, in bounded time and memory. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BadInputTest {
    private static final String ENTRY = """
            repositories:
              payments-gateway:
                metadata:
                  id: REGISTRY_PAYMENTS_GATEWAY
                  owner: app-team-payments
                  risk: high
                  status: pending
            """;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String with(String field) {
        return ENTRY + "      " + field + "\n";
    }

    private static String named(String name) {
        return ENTRY.replace("payments-gateway:", name + ":");
    }

    private static String nested(String open, String close, int depth) {
        return "domain: " + open.repeat(depth) + close.repeat(depth) + "\n" + ENTRY;
    }

    static Stream<Arguments> faults() {
        byte[] utf16 = ENTRY.getBytes(StandardCharsets.UTF_16);
        return Stream.of(
                Arguments.of("binary", new byte[] {1, 2, 0, 3, 0, 0, 9}, "control character", 1),
                Arguments.of("NUL", utf8("a: b\nc: \u0000"), "binary", 2),
                Arguments.of("an image", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, "binary", 1),
                Arguments.of("UTF-16", utf16, "UTF-16", 1),
                Arguments.of("UTF-16, little endian", ENTRY.getBytes(StandardCharsets.UTF_16LE), "UTF-16", 1),
                Arguments.of("UTF-32", ENTRY.getBytes(java.nio.charset.Charset.forName("UTF-32LE")), "UTF-32", 1),
                Arguments.of("Latin-1", "domain: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), "UTF-8", 1),
                Arguments.of("a tab", utf8("repositories:\n\tpayments: {}\n"), "tab", 2),
                Arguments.of("nothing", utf8(""), "empty", 1),
                Arguments.of("a comment only", utf8("# nothing yet\n"), "empty", 1),
                Arguments.of("several documents", utf8(ENTRY + "---\n" + ENTRY), "second document", 8),
                Arguments.of(
                        "a list where a map belongs", utf8("repositories:\n  - a\n"), "must be a map of fields", 1),
                Arguments.of("a list at the top", utf8("- a\n"), "must be a map of fields", 1),
                Arguments.of("a word at the top", utf8("hello\n"), "must be a map of fields", 1),
                Arguments.of("deep nesting", utf8(nested("[", "]", 100_000)), "nested more than 50", 1),
                Arguments.of("deep nesting of maps", utf8(nested("{a: ", "}", 60)), "nested more than 50", 1),
                Arguments.of(
                        "ten thousand aliases",
                        utf8("domain: &a x\nowner: [" + "*a, ".repeat(10_000) + "]\n"),
                        "aliases",
                        2),
                Arguments.of("billion laughs", utf8(laughs()), "values", 10),
                Arguments.of("an alias of itself", utf8("domain: &a [*a]\n"), "inside the very value", 1),
                Arguments.of("an alias of nothing", utf8("domain: *a\n"), "stands for nothing", 1),
                Arguments.of("a key twice", utf8(ENTRY + "  payments-gateway: {}\n"), "twice", 8),
                Arguments.of("__proto__", utf8(with("__proto__: x")), "“__proto__” is not a field", 8),
                Arguments.of("constructor", utf8(with("constructor: x")), "“constructor” is not a field", 8),
                Arguments.of("a key that is a list", utf8("? [a]\n: b\n"), "a key must be text", 1),
                Arguments.of("1e3 as a name", utf8(named("1e3")), "stands without quotes", 2),
                Arguments.of("yes as a name", utf8(named("yes")), "stands without quotes", 2),
                Arguments.of("a number as a name", utf8(named("12")), "stands without quotes", 2),
                Arguments.of("null as a name", utf8(named("null")), "stands without quotes", 2),
                Arguments.of("1e3 as text", utf8(with("domain: 1e3")), "the number 1e3", 8),
                Arguments.of(
                        "yes as truth", utf8(ENTRY + "    governance: {image_scanning: yes}\n"), "the text “yes”", 8),
                Arguments.of(
                        "an octal account", utf8(with("requested_by: 012345670123")), "the number 012345670123", 8),
                Arguments.of(
                        "a huge number",
                        utf8(ENTRY + "    governance: {lifecycle_policy: {keep_image_count: 1e999999999}}\n"),
                        "must be",
                        8),
                Arguments.of(
                        "a huge whole number",
                        utf8(ENTRY + "    governance: {lifecycle_policy: {keep_image_count: -" + "9".repeat(5000)
                                + "}}\n"),
                        "must be",
                        8),
                Arguments.of("a tag", utf8(with("domain: !!java/object:java.net.URL x")), "tag", 8),
                Arguments.of("one endless line", utf8("domain: " + "a".repeat(1_000_000) + "\n"), "longer than", 1),
                Arguments.of("a bidirectional override", utf8(with("domain: \u2028x")), "line separator", 8));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catalog_thatIsNone_hasAClearFindingOfTheSchemaGateAtItsPlace(
            String what, byte[] bytes, String message, int line) {
        Verdict verdict = Judge.judge(Proposals.change(CatalogReader.read(ENTRY), CatalogReader.read(bytes), "paula"));

        List<Finding> findings = verdict.gate(GateName.SCHEMA).orElseThrow().findings();
        assertThat(findings).as(what).filteredOn(Finding::blocks).anySatisfy(finding -> {
            assertThat(finding.message()).containsIgnoringCase(message);
            if (!what.equals("billion laughs")) {
                assertThat(finding.span().line()).isEqualTo(line);
            }
        });
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.message()).hasSizeLessThan(2_000);
            assertThat(finding.remediation()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void catalog_withOtherLineEndsOrMark_isReadAsItIs(String mark) {
        for (String text : List.of(ENTRY.replace("\n", "\r\n"), ENTRY.stripTrailing(), ENTRY)) {
            String broken = mark + text.replace("risk: high", "risk: hihg");
            Verdict verdict = Judge.judge(Proposals.audit(broken));

            assertThat(verdict.blocking()).singleElement().satisfies(finding -> {
                assertThat(finding.rule().value()).isEqualTo("POL-ECR-001-R05");
                assertThat(finding.span().line()).isEqualTo(6);
                assertThat(finding.span().column()).isEqualTo(13);
            });
            assertThat(Judge.judge(Proposals.audit(mark + text)).findings()).isEmpty();
        }
    }

    @Test
    void name_thatIsANumberToOthers_isTextInQuotes() {
        for (String name : List.of("\"1e3\"", "'yes'")) {
            assertThat(Judge.judge(Proposals.audit(named(name))).findings())
                    .filteredOn(finding -> finding.rule().value().startsWith("POL-ECR-001"))
                    .isEmpty();
        }
        Fixes.Outcome repaired = Fixes.of(Proposals.change(
                ENTRY, named("yes").replace("PAYMENTS_GATEWAY", "YES").replace("high", "medium"), "paula"));
        assertThat(repaired.text()).contains("  \"yes\":\n");
    }

    @Test
    void message_ofWhateverTheParserSays_isASentence() {
        assertThat(Judge.judge(Proposals.audit(ENTRY + "  payments-gateway: {}\n"))
                        .blocking())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message())
                            .startsWith("The key 'payments-gateway' is here twice")
                            .endsWith(".");
                    assertThat(finding.remediation())
                            .startsWith("Keep one of the two")
                            .endsWith(".");
                });
    }

    @Test
    void catalog_ofAHundredMegabytes_isRefusedWithoutBeingRead() {
        byte[] huge = new byte[100 << 20];
        Arrays.fill(huge, (byte) 'a');

        assertThat(Judge.judge(Proposals.change(CatalogReader.read(ENTRY), CatalogReader.read(huge), "paula"))
                        .blocking())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("larger than"));
    }

    @Test
    void catalog_withThousandsOfFaults_isJudgedInBoundedTime() {
        String text = LargeCatalog.of(3_000).replace("risk: low", "risk: lwo").replace("IMMUTABLE", "MUTABLE");

        assertThat(Judge.judge(Proposals.audit(text)).blocking().count()).isEqualTo(2_000);
    }

    @Test
    void catalog_ofConfusableNames_isJudgedInBoundedTime() {
        StringBuilder text = new StringBuilder("repositories:\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("  ")
                    .append("s-".repeat(i % 50))
                    .append("a".repeat(1 + i / 50))
                    .append(": {}\n");
        }
        assertThat(Judge.judge(Proposals.audit(text.toString())).findings()).isNotEmpty();
    }
}
