package dev.registrar.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument.Kind;
import dev.registrar.yaml.YamlDocument.Problem;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    static Stream<Arguments> badBytes() {
        return Stream.of(
                arguments(bytes("a: b", "UTF-16"), Kind.ENCODING, 1, 1, "encoded as UTF-16"),
                arguments(bytes("a: b", "UTF-16LE"), Kind.ENCODING, 1, 1, "encoded as UTF-16"),
                arguments(bytes("a: b", "UTF-16BE"), Kind.ENCODING, 1, 1, "encoded as UTF-16"),
                arguments(bytes("a: b", "UTF-32LE"), Kind.ENCODING, 1, 1, "encoded as UTF-32"),
                arguments(bytes("a: b", "UTF-32BE"), Kind.ENCODING, 1, 1, "encoded as UTF-32"),
                arguments(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, Kind.ENCODING, 1, 1, "binary"),
                arguments(bytes("a: b\nc: \0", "UTF-8"), Kind.ENCODING, 2, 4, "NUL"),
                arguments(bytes("a: b\nc: \u0007", "UTF-8"), Kind.ENCODING, 2, 4, "U+0007"),
                arguments(
                        bytes("a: b\nc: größe", "ISO-8859-1"),
                        Kind.ENCODING,
                        2,
                        6,
                        "0xF6 at position 10 is not valid UTF-8"),
                arguments(new byte[100_000_000], Kind.LIMIT, 1, 1, "larger than 10 MB"));
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void read_otherBytesThanUtf8Text_isOneProblemAtTheFirstBadPlace(
            byte[] bytes, Kind kind, int line, int column, String message) {
        YamlDocument document = YamlReader.read(bytes);

        assertThat(document.root()).isEmpty();
        Problem problem = onlyProblem(document);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.message()).containsIgnoringCase(message);
        assertPlace(problem, line, column);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            a:\\n\\tb: c => 2 => 1 => a tab is used to indent
            a:\\tb => 1 => 3 => a tab stands here instead of a space
            a: b\\nrisk high\\nc: d => 2 => 1 => no ':' follows
            c: d\\na:b => 2 => 2 => a space is missing behind this ':'
            a:b\\nc: d => 1 => 2 => a space is missing behind this ':'
            a:\\n  b: c\\n d: e => 3 => 2 => indented differently
            a: b\\n  c: d => 2 => 4 => check
            a: b: c => 1 => 5 => a second ': '
            a: "b\\nc: d => 1 => 4 => not closed
            a: 'b\\nc: d => 1 => 4 => not closed
            a: 'it's' => 1 => 8 => something follows a value
            a: "\\\\q" => 1 => 6 => after '\\\\'
            a: 'b\\nc: 'd' => 1 => 4 => the quote that opens here is not closed on its line
            a: "b\\nc: "d\\n => 1 => 4 => the quote that opens here is not closed on its line
            a:\\n  b: [\\n => 2 => 6 => the bracket that opens here is not closed
            a: [b, {c: d}, [\\n => 1 => 16 => the bracket that opens here is not closed
            a:\\n<<<<<<< HEAD\\n  b: c\\n=======\\n  b: d\\n>>>>>>> topic\\n => 2 => 1 => merge conflict
            a:\\n  b: c\\n=======\\n  b: d\\n>>>>>>> topic\\n => 3 => 1 => merge conflict
            a: ]b => 1 => 4 => cannot start with ']'
            a: ? b => 1 => 4 => cannot start with '?'
            a: !"b" => 1 => 4 => the tag that '!' begins
            a: !<b => 1 => 4 => the tag that '!' begins
            a: [b, c\\nd: e => 1 => 4 => not closed properly
            a: {b: c\\nd: e => 1 => 4 => not closed properly
            a: @b => 1 => 4 => cannot start with '@'
            a: b\\n- c => 2 => 1 => a list item stands among keys
            a: - b => 1 => 4 => a list item cannot start here
            a: &\\n => 1 => 5 => anchor
            a: *x => 1 => 4 => stands for nothing
            a: |x\\n  b => 1 => 5 => text block
            a: !e!x b => 1 => 4 => tag
            %YAML 3.0\\n---\\na: b => 1 => 1 => '%'
            """)
    void read_syntaxFault_isExplainedAtItsPlace(String yaml, int line, int column, String words) {
        Problem problem = onlyProblem(YamlReader.read(unescaped(yaml)));

        assertThat(problem.kind()).isEqualTo(Kind.SYNTAX);
        assertThat(problem.message() + problem.remedy()).containsIgnoringCase(unescaped(words));
        assertThat(problem.remedy()).isNotBlank();
        assertPlace(problem, line, column);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            a: 1\\nb: 2\\na: 3 => DUPLICATE_KEY => /a => 3 => 1 => 'a' is here twice
            x: {1: a, "1": b} => DUPLICATE_KEY => /x/1 => 1 => 11 => '1' is here twice
            a: b\\n---\\nc: d => SHAPE => §§ => 2 => 1 => a second document
            ? [a, b]\\n: c => SHAPE => / => 1 => 3 => a key must be text
            a: !!python/object:os.system x => SHAPE => /a => 1 => 4 => !!python/object:os.system
            a: !foo\\n  b: c => SHAPE => /a => 1 => 4 => !foo
            a: &x\\n  b: *x => SHAPE => /a/b => 2 => 6 => inside the very value
            &x a: &y\\n  <<: *y => SHAPE => /a/<< => 2 => 7 => inside the very value
            a:\\n  <<: 3 => SHAPE => /a => 2 => 7 => must be a map
            a: &d {b: 1}\\nc:\\n  <<: *d\\n  <<: *d => DUPLICATE_KEY => /c/<< => 4 => 3 => twice
            a: "x\\Ly" => SHAPE => §§ => 1 => 6 => U+2028
            """)
    void read_whatACatalogCannotHave_isAProblemAndTheRestIsRead(
            String yaml, Kind kind, String pointer, int line, int column, String words) {
        YamlDocument document = YamlReader.read(unescaped(yaml));

        Problem problem = onlyProblem(document);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.pointer()).hasToString(pointer);
        assertThat(problem.message()).containsIgnoringCase(words);
        assertPlace(problem, line, column);
        assertThat(document.root()).isPresent();
    }

    static Stream<Arguments> tooMuch() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("]\n");
        }
        StringBuilder merges = new StringBuilder("a0: &a0 {k: 1}\n");
        for (int i = 1; i < 30; i++) {
            merges.append("a%d: &a%d {<<: [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("], k%d: 1}\n".formatted(i));
        }
        return Stream.of(
                arguments(laughs.toString(), "values"),
                arguments(merges.toString(), "values"),
                arguments("a: &a 1\nb: [" + "*a, ".repeat(10_000) + "]", "more than 1000 aliases"),
                arguments("[".repeat(100_000), "nested more than 50 deep"),
                arguments("{a: ".repeat(50_000), "nested more than 50 deep"),
                arguments("- ".repeat(100_000) + "x", "nested more than 50 deep"),
                arguments("? ".repeat(100_000) + "x", "nested more than 50 deep"),
                arguments("-\n".repeat(2_000_000), "values"),
                arguments("a: " + "x".repeat(9_000_000), "longer than"),
                arguments(" ".repeat(9_000_000), "longer than"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void read_moreThanTheLimits_endsSoonWithOneProblem(String yaml, String words) {
        assertTimeout(Duration.ofSeconds(10), () -> {
            YamlDocument document = YamlReader.read(yaml);
            Problem problem = onlyProblem(document);
            assertThat(problem.kind()).isEqualTo(Kind.LIMIT);
            assertThat(problem.message()).containsIgnoringCase(words);
            assertThat(document.root()).isEmpty();
        });
    }

    @Test
    void read_countlessProblems_keepsThoseThatSomebodyMightRead() {
        YamlDocument document = YamlReader.read("a: \n".repeat(100_000));
        assertThat(document.problems()).hasSize(1001);
        assertThat(document.problems().get(1000).message()).containsIgnoringCase("more problems than the 1000 listed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment", "\uFEFF", "---\n", "%YAML 1.2\n---\n..."})
    void read_nothing_hasNoRootAndNoProblem(String yaml) {
        YamlDocument document = YamlReader.read(yaml);
        assertThat(document.root()).isEmpty();
        assertThat(document.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            text, STRING
            '', NULL
            ~, NULL
            null, NULL
            true, BOOLEAN
            FALSE, BOOLEAN
            yes, STRING
            on, STRING
            12, INTEGER
            -7, INTEGER
            0o17, INTEGER
            0x1F, INTEGER
            012345670123, INTEGER
            1.5, NUMBER
            1e3, NUMBER
            .5, NUMBER
            .inf, NUMBER
            .nan, NUMBER
            1_000, STRING
            12:30:45, STRING
            2026-01-05, STRING
            1.2.3, STRING
            -, STRING
            '"12"', STRING
            '!!str 12', STRING
            '! 12', STRING
            '!!int "12"', INTEGER
            '!!int x', STRING
            '!!float 1', NUMBER
            '!!bool "true"', BOOLEAN
            '!!null ""', NULL
            """)
    void read_scalar_hasTheTypeOfTheCoreSchema(String written, Type type) {
        String yaml = written.equals("-") ? "[a-]" : "[" + written + "]";
        YamlDocument document = YamlReader.read(written.isEmpty() ? "{0: }" : yaml);
        assertThat(document.problems()).isEmpty();
        assertThat(((Scalar) document.at(Pointer.of("0")).orElseThrow()).type()).isEqualTo(type);
    }

    @Test
    void read_oddKeys_areText() {
        YamlDocument document = YamlReader.read("__proto__: a\n1e3: b\nyes: c\nnull: d\n~: e\n\"<<\": f\n? g\n: h\n");
        assertThat(document.problems()).isEmpty();
        assertThat(((Mapping) document.root().orElseThrow()).entries())
                .extracting(Entry::key)
                .containsExactly("__proto__", "1e3", "yes", "null", "~", "<<", "g");
    }

    @Test
    void read_duplicateKey_firstCounts() {
        assertThat(text(YamlReader.read("a: 1\na: 2\n"), "a")).isEqualTo("1");
    }

    @Test
    void read_mergeKeys_ownKeysWinAndEarlierMapsBeforeLater() {
        YamlDocument document = YamlReader.read("""
                a: &a {x: 1, y: 2}
                b: &b {y: 3, z: 4}
                c:
                  <<: [*a, *b]
                  x: 5
                """);
        assertThat(document.problems()).isEmpty();
        assertThat(text(document, "c", "x")).isEqualTo("5");
        assertThat(text(document, "c", "y")).isEqualTo("2");
        assertThat(text(document, "c", "z")).isEqualTo("4");
        assertThat(((Mapping) document.at(Pointer.of("c")).orElseThrow()).entries())
                .extracting(Entry::merged)
                .containsExactly(false, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void read_blocks_endWithTheirLastLeaf(String lineBreak) {
        YamlDocument document = YamlReader.read("""
                # head
                a:  # of a
                  b: 1

                  # trailing

                c:
                  - x
                  - |
                    text

                # end
                """.replace("\n", lineBreak));
        assertSpan(document, "b: 1", "a");
        assertSpan(document, "- x" + lineBreak + "  - |" + lineBreak + "    text", "c");
        assertThat(document.keySpan(Pointer.of("a")))
                .contains(document.keySpan(Pointer.of("a")).orElseThrow());
        Span key = document.keySpan(Pointer.of("a", "b")).orElseThrow();
        assertThat(new int[] {key.line(), key.column(), key.endLine(), key.endColumn()})
                .containsExactly(3, 3, 3, 3);
    }

    @Test
    void read_wideCharacters_columnsCountCodePointsAndOffsetsUtf16() {
        YamlDocument document = YamlReader.read("\uFEFF🦊: '🦊🦊'\nb: {\"🦊\": x}\n");
        Span value = document.at(Pointer.of("🦊")).orElseThrow().span();
        assertThat(value).isEqualTo(new Span(5, 11, 1, 4, 1, 7));
        assertSpan(document, "x", "b", "🦊");
        assertThat(document.at(Pointer.of("b", "🦊")).orElseThrow().span().column())
                .isEqualTo(10);
    }

    @Test
    void read_anchorsAndTags_spanIsTheValueOnly() {
        YamlDocument document = YamlReader.read("a: &x !!str 'v'\nb: &m # c\n  k: 1\nc: &f {x: 1}\nd: *m\ne: &n\n");
        assertSpan(document, "'v'", "a");
        assertSpan(document, "k: 1", "b");
        assertSpan(document, "{x: 1}", "c");
        assertSpan(document, "k: 1", "d");
        assertSpan(document, "", "e");
        Mapping root = (Mapping) document.root().orElseThrow();
        Span alias = document.writtenValue(root.entry("d").orElseThrow());
        assertThat(document.text().substring(alias.start(), alias.end())).isEqualTo("*m");
        assertThat(document.writtenValue(root.entry("a").orElseThrow()))
                .isEqualTo(root.entry("a").orElseThrow().value().span());
    }

    @Test
    void entry_largeMapping_isFoundByKey() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            yaml.append("k").append(i).append(": ").append(i).append('\n');
        }
        Mapping root = (Mapping) YamlReader.read(yaml.toString()).root().orElseThrow();
        assertThat(root.entry("k999").map(Entry::value).map(node -> ((Scalar) node).text()))
                .contains("999");
        assertThat(root.entry("k1000")).isEmpty();
        assertThat(root).isEqualTo(YamlReader.read(yaml.toString()).root().orElseThrow());
        assertThat(root.hashCode())
                .isEqualTo(YamlReader.read(yaml.toString()).root().orElseThrow().hashCode());
    }

    @Test
    void read_textOfHalfCharacters_isAProblem() {
        assertPlace(onlyProblem(YamlReader.read("a: b\nc: \uD83E")), 2, 4);
    }

    private static void assertSpan(YamlDocument document, String expected, String... path) {
        Span span = document.at(Pointer.of(path)).orElseThrow().span();
        assertThat(document.text().substring(span.start(), span.end())).isEqualTo(expected);
    }

    private static String text(YamlDocument document, String... path) {
        return ((Scalar) document.at(Pointer.of(path)).orElseThrow()).text();
    }

    private static Problem onlyProblem(YamlDocument document) {
        assertThat(document.problems()).hasSize(1);
        return document.problems().get(0);
    }

    private static void assertPlace(Problem problem, int line, int column) {
        assertThat(problem.span().line() + ":" + problem.span().column()).isEqualTo(line + ":" + column);
    }

    private static String unescaped(String text) {
        return text.replace("\\\\", "\0")
                .replace("\\n", "\n")
                .replace("\\L", "\u2028")
                .replace("\\t", "\t")
                .replace('\0', '\\');
    }

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(charset.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(charset));
    }
}
