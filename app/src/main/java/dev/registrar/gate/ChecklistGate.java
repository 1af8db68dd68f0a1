package dev.registrar.gate;

import dev.registrar.config.Configuration;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a pull request's description makes the choices that the configuration asks for (ADR-0098). */
public final class ChecklistGate {
    private static final RuleId SECTION = new RuleId("POL-ECR-009-R01");
    private static final RuleId TICK = new RuleId("POL-ECR-009-R02");

    private ChecklistGate() {}

    /** What the description lacks; only to be asked where the checklist is enabled. */
    public static GateVerdict judge(Description description, Policies policies) {
        Map<String, TickedSections.Section> sections = TickedSections.of(description.text());
        List<Finding> findings = new ArrayList<>();
        description
                .required()
                .sections()
                .forEach((title, options) -> lack(sections, title, options)
                        .ifPresent(lack -> policies.rule(lack.rule())
                                .ifPresent(rule -> findings.add(new Finding(
                                        rule.id(),
                                        rule.action(),
                                        Optional.empty(),
                                        Configuration.PATH, // where the section is asked for; a description has no path
                                        Span.FIRST,
                                        lack.message(),
                                        rule.description(),
                                        lack.remedy(),
                                        Optional.empty())))));
        return new GateVerdict(GateName.CHECKLIST, findings);
    }

    private record Lack(RuleId rule, String message, String remedy) {}

    private static Optional<Lack> lack(
            Map<String, TickedSections.Section> sections, String title, List<String> options) {
        TickedSections.Section section = sections.get(TickedSections.plain(title));
        String choices = String.join(", ", options);
        if (section == null) {
            return Optional.of(new Lack(
                    SECTION,
                    "The description has no section “" + title + "”.",
                    "Add the heading “" + title + "” with a ticked box for one of: " + choices + "."));
        }
        boolean ticked = options.stream().map(TickedSections::plain).anyMatch(section.ticked()::contains);
        if (ticked) {
            return Optional.empty();
        }
        return Optional.of(new Lack(
                TICK,
                "In the section “" + title + "” of the description none of the required boxes is ticked.",
                "Tick one of: " + choices + "."));
    }
}
