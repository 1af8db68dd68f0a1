package dev.registrar.gate;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.policy.Action;
import dev.registrar.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the mechanical repairs of a proposal. Only what the change answers for is repaired, not what was wrong before. A
 * repair is taken back when its finding does not go away by it, or when it reaches another registry.
 */
public final class Fixes {
    // A repair may bring another one to light: a new name asks for a new id. More than a few in a row do not happen.
    private static final int ROUNDS = 5;
    private static final int MOST_SINGLE = 200;

    private final List<Finding> repaired = new ArrayList<>();
    private final Set<Finding.Identity> hopeless = new HashSet<>();
    private Proposal proposal;
    private Verdict verdict;

    private Fixes(Proposal proposal) {
        this.proposal = proposal;
        this.verdict = Judge.judge(proposal);
    }

    /**
     * What came of it.
     *
     * @param text the catalog; every byte that no repair is about stands as it did
     * @param repaired the findings that are gone, with the places that they had when they were repaired
     * @param verdict on the repaired text
     */
    public record Outcome(String text, List<Finding> repaired, Verdict verdict) {
        public Outcome {
            repaired = List.copyOf(repaired);
        }
    }

    public static Outcome of(Proposal proposal) {
        return new Fixes(proposal).outcome();
    }

    private Outcome outcome() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Finding> next = candidates();
            if (next.isEmpty()) {
                break;
            }
            if (!made(next)) {
                next.stream().limit(MOST_SINGLE).forEach(this::single);
            }
        }
        return new Outcome(proposal.after().document().text(), repaired, verdict);
    }

    /** What can be repaired in one go: no two of them overlap. */
    private List<Finding> candidates() {
        List<Finding> next = new ArrayList<>();
        int behind = 0;
        List<Finding> ordered = verdict.findings()
                .filter(finding -> finding.suggestion().isPresent() && finding.action() != Action.LOG)
                .filter(finding -> !hopeless.contains(finding.identity()))
                .sorted(Comparator.comparingInt(finding -> finding.span().start()))
                .toList();
        for (Finding finding : ordered) {
            if (finding.span().start() >= behind
                    && finding.span().end() > finding.span().start()) {
                next.add(finding);
                behind = finding.span().end();
            }
        }
        return next;
    }

    /** Alone, at the place where it is now: the ones before it may have moved it. */
    private void single(Finding wanted) {
        List<Finding> now = candidates().stream()
                .filter(finding -> finding.identity().equals(wanted.identity()))
                .toList();
        if (now.isEmpty() || !made(now)) {
            hopeless.add(wanted.identity());
        }
    }

    private boolean made(List<Finding> findings) {
        CatalogText before = proposal.after();
        String text = TextEdit.apply(
                before.document().text(),
                findings.stream()
                        .map(finding -> TextEdit.replace(
                                finding.span(), finding.suggestion().orElseThrow()))
                        .toList());
        CatalogText after = CatalogReader.read(text);
        if (after.document().problems().size() > before.document().problems().size()
                || !reachesOnly(findings, before, after)) {
            return false;
        }
        Proposal next = proposal.with(after);
        Verdict judged = Judge.judge(next);
        Set<Finding.Identity> left = new HashSet<>();
        judged.findings().map(Finding::identity).forEach(left::add);
        if (findings.stream().map(Finding::identity).anyMatch(left::contains)) {
            return false;
        }
        repaired.addAll(findings);
        proposal = next;
        verdict = judged;
        return true;
    }

    /** A new name; no name has a quote in it. */
    private static String unquoted(String suggestion) {
        return suggestion.replaceAll("^['\"]|['\"]$", "");
    }

    private static boolean reachesOnly(List<Finding> findings, CatalogText before, CatalogText after) {
        Set<String> meant = new HashSet<>();
        for (Finding finding : findings) {
            if (finding.registry().isEmpty()) {
                return true; // a key of the file itself, which everything lies under
            }
            meant.add(finding.registry().get());
            meant.add(unquoted(finding.suggestion().orElseThrow()));
        }
        return meant.containsAll(
                CatalogChange.between(before.catalog(), after.catalog()).names());
    }
}
