package dev.registrar.example;

import dev.registrar.policy.RuleId;
import dev.registrar.schema.Misfit;
import dev.registrar.schema.Schemas;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Example files to cases. */
final class ExampleReader {
    private final String file;

    private ExampleReader(String file) {
        this.file = file;
    }

    /** @throws Examples.Unreadable naming the place of the first fault */
    static List<Example> read(String file, byte[] bytes) {
        YamlDocument document = YamlReader.read(bytes);
        for (YamlDocument.Problem problem : document.problems()) {
            throw new Examples.Unreadable(file + ":" + problem.span().line() + ": " + problem.message());
        }
        for (Misfit misfit : Schemas.EXAMPLE.misfits(document)) {
            throw new Examples.Unreadable(file + ":" + misfit.span().line() + ": " + misfit.message());
        }
        YamlNode.Mapping root =
                (YamlNode.Mapping) document.root().orElseThrow(() -> new Examples.Unreadable(file + ": is empty."));
        return new ExampleReader(file).examples(root);
    }

    private List<Example> examples(YamlNode.Mapping root) {
        RuleId rule = new RuleId(text(root, "rule").orElseThrow());
        return ((YamlNode.Sequence) root.entry("cases").orElseThrow().value())
                .items().stream()
                        .map(node -> example(rule, (YamlNode.Mapping) node))
                        .toList();
    }

    private Example example(RuleId rule, YamlNode.Mapping node) {
        return new Example(
                rule,
                text(node, "name").orElseThrow(),
                file,
                node.span().line(),
                text(node, "before"),
                text(node, "after"),
                text(node, "configuration"),
                text(node, "policy"),
                text(node, "description"),
                texts(node, "files")
                        .map(files -> new Example.Terraform(
                                text(node, "catalog").orElse("repositories: {}\n"),
                                files,
                                texts(node, "files_before"))),
                text(node, "author").orElse("paula"),
                node.entry("expect").map(entry -> expected((YamlNode.Mapping) entry.value())));
    }

    private static Example.Expected expected(YamlNode.Mapping node) {
        return new Example.Expected(
                text(node, "path"), number(node, "line"), number(node, "column"), text(node, "suggestion"));
    }

    private static Optional<Map<String, String>> texts(YamlNode.Mapping node, String key) {
        return node.entry(key)
                .map(entry -> ((YamlNode.Mapping) entry.value())
                        .entries().stream()
                                .collect(Collectors.toMap(
                                        YamlNode.Entry::key, file -> ((YamlNode.Scalar) file.value()).text())));
    }

    private static int number(YamlNode.Mapping node, String key) {
        return text(node, key).map(Integer::parseInt).orElse(1);
    }

    private static Optional<String> text(YamlNode.Mapping node, String key) {
        return node.entry(key).map(entry -> ((YamlNode.Scalar) entry.value()).text());
    }
}
