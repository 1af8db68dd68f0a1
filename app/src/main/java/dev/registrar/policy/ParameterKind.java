package dev.registrar.policy;

import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.TagMutability;
import dev.registrar.catalog.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the code that judges by a parameter expects of its value. */
enum ParameterKind {
    PATTERN,
    WORDS,
    NUMBER,
    MUTABILITY,
    ENCRYPTION,
    TIER,
    TEXT;

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final int MOST_WORDS = 1_000;

    /** Where the shape of the built-in value does not tell. */
    private static final Map<String, ParameterKind> BY_RULE = Map.of(
            "POL-ECR-002-R01", PATTERN,
            "POL-ECR-003-R01", MUTABILITY,
            "POL-ECR-003-R02", ENCRYPTION,
            "POL-ECR-003-R03", NUMBER,
            "POL-ECR-003-R05", TIER,
            "POL-ECR-004-R01", PATTERN);

    /** Parameters that a rule knows though its built-in form does not set them. */
    private static final Map<String, List<String>> UNSET =
            Map.of("POL-ECR-003-R05", List.of("dev", "test", "staging", "prod"));

    /** @param list whether the built-in value is a list */
    static ParameterKind of(RuleId rule, boolean list) {
        return Optional.ofNullable(BY_RULE.get(rule.value())).orElse(list ? WORDS : TEXT);
    }

    static List<String> unset(RuleId rule) {
        return UNSET.getOrDefault(rule.value(), List.of());
    }

    /** What is wrong with a value, to go on after the parameter's name; empty when nothing is. */
    Optional<String> fault(List<String> values, boolean list) {
        if (this == WORDS) {
            boolean few = list && values.size() <= MOST_WORDS && values.stream().noneMatch(String::isEmpty);
            return few ? Optional.empty() : Optional.of("must be a list of at most " + MOST_WORDS + " words");
        }
        if (list || values.size() != 1) {
            return Optional.of("must be one value, not a list");
        }
        String value = values.get(0);
        return switch (this) {
            case PATTERN -> PatternSize.fault(value);
            case NUMBER ->
                COUNT.matcher(value).matches() ? Optional.empty() : Optional.of("must be a number from 1 on");
            case MUTABILITY -> word(TagMutability.class, value);
            case ENCRYPTION -> word(Encryption.class, value);
            case TIER -> word(RiskTier.class, value);
            case WORDS, TEXT -> value.isEmpty() ? Optional.of("must not be empty") : Optional.empty();
        };
    }

    private static <E extends Enum<E> & Vocabulary> Optional<String> word(Class<E> type, String value) {
        return Vocabulary.read(type, value).isPresent()
                ? Optional.empty()
                : Optional.of("must be one of " + String.join(", ", Vocabulary.words(type)));
    }
}
