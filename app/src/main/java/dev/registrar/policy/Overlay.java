package dev.registrar.policy;

import dev.registrar.catalog.Vocabulary;
import dev.registrar.schema.Schemas;
import dev.registrar.text.Nearest;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lays policy files over rules, rule by rule. All faults are found at once. */
final class Overlay {
    private static final int MOST_FILES = 100;

    /** Without these nothing else can be judged, so no policy softens them. */
    private static final Set<String> FIRM = Set.of(
            "POL-ECR-001-R01",
            "POL-ECR-001-R02",
            "POL-ECR-010-R01",
            "POL-ECR-010-R02",
            "POL-ECR-010-R03",
            "POL-ECR-010-R04");

    private final SortedMap<RuleId, Rule> rules;
    private final List<PolicyFault> faults = new ArrayList<>();
    private final Map<RuleId, String> seen = new HashMap<>();

    Overlay(SortedMap<RuleId, Rule> rules) {
        this.rules = new TreeMap<>(rules);
    }

    List<PolicyFault> faults() {
        return List.copyOf(faults);
    }

    SortedMap<RuleId, Rule> rules() {
        return new TreeMap<>(rules);
    }

    void lay(List<PolicyFile> files) {
        if (files.size() > MOST_FILES) {
            fault(
                    files.get(MOST_FILES).path(),
                    Span.FIRST,
                    "There are more than " + MOST_FILES + " policy files.",
                    "Put the rules into fewer files; one for each gate is enough.");
            return;
        }
        files.stream().sorted(Comparator.comparing(PolicyFile::path)).forEach(this::lay);
    }

    private void lay(PolicyFile file) {
        YamlDocument document = YamlReader.read(file.bytes());
        int before = faults.size();
        document.problems().forEach(problem -> fault(file.path(), problem.span(), problem.message(), problem.remedy()));
        if (document.root().isEmpty() && document.problems().isEmpty()) {
            fault(file.path(), Span.FIRST, "The policy file is empty.", "Write a policy, or remove the file.");
        }
        Schemas.POLICY
                .misfits(document)
                .forEach(misfit -> fault(file.path(), misfit.span(), misfit.message(), misfit.remedy()));
        if (faults.size() == before) {
            new File(file.path(), document).lay();
        }
    }

    private void fault(String path, Span span, String message, String remedy) {
        faults.add(new PolicyFault(path, span, message, remedy));
    }

    /** One file that fits the schema. */
    private final class File {
        private final String path;
        private final YamlDocument document;
        private final YamlNode.Mapping root;

        File(String path, YamlDocument document) {
            this.path = path;
            this.document = document;
            this.root = (YamlNode.Mapping) document.root().orElseThrow();
        }

        void lay() {
            String status = scalar(root, "status").map(YamlNode.Scalar::text).orElse("active");
            if (status.equals("draft")) {
                return;
            }
            int index = 0;
            for (YamlNode node :
                    ((YamlNode.Sequence) root.entry("rules").orElseThrow().value()).items()) {
                rule((YamlNode.Mapping) node, Pointer.of("rules", String.valueOf(index++)), status.equals("retired"));
            }
        }

        private void rule(YamlNode.Mapping node, Pointer at, boolean retired) {
            YamlNode.Scalar id = scalar(node, "rule_id").orElseThrow();
            RuleId rule = new RuleId(id.text());
            Rule below = rules.get(rule);
            String policy = scalar(root, "policy_id").orElseThrow().text();
            if (below == null) {
                Optional<String> near = Nearest.to(
                        id.text(), rules.keySet().stream().map(RuleId::value).toList());
                fault(
                        path,
                        id.span(),
                        "There is no rule " + id.text() + ".",
                        near.map(known -> "Did you mean " + known + "? ").orElse("")
                                + "The rules are listed in docs/rules.md.");
                return;
            }
            if (!id.text().startsWith(policy + "-")) {
                fault(
                        path,
                        id.span(),
                        "The rule " + id.text() + " is not one of the policy " + policy + ".",
                        "Put it into a file of its own policy.");
                return;
            }
            String other = seen.putIfAbsent(rule, path);
            if (other != null) {
                fault(
                        path,
                        id.span(),
                        "The rule " + id.text() + " is set twice, first in " + other + ".",
                        "Keep one of the two.");
                return;
            }
            gate(below);
            if (retired) {
                retire(rule, id.span());
                return;
            }
            rules.put(rule, laid(below, node, at));
        }

        private void gate(Rule below) {
            scalar(root, "gate")
                    .filter(gate -> !gate.text().equals(below.gate()))
                    .ifPresent(gate -> fault(
                            path,
                            gate.span(),
                            "The rules of this policy are those of the gate " + below.gate() + ", not of " + gate.text()
                                    + ".",
                            "Write " + below.gate() + ", or leave the line out."));
        }

        private void retire(RuleId rule, Span span) {
            if (FIRM.contains(rule.value())) {
                firm(rule, span);
                return;
            }
            rules.remove(rule);
        }

        private void firm(RuleId rule, Span span) {
            fault(
                    path,
                    span,
                    "The rule " + rule + " always blocks: without it nothing could be judged.",
                    "Leave the rule out of the file.");
        }

        private Rule laid(Rule below, YamlNode.Mapping node, Pointer at) {
            Action action = scalar(node, "violation_action")
                    .flatMap(word -> Vocabulary.read(Action.class, word.text()))
                    .orElse(below.action());
            if (FIRM.contains(below.id().value()) && action != Action.BLOCK) {
                firm(below.id(), scalar(node, "violation_action").orElseThrow().span());
            }
            return new Rule(
                    below.id(),
                    below.gate(),
                    text(node, "title", below.title()),
                    text(node, "severity", below.severity()),
                    action,
                    text(node, "description", below.description()),
                    text(node, "remediation", below.remediation()),
                    parameters(below, node, at.child("parameters")));
        }

        private String text(YamlNode.Mapping node, String key, String otherwise) {
            return scalar(node, key).map(YamlNode.Scalar::text).orElse(otherwise);
        }

        /** What the file sets takes the place of the value of that name; the others stay. */
        private Map<String, List<String>> parameters(Rule below, YamlNode.Mapping node, Pointer at) {
            Map<String, List<String>> parameters = new LinkedHashMap<>(below.parameters());
            Optional<YamlNode.Mapping> set = node.entry("parameters").map(entry -> (YamlNode.Mapping) entry.value());
            for (YamlNode.Entry entry : set.map(YamlNode.Mapping::entries).orElse(List.of())) {
                if (parameter(below, entry, document.at(at.child(entry.key())).orElse(entry.value()))) {
                    parameters.put(entry.key(), PolicyReader.values(entry.value()));
                }
            }
            return parameters;
        }

        private boolean parameter(Rule below, YamlNode.Entry entry, YamlNode value) {
            List<String> known = new ArrayList<>(below.parameters().keySet());
            known.addAll(ParameterKind.unset(below.id()));
            if (!known.contains(entry.key())) {
                fault(
                        path,
                        entry.keySpan(),
                        below.id() + " has no parameter “" + entry.key() + "”.",
                        known.isEmpty()
                                ? "Remove it."
                                : "It has: "
                                        + String.join(
                                                ", ",
                                                known.stream()
                                                        .distinct()
                                                        .sorted()
                                                        .toList()) + ".");
                return false;
            }
            boolean list = value instanceof YamlNode.Sequence;
            boolean words = below.list(entry.key()).size() > 1;
            Optional<String> wrong = flat(value)
                    ? ParameterKind.of(below.id(), words).fault(PolicyReader.values(value), list)
                    : Optional.of("must be a word or a list of words");
            wrong.ifPresent(what -> fault(
                    path,
                    value.span(),
                    "The parameter " + entry.key() + " of " + below.id() + " " + what + ".",
                    "Correct the value."));
            return wrong.isEmpty();
        }

        private static boolean flat(YamlNode value) {
            return value instanceof YamlNode.Scalar
                    || value instanceof YamlNode.Sequence list
                            && list.items().stream().allMatch(YamlNode.Scalar.class::isInstance);
        }

        private static Optional<YamlNode.Scalar> scalar(YamlNode.Mapping node, String key) {
            return node.entry(key)
                    .map(YamlNode.Entry::value)
                    .filter(YamlNode.Scalar.class::isInstance)
                    .map(YamlNode.Scalar.class::cast);
        }
    }
}
