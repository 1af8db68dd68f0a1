package dev.registrar.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a comment that begin with a slash and are plain text to its reader.
 *
 * <p>A line counts when CommonMark makes text of its first character, outside every quote and picture. So there is no list
 * here of what hides a line: code in all its forms, quotes with their lazy lines, comments, titles of links and raw HTML
 * give no text.
 */
final class SlashLines {
    // Nobody nests deeper to be read.
    private static final int DEEPEST = 100;
    // Reading what stands in a paragraph takes time in the square of its length: 13 s for 65,536 characters of "<", the
    // longest comment that GitHub takes, 0.2 s for this many.
    private static final int LONGEST_PARAGRAPH = 8_000;
    private static final Parser BLOCKS = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(context -> (lines, block) -> {})
            .maxOpenBlockParsers(DEEPEST)
            .build();
    private static final Parser EVERYTHING = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST)
            .build();

    private final String comment;
    private final RawHtml html = new RawHtml();
    private final List<String> lines = new ArrayList<>();

    private SlashLines(String comment) {
        this.comment = comment;
    }

    /** In the order of the comment; nothing from the first paragraph on that is too long to be read. */
    static List<String> of(String comment) {
        if (comment.indexOf('/') < 0) {
            return List.of();
        }
        SlashLines found = new SlashLines(readable(comment));
        Node root = EVERYTHING.parse(found.comment);
        for (Node node = root; node != null; node = next(node, root)) {
            found.visit(node);
        }
        return found.lines;
    }

    private static String readable(String comment) {
        Node root = BLOCKS.parse(comment);
        for (Node node = root; node != null; node = next(node, root)) {
            List<SourceSpan> spans = node.getSourceSpans();
            if ((node instanceof Paragraph || node instanceof Heading) && length(spans) > LONGEST_PARAGRAPH) {
                return comment.substring(0, spans.get(0).getInputIndex());
            }
        }
        return comment;
    }

    private static int length(List<SourceSpan> spans) {
        return spans.stream().mapToInt(SourceSpan::getLength).sum();
    }

    private void visit(Node node) {
        if (node instanceof HtmlBlock block) {
            html.pass(block.getLiteral());
            return;
        }
        if (node instanceof HtmlInline inline) {
            html.pass(inline.getLiteral());
            return;
        }
        if (node instanceof Text text) {
            if (!html.hides() && !quoted(text)) {
                line(text).ifPresent(lines::add);
            }
            html.passText(text.getLiteral());
        }
    }

    private Optional<String> line(Text text) {
        List<SourceSpan> spans = text.getSourceSpans();
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int start = spans.get(0).getInputIndex();
        boolean begins = start == 0 || endsLine(comment.charAt(start - 1));
        if (!begins || comment.charAt(start) != '/') {
            return Optional.empty();
        }
        int end = start;
        while (end < comment.length() && !endsLine(comment.charAt(end))) {
            end++;
        }
        return Optional.of(comment.substring(start, end));
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean quoted(Node node) {
        for (Node around = node.getParent(); around != null; around = around.getParent()) {
            if (around instanceof BlockQuote || around instanceof Image) {
                return true;
            }
        }
        return false;
    }

    /** In the order of the text, without recursion. */
    private static @Nullable Node next(Node node, Node root) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node at = node;
        while (at != root && at.getNext() == null) {
            at = at.getParent();
        }
        return at == root ? null : at.getNext();
    }
}
