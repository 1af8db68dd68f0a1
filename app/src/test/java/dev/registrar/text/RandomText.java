package dev.registrar.text;

import java.util.List;
import java.util.Random;

/** What people, and those who mean harm, may type into a field; the same seed gives the same text. */
public final class RandomText {
    private static final List<String> PIECES = List.of(
            "@octocat",
            "@acme/platform",
            "#12",
            "GH-7",
            "acme/repo#3",
            "deadbeef",
            "0123456789abcdef0123456789abcdef01234567",
            "https://evil.example/x?y=1",
            "www.evil.example",
            "a@b.example",
            "ftp://x.example",
            ":tada:",
            "<b>",
            "</details>",
            "<!--",
            "-->",
            "**bold**",
            "_em_",
            "~~gone~~",
            "`code`",
            "```",
            "~~~",
            "[a](b)",
            "![i](u)",
            "[x]: y",
            "| a | b |",
            "|---|",
            "---",
            "===",
            "# heading",
            "- item",
            "1. one",
            "2) two",
            "+ plus",
            "> quote",
            "$x^2$",
            "$$",
            "&amp;",
            "&#64;x",
            "&copy;",
            "\\",
            "\\|",
            "\n",
            "\r\n",
            "\t",
            "    ",
            "\u202E",
            "\u200B",
            "\u0000",
            "\u0007",
            "\u2028",
            "\u0085",
            "\uFEFF",
            "\u00A0",
            "größe",
            "データ",
            "👩\u200D💻",
            "🦊",
            "payments-gateway",
            "REGISTRY_PAYMENTS",
            "yes",
            "null",
            "~",
            "1e3",
            "0x1F",
            "012",
            "12:30:45",
            "2026-01-05",
            "2026-01-05T10:00:00Z",
            ": ",
            " #",
            "key: value",
            "{a: b}",
            "'",
            "''",
            "\"",
            "%",
            "@",
            "!",
            "&",
            "*",
            "?",
            "-",
            "...",
            ".inf",
            "<<",
            "=",
            "it's",
            "a",
            "B",
            "7",
            " ",
            ".",
            ",",
            ":",
            "http:",
            "//",
            "w",
            "_",
            "__");

    private RandomText() {}

    public static String of(Random random) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(5) == 0 ? anyCharacter(random) : PIECES.get(random.nextInt(PIECES.size())));
            text.append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    private static String anyCharacter(Random random) {
        int limit = List.of(0x80, 0x300, 0x3000, 0x10000, 0x110000).get(random.nextInt(5));
        int c = random.nextInt(limit);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return surrogate ? "\uFFFD" : Character.toString(c);
    }
}
