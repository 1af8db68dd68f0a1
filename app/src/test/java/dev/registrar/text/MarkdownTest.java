package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create()))
            .build();

    /** What GitHub makes of plain text after Markdown has been read. */
    private static final Pattern LINKED = Pattern.compile(
            "@[A-Za-z0-9]|#[0-9]|\\bGH-[0-9]|\\b[0-9a-f]{7,40}\\b" + "|(?:https?|ftp)://|\\bwww\\.|:[A-Za-z0-9_+-]+:",
            Pattern.CASE_INSENSITIVE);

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("texts", 2000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void escape_anyText_isShownAsItIsAndDoesNothing(long seed) {
        String text = RandomText.of(new Random(seed));
        String shown = shown(text);
        String escaped = Markdown.escape(text);

        assertThat(escaped).doesNotContain("\n", "\r");
        if (shown.isEmpty()) {
            return;
        }
        assertInert(only(PARSER.parse(escaped), Paragraph.class), shown);
        assertInert(only(PARSER.parse("before " + escaped + " after"), Paragraph.class), "before " + shown + " after");
        Node table = PARSER.parse("| h | i |\n|---|---|\n| " + escaped + " | second |\n");
        List<TableCell> cells = all(table, TableCell.class);
        assertThat(cells).hasSize(4);
        assertInert(cells.get(2), shown);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void code_anyText_isOneCodeSpan(long seed) {
        String text = RandomText.of(new Random(seed));
        String code = Markdown.code(text);

        assertThat(code).doesNotContain("\n", "\r");
        Node paragraph = only(PARSER.parse("x " + code + " y"), Paragraph.class);
        List<Code> spans = all(paragraph, Code.class);
        if (text.contains("|")) {
            assertThat(code).startsWith("<code>").endsWith("</code>");
            assertInert(paragraph, "x " + shown(text) + " y");
        } else {
            assertThat(spans).hasSize(1);
            assertThat(spans.get(0).getLiteral()).isEqualTo(Visible.of(text));
            assertThat(all(paragraph, Link.class)).isEmpty();
        }
        assertThat(all(PARSER.parse("| h | i |\n|---|---|\n| " + code + " | second |\n"), TableCell.class))
                .hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fence_anyContent_isOneBlockWithThatContent(long seed) {
        String content = RandomText.of(new Random(seed)) + "\n" + RandomText.of(new Random(seed + 1));
        FencedCodeBlock block =
                only(PARSER.parse(Markdown.fence("yaml", content) + "\nafter\n"), FencedCodeBlock.class);

        assertThat(block.getInfo()).isEqualTo("yaml");
        assertThat(lines(block.getLiteral())).isEqualTo(lines(content));
    }

    /** Markdown knows line breaks of every kind, and has no NUL. */
    private static List<String> lines(String text) {
        String normal = text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
        return List.of((normal.endsWith("\n") ? normal.substring(0, normal.length() - 1) : normal).split("\n", -1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cut_anyMarkdown_fitsAndKeepsTheNoteOutOfFences(long seed) {
        Random random = new Random(seed);
        StringBuilder markdown = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            markdown.append(
                    random.nextInt(3) == 0
                            ? Markdown.fence("yaml", RandomText.of(random))
                            : Markdown.escape(RandomText.of(random)) + "\n\n");
        }
        int max = 30 + random.nextInt(200);
        String cut = Markdown.cut(markdown.toString(), max, "\nthe note\n");

        assertThat(cut.length()).isLessThanOrEqualTo(max);
        if (cut.length() != markdown.length()) {
            List<Paragraph> paragraphs = all(PARSER.parse(cut), Paragraph.class);
            assertThat(paragraphs).isNotEmpty();
            assertThat(all(paragraphs.get(paragraphs.size() - 1), Text.class))
                    .last()
                    .extracting(Text::getLiteral)
                    .isEqualTo("the note");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            payments-gateway => payments-gateway
            REGISTRY_PAYMENTS => REGISTRY_PAYMENTS
            @octocat => @<!-- -->octocat
            acme/repo#12 => acme/repo\\#<!-- -->12
            GH-12 => GH-<!-- -->12
            https://x.example => https:<!-- -->//x.example
            www.x.example => www<!-- -->.x.example
            deadbeef => deadbe<!-- -->ef
            <b> => \\<b\\>
            a | b => a \\| b
            - item => \\- item
            1. one => 1\\. one
            :tada: => :<!-- -->tada:
            AT&T => AT&amp;T
            """)
    void escape_active_isBroken(String text, String expected) {
        assertThat(Markdown.escape(text)).isEqualTo(expected);
    }

    @Test
    void escape_controlCharacters_areNamed() {
        assertThat(Markdown.escape("a\u202Eb\u200Bc\u0007d")).isEqualTo("a(U+202E)b(U+200B)c(U+0007)d");
        assertThat(Markdown.escape("👩\u200D💻 می\u200Cخواهم")).isEqualTo("👩\u200D💻 می\u200Cخواهم");
    }

    @Test
    void escape_tooLong_endsInAnEllipsis() {
        assertThat(Markdown.escape("🦊🦊🦊🦊", 3)).isEqualTo("🦊🦊…");
        assertThat(Markdown.escape("🦊🦊🦊", 3)).isEqualTo("🦊🦊🦊");
        assertThat(Markdown.escape("***", 2)).isEqualTo("\\*…");
    }

    @Test
    void code_empty_isStillCode() {
        assertThat(all(PARSER.parse("x " + Markdown.code("") + " y"), Code.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.example/a?b=c#d",
                "http://x.example/) [y](z",
                "https://x.example/a|b",
                "https://x.example/<b> c"
            })
    void link_webAddress_isOneLink(String url) {
        Node paragraph = only(PARSER.parse(Markdown.link("@a] [b", url)), Paragraph.class);
        assertThat(all(paragraph, Link.class)).hasSize(1);
        assertThat(paragraph.getFirstChild()).isSameAs(paragraph.getLastChild());
        assertThat(Markdown.link("a", url)).doesNotContain("|", " ", "<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//x.example",
                "",
                "x",
                "https:",
                "mailto:a@b.example",
                "ht tp://x"
            })
    void link_otherAddress_isOnlyText(String url) {
        assertThat(Markdown.link("a", url)).isEqualTo("a");
    }

    @Test
    void cut_short_staysAsItIs() {
        assertThat(Markdown.cut("as it is", 8, "note")).isEqualTo("as it is");
    }

    @Test
    void cut_openParts_areClosed() {
        String cut = Markdown.cut("<details>\n\n````yaml\n" + "a: b\n".repeat(100), 100, "more");
        assertThat(cut).startsWith("<details>\n\n````yaml\na: b\n").endsWith("a: b\n````\n\n</details>\n\nmore");
        assertThat(cut.length()).isBetween(90, 100);
    }

    @Test
    void cut_oneLongLine_isCutBetweenCharacters() {
        assertThat(Markdown.cut("🦊".repeat(20), 10, "x")).isEqualTo("🦊🦊🦊\n\nx");
    }

    private static String shown(String text) {
        return Visible.of(text).replaceAll(" {2,}", " ").strip();
    }

    private static void assertInert(Node parent, String expected) {
        StringBuilder text = new StringBuilder();
        StringBuilder between = new StringBuilder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text literal) {
                between.append(literal.getLiteral());
                text.append(literal.getLiteral());
                continue;
            }
            assertThat(node).isInstanceOf(HtmlInline.class);
            assertThat(((HtmlInline) node).getLiteral()).isIn("<!-- -->", "<span>", "</span>", "<code>", "</code>");
            assertThat(LINKED.matcher(between).find()).as(between.toString()).isFalse();
            between.setLength(0);
        }
        assertThat(LINKED.matcher(between).find()).as(between.toString()).isFalse();
        assertThat(text).hasToString(expected);
    }

    private static <T extends Node> T only(Node document, Class<T> type) {
        Node first = document.getFirstChild();
        assertThat(first).isInstanceOf(type);
        return type.cast(first);
    }

    private static <T extends Node> List<T> all(Node root, Class<T> type) {
        List<T> found = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                    if (type.isInstance(node)) {
                        found.add(type.cast(node));
                    }
                    node.accept(this);
                }
            }

            @Override
            public void visit(CustomNode node) {
                visitChildren(node);
            }
        });
        return found;
    }

    @Test
    void codeLink_ofACommit_showsItWhole() {
        assertThat(Markdown.codeLink("59c3f46", "https://github.example/c/59c3f46"))
                .isEqualTo("[`59c3f46`](https://github.example/c/59c3f46)");
        assertThat(Markdown.codeLink("59c3f46", "javascript:x")).isEqualTo("`59c3f46`");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            `metadata.risk` is @all => `metadata.risk` is @<!-- -->all
            write `a|b` or `c` now => write <code>a\\|b</code> or `c` now
            one ` backtick => one \\` backtick
            correct `metadata.risk`. => correct `metadata.risk`.
            """)
    void prose_withCodeBetweenBackticks_showsItAsCodeAndTheRestInert(String sentence, String shown) {
        assertThat(Markdown.prose(sentence)).isEqualTo(shown);
    }
}
