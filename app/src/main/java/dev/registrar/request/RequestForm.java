package dev.registrar.request;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.pull.RepositoryName;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what GitHub makes of the issue form, or what is left of it after edits by hand.
 *
 * <p>A field's value is what stands under its heading. The headings have to stand in the order of the form, once each, up to
 * {@code Justification}; from there on everything is the justification, whatever it looks like. A heading inside a code
 * block, a quote or a comment is none. As all other fields are one line, no value can reach into another field's.
 */
public final class RequestForm {
    // GitHub writes this for a field left empty, and "None" for a choice not made.
    private static final String NO_RESPONSE = "_No response_";
    private static final String NO_CHOICE = "None";
    private static final Pattern TEAM = Pattern.compile("@?(?:([A-Za-z0-9_-]+)/)?([A-Za-z0-9_-]+)");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}]");

    private final FormSections sections;
    private final RepositoryName repository;
    private final Map<FormLabel, FormFault> faults;

    private RequestForm(FormSections sections, RepositoryName repository) {
        this.sections = sections;
        this.repository = repository;
        this.faults = new EnumMap<>(FormLabel.class);
        this.faults.putAll(sections.faults());
    }

    /**
     * Reads an issue's text.
     *
     * @param repository the catalog's, whose organization a team has to be of
     */
    public static FormRead read(String issueBody, RepositoryName repository) {
        return new RequestForm(FormSections.of(issueBody), repository).read();
    }

    private FormRead read() {
        Optional<String> name = line(FormLabel.NAME).flatMap(this::name);
        Optional<String> owner = line(FormLabel.OWNER).flatMap(this::owner);
        Optional<RiskTier> tier = choice(FormLabel.TIER, RiskTier.class);
        Optional<Environment> environment = choice(FormLabel.ENVIRONMENT, Environment.class);
        Optional<String> domain = line(FormLabel.DOMAIN).flatMap(this::domain);
        Optional<String> justification = filled(FormLabel.JUSTIFICATION);
        if (!faults.isEmpty()) {
            return new FormRead.Faulty(List.copyOf(faults.values()));
        }
        return new FormRead.Read(new RegistryRequest(
                name.orElseThrow(),
                owner.orElseThrow(),
                tier.orElseThrow(),
                environment.orElseThrow(),
                domain.orElseThrow(),
                justification.orElseThrow()));
    }

    private Optional<String> name(String typed) {
        if (RegistryRequest.isName(typed)) {
            return Optional.of(typed);
        }
        String better =
                typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/]+", "-").replaceAll("^[-/]+|[-/]+$", "");
        return fault(
                FormLabel.NAME,
                "This is not a name that a registry can have.",
                RegistryRequest.isName(better)
                        ? "Edit the issue and write, for example, `" + better + "`."
                        : "Edit the issue and use lower-case letters, digits and hyphens, at most 256.");
    }

    private Optional<String> owner(String typed) {
        Matcher team = TEAM.matcher(typed);
        String slug = team.matches() ? team.group(2).toLowerCase(Locale.ROOT) : "";
        if (!RegistryRequest.isOwner(slug)) {
            return fault(
                    FormLabel.OWNER,
                    "This is not the name of a GitHub team.",
                    "Edit the issue and write one team's short name, as it stands in the team's address.");
        }
        String organization = Optional.ofNullable(team.group(1)).orElse(repository.owner());
        if (!organization.equalsIgnoreCase(repository.owner())) {
            return fault(
                    FormLabel.OWNER,
                    "This is a team of another organization.",
                    "Edit the issue and name a team of `" + repository.owner() + "`.");
        }
        return Optional.of(slug);
    }

    private Optional<String> domain(String typed) {
        if (RegistryRequest.isDomain(typed)) {
            return Optional.of(typed);
        }
        return fault(
                FormLabel.DOMAIN,
                "This is not the name of a domain.",
                "Edit the issue and use letters, digits, spaces and hyphens, at most 100, a letter or digit first.");
    }

    private <E extends Enum<E> & Vocabulary> Optional<E> choice(FormLabel label, Class<E> type) {
        Optional<String> typed = line(label);
        Optional<E> chosen = typed.flatMap(word -> Vocabulary.read(type, word.toLowerCase(Locale.ROOT)));
        if (typed.isPresent() && chosen.isEmpty()) {
            boolean none = typed.get().equals(NO_CHOICE);
            return fault(
                    label,
                    none ? "Nothing is chosen." : "This is none of the choices.",
                    "Edit the issue and write one of " + words(Vocabulary.words(type)) + ".");
        }
        return chosen;
    }

    private Optional<String> line(FormLabel label) {
        Optional<String> value = filled(label);
        if (value.filter(text -> LINE_BREAK.matcher(text).find()).isPresent()) {
            return fault(
                    label,
                    "This takes one line, and there is more.",
                    "Edit the issue and leave one line under the heading, and no other headings before the next field.");
        }
        if (value.filter(text -> INVISIBLE.matcher(text).find()).isPresent()) {
            return fault(label, "There is an invisible character in it.", "Edit the issue and type the value anew.");
        }
        return value;
    }

    private Optional<String> filled(FormLabel label) {
        Optional<String> value = sections.value(label);
        if (value.filter(text -> text.isEmpty() || text.equals(NO_RESPONSE)).isPresent()) {
            return fault(label, "This is empty.", "Edit the issue and fill it in under the heading.");
        }
        return value;
    }

    private <T> Optional<T> fault(FormLabel label, String message, String remedy) {
        faults.put(label, new FormFault(label.text(), message, remedy));
        return Optional.empty();
    }

    private static String words(List<String> words) {
        Function<String, String> code = word -> "`" + word + "`";
        List<String> all = words.stream().map(code).toList();
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
    }
}
