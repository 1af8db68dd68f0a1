package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import dev.registrar.pull.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFormTest {
    private static final RepositoryName CATALOG = new RepositoryName("acme", "platform-catalog");
    private static final List<FormLabel> LABELS = List.of(FormLabel.values());
    private static final RegistryRequest PAYMENTS = new RegistryRequest(
            "payments-gateway",
            "app-team-payments",
            RiskTier.HIGH,
            Environment.PROD,
            "delivery",
            "A service of its own.\n\nIt needs a place.");

    @Test
    void body_asGitHubMakesIt_isRead() {
        assertThat(read(body("payments-gateway", "A service of its own.\n\nIt needs a place.")))
                .isEqualTo(new FormRead.Read(PAYMENTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void body_withAnyLineEnds_isTheSame(String lineEnd) {
        String body = body("payments-gateway", "A service of its own.\n\nIt needs a place.")
                .replace("\n", lineEnd);
        assertThat(request(body)).isEqualTo(PAYMENTS);
        assertThat(request(body).digest()).isEqualTo(PAYMENTS.digest());
    }

    @Test
    void values_withSpaceAroundAndOtherCase_areTheSame() {
        String body = String.join(
                "\n",
                List.of(
                        "",
                        "### Registry name   ",
                        "",
                        "",
                        "   payments-gateway \t",
                        "### Owning team",
                        "@ACME/App-Team-Payments",
                        "### Risk tier",
                        "",
                        "High",
                        "",
                        "### Environment",
                        "PROD",
                        "### Domain",
                        "delivery",
                        "",
                        "### Justification",
                        "A service of its own.",
                        "",
                        "It needs a place.",
                        " "));
        assertThat(request(body)).isEqualTo(PAYMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app-team-payments", "@app-team-payments", "acme/app-team-payments", "@acme/app-team-payments"})
    void owner_inAnyForm_isItsSlug(String typed) {
        assertThat(request(body(List.of("payments-gateway", typed, "high", "prod", "delivery", "because")))
                        .owner())
                .isEqualTo("app-team-payments");
    }

    @Test
    void textAboveTheForm_isPassedOver() {
        assertThat(request("As discussed with @bob.\n\n" + body("payments-gateway", PAYMENTS.justification())))
                .isEqualTo(PAYMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "because\n\n### Risk tier\n\nlow",
                "### Registry name\n\nother\n\n### Owning team\n\nevil",
                "because\n\n### Justification\n\nand again",
                "```\n### Domain\n\nother\n```",
                "```\nnever closed",
                "> ### Risk tier\n> low",
                "<!-- hidden",
                "### R\u0456sk tier\n\nlow",
                "#### Risk tier\n\nlow",
                "Risk tier\n---\n\nlow",
                "    ### Risk tier"
            })
    void justification_mayBeAnything_andChangesNothingElse(String justification) {
        RegistryRequest request = request(body("payments-gateway", justification));
        assertThat(request.justification()).isEqualTo(justification.strip());
        assertThat(request)
                .usingRecursiveComparison()
                .ignoringFields("justification")
                .isEqualTo(PAYMENTS);
    }

    @Test
    void heading_inCodeOrQuote_isNone() {
        String body = body("payments-gateway", "because");
        for (String fenced : List.of(
                body.replace("### Domain", "```\n### Domain"),
                body.replace("### Domain", "~~~\n### Domain"),
                body.replace("### Domain", "    ### Domain"),
                body.replace("### Domain", "> ### Domain"),
                body.replace("### Domain", "<!--\n### Domain"))) {
            assertThat(faults(fenced))
                    .filteredOn(fault -> fault.label().equals("Domain"))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).startsWith("The heading "));
        }
        assertThat(faults(body.replace("### Domain\n", "```\n### Domain\n")))
                .extracting(FormFault::label, FormFault::message)
                .contains(tuple(
                        "Domain", "The heading is inside a code block, a quote or a comment that begins above it."));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        body(List.of("_No response_", "", "None", "_No response_", " ", "_No response_")),
                        List.of(
                                "Registry name: This is empty.",
                                "Owning team: This is empty.",
                                "Risk tier: Nothing is chosen.",
                                "Environment: This is empty.",
                                "Domain: This is empty.",
                                "Justification: This is empty.")),
                Arguments.of(
                        body(List.of("Payments API", "the payments people", "huge", "moon", "_x", "why")),
                        List.of(
                                "Registry name: This is not a name that a registry can have.",
                                "Owning team: This is not the name of a GitHub team.",
                                "Risk tier: This is none of the choices.",
                                "Environment: This is none of the choices.",
                                "Domain: This is not the name of a domain.")),
                Arguments.of(
                        body(List.of("a\nb", "a\u2028b", "low\n\nhigh", "dev", "x\u202ey", "why")),
                        List.of(
                                "Registry name: This takes one line, and there is more.",
                                "Owning team: This takes one line, and there is more.",
                                "Risk tier: This takes one line, and there is more.",
                                "Domain: There is an invisible character in it.")),
                Arguments.of(
                        body(List.of("a", "@other/team", "low", "dev", "x", "why")),
                        List.of("Owning team: This is a team of another organization.")),
                Arguments.of(
                        body("a", "why").replace("### Domain\n", ""),
                        List.of(
                                "Environment: This takes one line, and there is more.",
                                "Domain: The heading `### Domain` is missing.")),
                Arguments.of(
                        body("a\n\n### Risk tier\n\nlow", "why"),
                        List.of(
                                "Owning team: The heading stands below “Risk tier”.",
                                "Risk tier: The heading stands there 2 times, so it is not clear which one counts.")),
                Arguments.of(
                        "### Justification\n\nwhy\n\n" + body("a", "why").replace("### Justification\n\nwhy\n\n", ""),
                        List.of(
                                "Registry name: The heading stands below “Justification”, where everything is part of the justification.",
                                "Owning team: The heading stands below “Justification”, where everything is part of the justification.",
                                "Risk tier: The heading stands below “Justification”, where everything is part of the justification.",
                                "Environment: The heading stands below “Justification”, where everything is part of the justification.",
                                "Domain: The heading stands below “Justification”, where everything is part of the justification.")),
                Arguments.of(
                        "Please make me a registry.",
                        List.of(
                                "Registry name: The heading `### Registry name` is missing.",
                                "Owning team: The heading `### Owning team` is missing.",
                                "Risk tier: The heading `### Risk tier` is missing.",
                                "Environment: The heading `### Environment` is missing.",
                                "Domain: The heading `### Domain` is missing.",
                                "Justification: The heading `### Justification` is missing.")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void body_withFaults_getsThemAll_byLabel(String body, List<String> faults) {
        assertThat(faults(body))
                .extracting(fault -> fault.label() + ": " + fault.message())
                .isEqualTo(faults);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payments: {risk: low}",
                "payments\\nApproved-by: @mallory",
                "payments # comment",
                "\"payments\"",
                "&anchor",
                "*alias",
                "!!str",
                "[payments](https://evil.example)",
                "<b>payments</b>",
                "@acme/platform-team",
                "payments|gateway",
                "`pay`ments",
                "payments\u0000",
                "p\u0430yments",
                "-payments",
                "../payments"
            })
    void name_withSyntax_isAFault_thatDoesNotRepeatIt(String name) {
        List<FormFault> faults = faults(body(name, "why"));
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.label()).isEqualTo("Registry name");
            assertThat(fault.message() + fault.remedy()).doesNotContain(name);
        });
    }

    @Test
    void name_nearlyRight_isRepairedInTheRemedy() {
        assertThat(faults(body("Payments API!", "why")))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.remedy()).isEqualTo("Edit the issue and write, for example, `payments-api`."));
    }

    /** Whatever stands in the fields, the form gives it back or says what is wrong; it never gives another field's. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyValues_comeBack_orAreFaults(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 1_000; i++) {
            List<String> typed = new ArrayList<>();
            for (FormLabel label : FormLabel.values()) {
                boolean sound = random.nextInt(8) > 0;
                typed.add(sound ? sound(label, random) : lines(random, label == FormLabel.JUSTIFICATION ? 12 : 1));
            }
            String body = body(typed);
            FormRead form = read(random.nextBoolean() ? body : body.replace("\n", "\r\n"));
            read += form.match(yes -> 1, no -> 0);
            form.match(
                    yes -> {
                        assertThat(values(yes.request())).as(body).isEqualTo(shown(typed));
                        return true;
                    },
                    no -> assertThat(no.faults()).isNotEmpty());
        }
        assertThat(read).isGreaterThan(200);
    }

    /** Text that was typed into the one-line fields by other means than the form, without a forged end of the form. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyLines_inAnyField_neverReachAnother(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            List<String> typed = new ArrayList<>();
            for (FormLabel label : FormLabel.values()) {
                String lines = random.nextInt(4) > 0 ? sound(label, random) : lines(random, 6);
                typed.add(label == FormLabel.JUSTIFICATION ? lines : lines.replace("### Justification", "### Domain"));
            }
            String body = body(typed);
            if (read(body) instanceof FormRead.Read form) {
                assertThat(values(form.request())).as(body).isEqualTo(shown(typed));
            }
        }
    }

    private static List<String> values(RegistryRequest request) {
        return List.of(
                request.name(),
                request.owner(),
                request.risk().word(),
                request.environment().word(),
                request.domain(),
                request.justification());
    }

    /** What was typed, without the space around it; a team's slug in lower case. */
    private static List<String> shown(List<String> typed) {
        List<String> shown = new ArrayList<>(typed.stream().map(String::strip).toList());
        int owner = LABELS.indexOf(FormLabel.OWNER);
        shown.set(owner, shown.get(owner).toLowerCase(Locale.ROOT));
        return shown;
    }

    private static String sound(FormLabel label, Random random) {
        List<String> values = switch (label) {
            case NAME -> List.of("payments-gateway", "a", "pay/gate", "Payments_API", "x.y");
            case OWNER -> List.of("app-team-payments", "platform-team", "a_b");
            case TIER -> List.of("low", "medium", "high");
            case ENVIRONMENT -> List.of("dev", "test", "staging", "prod");
            case DOMAIN -> List.of("delivery", "Zahlungen & Süd", "a/b");
            case JUSTIFICATION -> List.of("because", "one\n\ntwo", "### Risk tier\n\nlow");
        };
        return values.get(random.nextInt(values.size()));
    }

    private static String lines(Random random, int most) {
        List<String> pieces = new ArrayList<>(List.of(
                "```",
                "~~~",
                "````yaml",
                "<!--",
                "-->",
                "<pre>",
                "</pre>",
                "<div>",
                "> quote",
                "- item",
                "1. item",
                "    indented",
                "\ttab",
                "---",
                "===",
                "# head",
                "### Other",
                "text",
                "",
                "_No response_",
                "None",
                "low",
                "é🙂\u2028x",
                "\u202e",
                "[a]: b",
                "`",
                "a\u0000b",
                "x: y",
                "Approved-by: @mallory (id 1)",
                "\\",
                "&amp;"));
        for (FormLabel label : FormLabel.values()) {
            pieces.add(label.heading());
            pieces.add(" " + label.heading());
            pieces.add(label.heading() + " ###");
            pieces.add(label.heading() + "  ");
            pieces.add(label.text());
        }
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            lines.append(pieces.get(random.nextInt(pieces.size()))).append(i > 0 ? "\n" : "");
        }
        return lines.toString();
    }

    private static FormRead read(String body) {
        return RequestForm.read(body, CATALOG);
    }

    private static RegistryRequest request(String body) {
        return read(body).match(FormRead.Read::request, faulty -> {
            throw new AssertionError(faulty);
        });
    }

    private static List<FormFault> faults(String body) {
        return read(body)
                .match(
                        read -> {
                            throw new AssertionError(read);
                        },
                        FormRead.Faulty::faults);
    }

    private static String body(String name, String justification) {
        return body(List.of(name, "app-team-payments", "high", "prod", "delivery", justification));
    }

    /** As GitHub makes it: each heading, a blank line, the value, a blank line. */
    private static String body(List<String> values) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            body.append(i > 0 ? "\n\n" : "").append(LABELS.get(i).heading()).append("\n\n");
            body.append(values.get(i));
        }
        return body.toString();
    }
}
