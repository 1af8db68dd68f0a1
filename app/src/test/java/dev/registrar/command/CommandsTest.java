package dev.registrar.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.command.Command.Approve;
import dev.registrar.command.Command.Decommission;
import dev.registrar.command.Command.Deprecate;
import dev.registrar.command.Command.Incomplete;
import dev.registrar.command.Command.Missing;
import dev.registrar.command.Command.Misspelt;
import dev.registrar.command.Command.Recheck;
import dev.registrar.command.Command.Reject;
import dev.registrar.command.Command.WaiveGate;
import dev.registrar.command.Command.Why;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final String APPROVE = "/approve-registry";

    static Stream<Arguments> grammar() {
        return Stream.of(
                Arguments.of("/approve-registry", new Approve("")),
                Arguments.of("/approve-registry looks good to me", new Approve("looks good to me")),
                Arguments.of("/approve-registry\t \tfine  ", new Approve("fine")),
                Arguments.of("/approve-registry\u00a0fine", new Approve("fine")),
                Arguments.of("/reject-registry there is one already", new Reject("there is one already")),
                Arguments.of("/reject-registry", new Incomplete(Verb.REJECT, Missing.REASON)),
                Arguments.of("/reject-registry   ", new Incomplete(Verb.REJECT, Missing.REASON)),
                Arguments.of("/deprecate-registry payments-gateway", new Deprecate("payments-gateway", "")),
                Arguments.of("/deprecate-registry `pay/gate` moved on", new Deprecate("pay/gate", "moved on")),
                Arguments.of("/deprecate-registry", new Incomplete(Verb.DEPRECATE, Missing.NAME)),
                Arguments.of("/decommission-registry payments please", new Decommission("payments")),
                Arguments.of("/decommission-registry", new Incomplete(Verb.DECOMMISSION, Missing.NAME)),
                Arguments.of(
                        "/waive-gate naming agreed in the review", new WaiveGate("naming", "agreed in the review")),
                Arguments.of("/waive-gate registrar/naming agreed", new WaiveGate("naming", "agreed")),
                Arguments.of("/waive-gate naming", new Incomplete(Verb.WAIVE, Missing.REASON)),
                Arguments.of("/waive-gate", new Incomplete(Verb.WAIVE, Missing.GATE)),
                Arguments.of("/why", new Why()),
                Arguments.of("/recheck please", new Recheck()),
                Arguments.of("/registry-help", new Command.Help()),
                Arguments.of("/aprove-registry", new Misspelt("/aprove-registry", Verb.APPROVE)),
                Arguments.of("/Approve-Registry", new Misspelt("/Approve-Registry", Verb.APPROVE)),
                Arguments.of("/APPROVE-REGISTRY now", new Misspelt("/APPROVE-REGISTRY", Verb.APPROVE)),
                Arguments.of("/approve-registry.", new Misspelt("/approve-registry.", Verb.APPROVE)),
                Arguments.of("/\u0430pprove-registry", new Misspelt("/\u0430pprove-registry", Verb.APPROVE)),
                Arguments.of("/rechek", new Misspelt("/rechek", Verb.RECHECK)));
    }

    @ParameterizedTest
    @MethodSource("grammar")
    void line_withCommand_isRead(String line, Command command) {
        assertThat(Commands.in(line)).containsExactly(command);
        assertThat(Commands.in("Thanks!\r\n\r\n" + line + "\r\nBye.")).containsExactly(command);
        assertThat(Commands.in("Thanks!\n" + line + "\n\nBye.")).containsExactly(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/etc/hosts is left alone",
                "/home",
                "/lgtm",
                "/cc @alice",
                "see /approve-registry",
                " /approve-registry",
                "\u200b/approve-registry",
                "\\/approve-registry",
                "&#47;approve-registry",
                "**/approve-registry**"
            })
    void line_withoutCommand_isLeftAlone(String line) {
        assertThat(Commands.in(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> /approve-registry",
                "> As they said:\n/approve-registry",
                "> - a list in a quote\n/approve-registry",
                "1. > deep\n/approve-registry",
                ">\n> text\nlazy\n/approve-registry",
                "```\n/approve-registry\n```",
                "```yaml\n/approve-registry",
                "````\n```\n/approve-registry\n````",
                "~~~\n```\n/approve-registry\n~~~",
                "``` a\n/approve-registry\n``` b\n/approve-registry",
                "    code\n\n    /approve-registry",
                "a `code span\n/approve-registry\nends` here",
                "``a ` b\n/approve-registry\n``",
                "<!-- /approve-registry -->",
                "<!--\n/approve-registry\n-->",
                "<!--\n\n/approve-registry",
                "text <!-- more\n/approve-registry\n-->",
                "text <!-- more\n\n/approve-registry\n\n--> done",
                "text <!-- never closed\n/approve-registry",
                "- <!-- in a list\n/approve-registry",
                "<pre>\n/approve-registry\n</pre>",
                "<PRE>\n\n/approve-registry",
                "text <code>\n/approve-registry\n</code>",
                "<script>\n/approve-registry\n</script>",
                "<style>\n/approve-registry\n</style>",
                "<blockquote>\n\n/approve-registry\n\n</blockquote>",
                "<div><blockquote>\n\nshe wrote\n\n</div>\n\n/approve-registry",
                "![\n/approve-registry\n](x.png)",
                "[a](b '\n/approve-registry\n')",
                "[a]: /b '\n/approve-registry\n'",
                "<a title=\"\n/approve-registry\n\">x</a>"
            })
    void command_inQuoteCodeOrComment_isNotFound(String comment) {
        assertThat(Commands.in(comment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> quoted\n\n/approve-registry",
                "```\ncode\n```\n/approve-registry",
                "~~~\ncode\n~~~~~\n/approve-registry",
                "    code\n\n/approve-registry",
                "<!-- note -->\n\n/approve-registry",
                "<!-- note -->\n/approve-registry",
                "text <!-- a\nb -->\n/approve-registry",
                "<details><summary>Why</summary>\n\nbecause\n\n</details>\n\n/approve-registry",
                "text `code` more\n/approve-registry",
                "text <code>x</code> more\n/approve-registry",
                "# Heading\n/approve-registry",
                "- item\n\n/approve-registry",
                "[a]: /b 'c'\n/approve-registry",
                "---\n/approve-registry\n---",
                "/approve-registry\n===",
                "5 < 6 and a --> b\n/approve-registry",
                "text ` not code\n/approve-registry"
            })
    void command_afterWhatHides_isFound(String comment) {
        assertThat(Commands.in(comment)).containsExactly(new Approve(""));
        assertThat(Commands.in(comment.replace("\n", "\r\n"))).containsExactly(new Approve(""));
    }

    @Test
    void commands_repeated_countOnce_inTheirOrder() {
        assertThat(Commands.in("/recheck\n/why\n/recheck\n\n/recheck please\n/why"))
                .containsExactly(new Recheck(), new Why());
    }

    @Test
    void incomplete_says_whatIsMissing() {
        assertThat(Commands.in("/waive-gate naming"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        incomplete -> assertThat(incomplete.sentence())
                                .isEqualTo("`/waive-gate` needs a reason: `/waive-gate GATE REASON`."));
    }

    /** Wraps lines of anything, commands among them, in what makes a quotation, code or a comment of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void commands_wrapped_areNeverFound(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String inner = lines(random);
            String wrapped = wrapped(random, inner);
            assertThat(Commands.in(wrapped)).as(wrapped).isEmpty();
            String crlf = wrapped.replace("\n", "\r\n");
            assertThat(Commands.in(crlf)).as(crlf).isEmpty();
        }
    }

    private static String wrapped(Random random, String inner) {
        return switch (random.nextInt(8)) {
            case 0 -> "> " + inner.replace("\n", "\n> ");
            case 1 -> "Look:\n\n````text\n" + inner + "\n````\n";
            case 2 -> "~~~~\n" + inner;
            case 3 -> "    " + inner.replace("\n", "\n    ");
            case 4 -> "Text\n\n<!--\n" + inner + "\n-->\n";
            case 5 -> "<pre>\n" + inner + "\n</pre>";
            case 6 -> "- > " + inner.replace("\n", "\n  > ");
            default -> "<blockquote>\n\n" + inner + "\n\n</blockquote>";
        };
    }

    private static String lines(Random random) {
        List<String> pieces = List.of(
                APPROVE,
                APPROVE + " note",
                "/why",
                "/aprove-registry",
                "",
                "text",
                "- item",
                "> quote",
                "# head",
                "* * *",
                "| a | b |",
                "`x`",
                "é\u2028🙂",
                "[x]: y",
                "&amp;");
        StringBuilder lines = new StringBuilder("text\n");
        for (int i = random.nextInt(8); i >= 0; i--) {
            lines.append(pieces.get(random.nextInt(pieces.size()))).append('\n');
        }
        return lines.append(APPROVE).toString();
    }

    @Test
    void paragraph_tooLong_endsTheReading() {
        String wall = "wall of text ".repeat(1_000);
        assertThat(Commands.in("/why\n\n" + wall + "\n/recheck\n\n/recheck")).containsExactly(new Why());
        assertThat(Commands.in("```\n" + wall + "\n```\n/recheck")).containsExactly(new Recheck());
    }

    /** In time of the processor, since a machine that has other work to do says nothing of what a comment costs. */
    @Test
    void hostileComment_ofFullLength_isReadInTime() {
        int full = 65_536;
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        for (String piece : List.of(
                "> ", "- ", "*a ", "`", "``` ", "[", "![", "<", "<a ", "[a](", "<!--", "<pre>", "/\n", "/why\n", "_a",
                "\r", "(")) {
            String hostile = "/why\n\n" + piece.repeat(full / piece.length());
            long start = thread.getCurrentThreadCpuTime();
            assertThat(Commands.in(hostile)).as(piece).contains(new Why());
            Duration taken = Duration.ofNanos(thread.getCurrentThreadCpuTime() - start);
            assertThat(taken).as(piece).isLessThan(Duration.ofSeconds(5));
        }
    }
}
