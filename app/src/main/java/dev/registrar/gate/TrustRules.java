package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Declarations.Document;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Roles that GitHub's workflows assume: for whom, and for how long that will work. */
final class TrustRules {
    private static final RuleId WIDE = new RuleId("POL-ECR-007-R17");
    private static final RuleId BRITTLE = new RuleId("POL-ECR-007-R18");
    private static final String ISSUER = "token.actions.githubusercontent.com";

    private static final Pattern NO_WILDCARD = Pattern.compile("[^*?]+");

    /** {@code OWNER/NAME/.github/workflows/FILE@REF}: the first two parts are the repository. */
    private static final Pattern WORKFLOWS_OF_ONE = Pattern.compile("[^*?/]+/[^*?/]+/.+");

    private final Side side;
    private final TerraformFindings findings;

    TrustRules(Side side, TerraformFindings findings) {
        this.side = side;
        this.findings = findings;
    }

    /** A condition on a claim: how it is tested, and with what. */
    private record Claim(String test, String name, List<Value> values) {
        boolean patterns() {
            return test.contains("Like");
        }

        boolean holdsWithout() {
            return test.startsWith("ForAllValues:") || test.endsWith("IfExists");
        }

        /** Whether it names who may: a test for what is not so, or for absence, leaves everybody else. */
        boolean names() {
            return !test.contains("Not") && !test.equals("Null");
        }

        /** Whether a value matches nothing: outside of patterns a wildcard is a letter like any other. */
        boolean idle(String value) {
            return !patterns() && (value.contains("*") || value.contains("?"));
        }

        boolean ofSubject() {
            return name.endsWith(":sub");
        }

        /** STS asks for more than the subject since 2026 (configure-aws-credentials, "OIDC"). */
        boolean narrows() {
            return names()
                    && !holdsWithout()
                    && !values.isEmpty()
                    && values.stream()
                            .allMatch(value ->
                                    value.text().filter(this::isOneRepository).isPresent());
        }

        private boolean isOneRepository(String value) {
            if (ofSubject()) {
                return !wide(value) && !idle(value);
            }
            return name.endsWith(":repository_id") && NO_WILDCARD.matcher(value).matches()
                    || name.endsWith(":job_workflow_ref")
                            && WORKFLOWS_OF_ONE.matcher(value).matches();
        }
    }

    void judge() {
        for (Document role : side.declarations().roles()) {
            AccessRules.statements(role).filter(TrustRules::ofGitHub).forEach(statement -> judge(role, statement));
        }
    }

    private static boolean ofGitHub(Value.Mapping statement) {
        boolean named = statement
                .get("Principal")
                .filter(Value.Mapping.class::isInstance)
                .flatMap(kinds -> ((Value.Mapping) kinds).get("Federated"))
                .map(Value::oneOrMany)
                .orElse(List.of())
                .stream()
                .anyMatch(TrustRules::isIssuer);
        return named
                || claims(statement).stream().anyMatch(claim -> claim.name().startsWith(ISSUER));
    }

    /** A provider that is made elsewhere has no address yet, but mostly a telling name. */
    private static boolean isIssuer(Value principal) {
        return principal.text().filter(text -> text.contains(ISSUER)).isPresent()
                || principal instanceof Value.Unknown unknown
                        && unknown.why().toLowerCase(Locale.ROOT).contains("github");
    }

    private static List<Claim> claims(Value.Mapping statement) {
        List<Claim> claims = new ArrayList<>();
        if (statement.get("Condition").orElse(null) instanceof Value.Mapping tests) {
            tests.entries().forEach((test, keys) -> {
                if (keys.value() instanceof Value.Mapping names) {
                    names.entries()
                            .forEach((name, values) -> claims.add(new Claim(
                                    test,
                                    name.toLowerCase(Locale.ROOT),
                                    values.value().oneOrMany())));
                }
            });
        }
        return claims;
    }

    private void judge(Document role, Value.Mapping statement) {
        if (statement.get("Condition").filter(condition -> !condition.known()).isPresent()) {
            return;
        }
        List<Claim> claims = claims(statement);
        List<Claim> subjects = claims.stream()
                .filter(claim -> claim.ofSubject() && claim.names())
                .toList();
        boolean narrow = claims.stream().anyMatch(Claim::narrows);
        String name = role.subject().orElse(role.address());
        if (subjects.isEmpty() && !narrow) {
            wide(role, statement, "Any repository on GitHub can assume `" + name + "`: nothing is asked of `sub`.");
        }
        for (Claim subject : subjects) {
            if (subject.holdsWithout() && !narrow) {
                wide(role, statement, "`" + subject.test() + "` lets `" + name + "` be assumed without any `sub`.");
            }
            subject.values().forEach(value -> subject(role, name, subject, value, narrow));
        }
    }

    private void subject(Document role, String name, Claim claim, Value value, boolean narrow) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return;
        }
        String pattern = text.get();
        if (claim.idle(pattern)) {
            brittle(
                    role,
                    value,
                    "`" + pattern + "` under `" + claim.test() + "` matches nothing for `" + name
                            + "`: wildcards need `StringLike`.");
            return;
        }
        if (wide(pattern)) {
            if (!narrow) {
                wide(role, value, "`" + pattern + "` lets more than one repository assume `" + name + "`.");
            }
            return;
        }
        String repository = repository(pattern);
        boolean immutable = claim.values().stream()
                .flatMap(other -> other.text().stream())
                .map(TrustRules::repository)
                .anyMatch(other -> other.contains("@")
                        && other.replaceAll("@[^/]*", "").equals(repository.replaceAll("@[^/]*", "")));
        if (!immutable) {
            brittle(
                    role,
                    value,
                    "`" + pattern + "` stops matching for `" + name
                            + "` once the repository is renamed, transferred or made anew: then the subject is"
                            + " `repo:OWNER@ID/NAME@ID:…`.");
        }
    }

    /** Whether a subject does not come down to one repository. */
    private static boolean wide(String subject) {
        String repository = repository(subject);
        return repository.contains("*") || repository.contains("?") || !subject.startsWith("repo:");
    }

    /** What stands between {@code repo:} and the next colon. */
    private static String repository(String subject) {
        String rest = subject.startsWith("repo:") ? subject.substring(5) : subject;
        int colon = rest.indexOf(':');
        return colon < 0 ? rest : rest.substring(0, colon);
    }

    private void wide(Document role, Value at, String message) {
        findings.at(WIDE, Optional.empty(), place(role, at), Told.that(message));
    }

    private void brittle(Document role, Value at, String message) {
        findings.at(BRITTLE, Optional.empty(), place(role, at), Told.that(message));
    }

    private static Place place(Document role, Value at) {
        return at.place().path().equals(role.place().path()) ? at.place() : role.place();
    }
}
