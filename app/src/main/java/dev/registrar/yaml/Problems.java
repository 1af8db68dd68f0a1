package dev.registrar.yaml;

import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument.Kind;
import dev.registrar.yaml.YamlDocument.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong so far. More than anybody would read is not kept: a text of 10 MB has room for millions. */
final class Problems {
    private static final int MOST = 1000;

    private final List<Problem> found = new ArrayList<>();

    void add(Kind kind, Pointer pointer, Span span, String message, String remedy) {
        if (found.size() < MOST) {
            found.add(new Problem(kind, pointer, span, message, remedy));
        } else if (found.size() == MOST) {
            found.add(new Problem(
                    Kind.LIMIT,
                    pointer,
                    span,
                    "there are more problems than the " + MOST + " listed",
                    "repair those first"));
        }
    }

    void add(Problem problem) {
        add(problem.kind(), problem.pointer(), problem.span(), problem.message(), problem.remedy());
    }

    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .toList();
    }
}
