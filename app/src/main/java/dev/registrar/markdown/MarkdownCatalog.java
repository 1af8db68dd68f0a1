package dev.registrar.markdown;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.policy.Policies;
import dev.registrar.text.Markdown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a catalog as a Markdown document. The same registries and policies give the same text, whatever the order of the
 * entries, so that the document only changes where the catalog does.
 */
public final class MarkdownCatalog {
    private static final String NOTHING = "–";

    // Names that GitHub's anchors repeat letter by letter; any other heading of the document is not among them.
    private static final Pattern ANCHOR = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> OWN_HEADINGS = Set.of(
            "registry-catalog",
            "summary",
            "controls",
            "inventory",
            "low-risk",
            "medium-risk",
            "high-risk",
            "without-a-tier");

    private final List<Registry> registries;
    private final Policies policies;
    private final StringBuilder out = new StringBuilder();

    private MarkdownCatalog(Catalog catalog, Policies policies) {
        this.registries = catalog.registries().values().stream()
                .sorted(Comparator.comparing(Registry::name))
                .toList();
        this.policies = policies;
    }

    /** The whole document, with line feeds and one at its end. */
    public static String render(Catalog catalog, Policies policies) {
        MarkdownCatalog document = new MarkdownCatalog(catalog, policies);
        document.head();
        document.summary();
        document.controls();
        document.inventory();
        tiers().forEach(document::cards);
        return document.out.toString();
    }

    /** The tiers from the highest on, and the lack of one. */
    private static List<Optional<RiskTier>> tiers() {
        return List.of(
                Optional.of(RiskTier.HIGH), Optional.of(RiskTier.MEDIUM), Optional.of(RiskTier.LOW), Optional.empty());
    }

    private void head() {
        out.append("""
                ---
                title: Registry catalog
                generated: true
                ---

                # Registry catalog

                Registrar generates this page from the YAML catalog whenever that changes. Change the catalog, not this page.

                """);
    }

    private void summary() {
        out.append("## Summary\n\n");
        if (registries.isEmpty()) {
            out.append("There are no registries yet.\n\n");
            return;
        }
        row("Status", "high", "medium", "low", "no tier", "All");
        out.append("|---|--:|--:|--:|--:|--:|\n");
        for (Status status : Status.values()) {
            counts(status.word(), withStatus(Optional.of(status)));
        }
        List<Registry> odd = withStatus(Optional.empty());
        if (!odd.isEmpty()) {
            counts("no status", odd);
        }
        counts("**All**", registries);
        pie();
    }

    private List<Registry> withStatus(Optional<Status> status) {
        return registries.stream()
                .filter(registry -> registry.status().equals(status))
                .toList();
    }

    private void counts(String title, List<Registry> some) {
        Stream<Integer> byTier = tiers().stream().map(tier -> ofTier(some, tier).size());
        row(Stream.concat(
                        Stream.of(title),
                        Stream.concat(byTier, Stream.of(some.size())).map(String::valueOf))
                .toArray(String[]::new));
    }

    // A slice of nothing is no slice: tiers without registries are left out.
    private void pie() {
        out.append("\n```mermaid\npie showData\n    title Registries by risk tier\n");
        for (Optional<RiskTier> tier : tiers()) {
            int count = ofTier(registries, tier).size();
            if (count > 0) {
                out.append("    \"")
                        .append(word(tier).orElse("no tier"))
                        .append("\" : ")
                        .append(count)
                        .append('\n');
            }
        }
        out.append("```\n\n");
    }

    private void controls() {
        out.append("## Controls\n\n");
        row("Risk tier", "Tags", "Encryption", "Images kept", "Scanning");
        out.append("|---|---|---|--:|---|\n");
        for (RiskTier tier : List.of(RiskTier.HIGH, RiskTier.MEDIUM, RiskTier.LOW)) {
            ControlWords words = ControlWords.of(policies.controls(tier));
            row(tier.word(), words.tags(), words.encryption(), words.images(), words.scanning());
        }
        out.append("\nA registry has the controls of its tier where its card does not say otherwise.\n\n");
    }

    private void inventory() {
        out.append("## Inventory\n");
        if (registries.isEmpty()) {
            out.append("\nNothing here yet.\n");
            return;
        }
        out.append('\n');
        row("Registry", "Risk tier", "Owner", "Environment", "Status", "Id");
        out.append("|---|---|---|---|---|---|\n");
        for (Registry registry : registries) {
            row(
                    linked(registry.name()),
                    word(registry.risk()).orElse(NOTHING),
                    text(registry.owner()),
                    word(registry.environment()).orElse(NOTHING),
                    word(registry.status()).orElse(NOTHING),
                    code(registry.id()));
        }
    }

    private static String linked(String name) {
        boolean anchored = ANCHOR.matcher(name).matches() && !OWN_HEADINGS.contains(name);
        return anchored ? "[" + Markdown.code(name) + "](#" + name + ")" : Markdown.code(name);
    }

    private void cards(Optional<RiskTier> tier) {
        List<Registry> some = ofTier(registries, tier);
        if (some.isEmpty()) {
            return;
        }
        String title = word(tier).map(word -> capital(word) + " risk").orElse("Without a tier");
        out.append("\n## ").append(title).append('\n');
        tier.map(policies::controls)
                .map(ControlWords::of)
                .ifPresent(words -> out.append('\n').append(words.sentence()).append('\n'));
        some.forEach(this::card);
    }

    private void card(Registry registry) {
        out.append("\n### ").append(Markdown.code(registry.name())).append("\n\n");
        row("", "");
        out.append("|---|---|\n");
        row("Owner", text(registry.owner()));
        row("Status", word(registry.status()).orElse(NOTHING));
        row("Environment", word(registry.environment()).orElse(NOTHING));
        row("Id", code(registry.id()));
        registry.domain().ifPresent(domain -> row("Domain", Markdown.escape(domain)));
        registry.repositoryUrl().ifPresent(url -> row("Repository", Markdown.code(url)));
        registry.requestedBy().ifPresent(login -> row("Requested by", Markdown.escape(login)));
        registry.request().ifPresent(request -> row("Request", Markdown.code(request)));
        registry.createdDate().ifPresent(date -> row("Since", date.toString()));
        List<String> own = ownControls(registry);
        if (!own.isEmpty()) {
            row("Controls of its own", String.join(", ", own));
        }
    }

    private List<String> ownControls(Registry registry) {
        Stream<String> differing = registry
                .risk()
                .map(policies::controls)
                .map(ofTier -> ControlWords.differing(registry.effective(ofTier), ofTier))
                .orElseGet(List::of)
                .stream();
        boolean unscanned =
                registry.governance().imageScanning().filter(scans -> !scans).isPresent();
        return Stream.concat(differing, unscanned ? Stream.of("no scanning") : Stream.empty())
                .toList();
    }

    private static List<Registry> ofTier(List<Registry> some, Optional<RiskTier> tier) {
        return some.stream().filter(registry -> registry.risk().equals(tier)).toList();
    }

    private static Optional<String> word(Optional<? extends Vocabulary> value) {
        return value.map(Vocabulary::word);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String text(Optional<String> typed) {
        return typed.map(Markdown::escape).filter(text -> !text.isEmpty()).orElse(NOTHING);
    }

    private static String code(Optional<String> typed) {
        return typed.map(Markdown::code).orElse(NOTHING);
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
