package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.TagMutability;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Catalogs in YAML's block style as all sorts of people and tools write them; the same seed gives the same one. */
final class RandomCatalog {
    private static final List<String> WORDS =
            List.of("payments", "orders", "web", "api", "ml", "größe", "データ", "edge", "core", "x1", "batch", "🦊");
    private static final List<String> COMMENTS = List.of(
            "# note",
            "#no space",
            "# owner: nobody",
            "# {braces} & 'quotes'",
            "# größe 🦊",
            "#",
            "# - item",
            "# key: |");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final String lineBreak;
    private final int entryIndent;
    private final int step;
    private final int blanks;
    private final boolean anchors;
    private boolean anchored;
    /** Without a line break behind it, a text block is another text. */
    private boolean textBlockLast;

    final List<String> names = new ArrayList<>();

    RandomCatalog(long seed) {
        random = new Random(seed);
        lineBreak = random.nextBoolean() ? "\n" : "\r\n";
        entryIndent = 1 + random.nextInt(4);
        step = 1 + random.nextInt(4);
        blanks = random.nextInt(3);
        anchors = random.nextInt(4) == 0;
    }

    boolean anchored() {
        return anchored;
    }

    String text() {
        if (random.nextInt(6) == 0) {
            text.append('\uFEFF');
        }
        comments(0);
        if (random.nextInt(4) == 0) {
            line(0, "---");
        }
        topLevel(random.nextInt(4));
        repositories();
        comments(0);
        topLevel(random.nextInt(3));
        comments(random.nextInt(entryIndent + 2));
        String all = text.toString();
        boolean open = random.nextInt(4) == 0 && !textBlockLast;
        return open ? all.substring(0, all.length() - lineBreak.length()) : all;
    }

    private void topLevel(int count) {
        for (int i = 0; i < count; i++) {
            line(0, "key" + text.length() + ": " + scalar("value " + i) + trailing());
            if (random.nextInt(6) == 0) {
                line(0, "nested" + text.length() + ":");
                line(2, "- item: 1");
                line(4, "other: [a, b]");
            }
        }
    }

    private void repositories() {
        int count = random.nextInt(8);
        if (count == 0) {
            line(0, "repositories:" + pick("", " {}", " ~", "   # none yet", " {}  # none"));
            return;
        }
        line(0, pick("repositories", "\"repositories\"", "'repositories'") + ":" + trailing());
        while (names.size() < count) {
            String name = pick(WORDS) + "-" + pick(WORDS) + (random.nextBoolean() ? "" : "-" + random.nextInt(100));
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        if (random.nextBoolean()) {
            Collections.sort(names);
        }
        String quote = pick("", "", "\"", "'");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                blankLines(blanks);
            }
            comments(entryIndent);
            entry(quote + names.get(i) + quote);
        }
    }

    private void entry(String key) {
        boolean shares = anchors && random.nextInt(3) == 0;
        if (anchored && shares && random.nextBoolean()) {
            line(entryIndent, key + ": *shared" + trailing());
            return;
        }
        line(entryIndent, key + ":" + (anchors && !anchored ? " &shared" : "") + trailing());
        boolean definesAnchor = anchors && !anchored;
        if (anchored && shares) {
            line(entryIndent + step, "<<: *shared");
        }
        section(
                "metadata",
                List.of(
                        "id: " + scalar("REGISTRY_" + random.nextInt(1000)),
                        "owner: " + scalar("app-team-" + pick(WORDS)),
                        "risk: " + scalar(pick("low", "medium", "high", "odd")),
                        "environment: " + scalar(pick("dev", "prod")),
                        "status: " + scalar(pick("pending", "active", "deprecated")),
                        "created_date: " + scalar("2026-0" + (1 + random.nextInt(9)) + "-05"),
                        "request: " + request(),
                        "unknown: " + pick("[1, 2]", "{a: b}", "12", "", "'it''s'")));
        if (random.nextBoolean()) {
            section("aws", List.of("repository_url: " + scalar("1.dkr.ecr.eu-west-2.amazonaws.com/" + pick(WORDS))));
        }
        if (random.nextBoolean()) {
            governance();
        }
        anchored |= definesAnchor;
    }

    private void governance() {
        if (random.nextInt(5) == 0) {
            line(entryIndent + step, "governance: " + pick("{}", "{encryption: KMS}", "{ \"encryption\": \"KMS\" , }"));
            return;
        }
        section(
                "governance",
                List.of(
                        "image_scanning: " + pick("true", "false", "yes"),
                        "encryption: " + scalar(pick("KMS", "AES256")),
                        "lifecycle_policy:" + lineBreak + " ".repeat(entryIndent + step * 3) + "keep_image_count: 5"));
    }

    private void section(String name, List<String> fields) {
        List<String> some = new ArrayList<>(fields);
        if (random.nextBoolean()) {
            Collections.shuffle(some, random);
        }
        line(entryIndent + step, name + ":" + trailing());
        comments(entryIndent + step * 2);
        List<String> kept = some.subList(0, 1 + random.nextInt(some.size()));
        for (String field : kept) {
            boolean block = field.contains("|") || field.contains(">") || field.contains("\n");
            line(entryIndent + step * 2, field + (block ? "" : trailing()));
            textBlockLast = field.contains(": |") || field.contains(": >");
            comments(entryIndent + step * 2);
        }
    }

    private String request() {
        String inner = lineBreak + " ".repeat(entryIndent + step * 2 + 2);
        return pick(
                scalar("acme/catalog#12"),
                "|" + inner + "first" + inner + "second",
                ">-" + inner + "folded" + lineBreak + inner + "text # no comment",
                "|+" + inner + "kept" + lineBreak,
                "plain over" + inner + "two lines",
                "\"quoted over" + inner + "two lines\"");
    }

    private String scalar(String value) {
        return switch (random.nextInt(4)) {
            case 0 -> "\"" + value + "\"";
            case 1 -> "'" + value + "'";
            default -> value;
        };
    }

    private String trailing() {
        return random.nextInt(6) == 0 ? "  " + pick(COMMENTS) : random.nextInt(8) == 0 ? "  " : "";
    }

    private void comments(int indent) {
        int count = Math.max(0, random.nextInt(6) - 3);
        for (int i = 0; i < count; i++) {
            line(indent + random.nextInt(2), pick(COMMENTS));
            blankLines(Math.max(0, random.nextInt(4) - 2));
        }
    }

    private void blankLines(int count) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(4) == 0 ? "  " : "").append(lineBreak);
        }
    }

    private void line(int indent, String content) {
        text.append(" ".repeat(indent)).append(content).append(lineBreak);
        textBlockLast = false;
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A registry that is in none of these catalogs. */
    Registry newcomer() {
        String name = pick("aaa", "mmm", "zzz", "payments-zz", "größer", "true", "12:30", "wei: rd", "🦊🦊", "null");
        boolean governed = random.nextBoolean();
        return new Registry(
                name,
                maybe("REGISTRY_NEW"),
                maybe(pick("app-team-new", "@team", "yes", "a # b", "line\nbreak")),
                maybe(RiskTier.HIGH),
                maybe(Environment.PROD),
                maybe("delivery"),
                maybe(pick("alice", "1e3", "'; drop", "\u202Eevil", "-")),
                Optional.of(Status.PENDING),
                maybe(LocalDate.of(2026, 1, 5)),
                maybe("acme/platform-catalog#12"),
                maybe("111111111111.dkr.ecr.eu-west-2.amazonaws.com/new"),
                new Governance(
                        governed,
                        governed ? maybe(true) : Optional.empty(),
                        governed ? maybe(Encryption.KMS) : Optional.empty(),
                        governed ? maybe(TagMutability.IMMUTABLE) : Optional.empty(),
                        governed ? maybe(50) : Optional.empty()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value);
    }
}
