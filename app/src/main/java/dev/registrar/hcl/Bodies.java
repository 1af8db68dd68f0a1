package dev.registrar.hcl;

import dev.registrar.hcl.Body.Attribute;
import dev.registrar.hcl.Body.Block;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.HclFile.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies (specification, "Structural Elements"). A fault drops the item of the top level that it is in. */
final class Bodies {
    /** Each may cost a look at the rest of the text; nobody repairs more of them in one go. */
    private static final int MOST_PROBLEMS = 20;

    /** Where reading can go on: formatted or not, items of the top level are not indented. */
    private static final Pattern ITEM = Pattern.compile(
            "^[A-Za-z_][A-Za-z0-9_-]*[ \\t]*(=(?!=)|\\{|(\"[^\"\\n]*\"|[A-Za-z_])[^\\n=]*\\{)", Pattern.MULTILINE);

    private final String text;
    private final Cursor cursor;
    private final List<Problem> problems = new ArrayList<>();

    private Bodies(String text) {
        this.text = text;
        this.cursor = Cursor.on(text);
    }

    static HclFile read(String text) {
        Bodies bodies = new Bodies(text);
        Body body = bodies.top();
        return new HclFile(text, body, bodies.problems);
    }

    private Body top() {
        Collected collected = new Collected();
        while (true) {
            int start = cursor.at();
            try {
                cursor.blanks(true);
                start = cursor.at();
                if (cursor.done()) {
                    break;
                }
                item(collected);
            } catch (HclFault fault) {
                int next = next(start);
                boolean open = fault.at() >= Math.min(next, cursor.end());
                problems.add(
                        open
                                ? new Problem(
                                        cursor.word(start), "This is not closed.", "Write the brace that closes it.")
                                : new Problem(cursor.word(fault.at()), capital(fault.message()) + ".", fault.remedy()));
                cursor.moveTo(next);
                cursor.resetDepth();
                if (problems.size() >= MOST_PROBLEMS) {
                    break;
                }
            }
        }
        return collected.body(0, text.length());
    }

    private static String capital(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }

    /** The next item behind the line that this one begins on, or the end. */
    private int next(int start) {
        int line = text.indexOf('\n', start);
        Matcher next = ITEM.matcher(text);
        return line >= 0 && next.find(line) ? next.start() : text.length();
    }

    /** What a body has so far. */
    private final class Collected {
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        void add(Attribute attribute) {
            if (!names.add(attribute.name())) {
                problems.add(new Problem(
                        attribute.nameSpan(), "`" + attribute.name() + "` is set twice.", "Keep one of the two."));
                return;
            }
            attributes.add(attribute);
        }

        Body body(int from, int to) {
            return new Body(attributes, blocks, cursor.span(from, to));
        }
    }

    private void item(Collected collected) {
        int start = cursor.at();
        if (!cursor.wordAhead()) {
            throw cursor.fault(
                    "`" + cursor.peek() + "` cannot begin an attribute or a block",
                    "Write `name = value` or `type \"label\" { … }`.");
        }
        String name = cursor.word();
        int behind = cursor.at();
        cursor.blanks(false);
        if (cursor.peek() == '=' && cursor.peek(1) != '=') {
            cursor.skip(1);
            cursor.blanks(false);
            Expression value = new Expressions(cursor, false).expression();
            lineEnd();
            collected.add(new Attribute(name, cursor.span(start, behind), value));
            return;
        }
        collected.blocks.add(block(name, start));
    }

    private void lineEnd() {
        cursor.blanks(false);
        if (!cursor.done() && cursor.peek() != '\n' && cursor.peek() != '}') {
            throw cursor.fault("expected a new line behind the value", "Begin a new line, or put the value in quotes.");
        }
    }

    private Block block(String type, int start) {
        List<String> labels = new ArrayList<>();
        int behind = start + type.length();
        while (cursor.peek() == '"' || cursor.wordAhead()) {
            labels.add(label());
            behind = cursor.at();
            cursor.blanks(false);
        }
        if (cursor.peek() != '{') {
            throw cursor.fault("expected `=` or `{` behind `" + type + "`", "Write `name = value` or `type { … }`.");
        }
        cursor.enter();
        cursor.skip(1);
        int from = cursor.at();
        Collected collected = new Collected();
        cursor.blanks(true);
        while (cursor.peek() != '}') {
            if (cursor.done()) {
                throw cursor.fault("the file ends inside of it", "Close the block with `}`.");
            }
            item(collected);
            cursor.blanks(true);
        }
        Body body = collected.body(from, cursor.at());
        cursor.skip(1);
        cursor.leave();
        return new Block(type, labels, body, cursor.span(start, behind), cursor.spanFrom(start));
    }

    private String label() {
        if (cursor.wordAhead()) {
            return cursor.word();
        }
        int at = cursor.at();
        Template label = Templates.quoted(cursor);
        return label.plain()
                .orElseThrow(() ->
                        new HclFault(at, "a label cannot be put together", "Write the label itself, without `${ }`."));
    }
}
