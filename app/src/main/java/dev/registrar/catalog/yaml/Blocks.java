package dev.registrar.catalog.yaml;

import dev.registrar.catalog.yaml.CatalogEdit.NotPossible;
import dev.registrar.text.Span;
import dev.registrar.text.TextEdit;
import dev.registrar.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;

/** Lines put into a text. */
final class Blocks {
    private Blocks() {}

    /** @param at the start of a line, or the end of the text; a last line without a break stays one */
    static TextEdit insert(String text, int at, List<String> lines, String lineBreak) {
        String body = String.join(lineBreak, lines);
        boolean openEnd = at == text.length() && at > 0 && text.charAt(at - 1) != '\n' && !text.equals("\uFEFF");
        return TextEdit.insert(at, openEnd ? lineBreak + body : body + lineBreak);
    }

    /** Puts lines below a key that has no value yet, or an empty one: nothing, {@code ~}, <code>{}</code>. */
    static List<TextEdit> open(Layout layout, Entry key, List<String> lines, String lineBreak) throws NotPossible {
        Span value = key.value().span();
        String written = layout.text().substring(value.start(), value.end());
        if (!written.isEmpty() && !written.equals("~") && !written.equalsIgnoreCase("null") && !emptyBraces(written)) {
            throw new NotPossible("'" + key.key() + "' has a value that is not a map");
        }
        if (layout.indent(key) < 0) {
            throw new NotPossible("'" + key.key() + "' shares its line with something else");
        }
        List<TextEdit> edits = new ArrayList<>();
        if (!written.isEmpty()) {
            int start = value.start();
            while (layout.text().charAt(start - 1) == ' ') {
                start--;
            }
            edits.add(new TextEdit(start, value.end(), ""));
        }
        edits.add(insert(layout.text(), layout.lines().behind(value.end()), lines, lineBreak));
        return edits;
    }

    private static boolean emptyBraces(String written) {
        return written.startsWith("{")
                && written.endsWith("}")
                && written.substring(1, written.length() - 1).isBlank();
    }

    /** Behind the colon of a key. */
    static int behindColon(Layout layout, Span key) {
        return layout.text().indexOf(':', key.end()) + 1;
    }
}
