package dev.registrar.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.command.Help.Rights;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    private static final Rights APPROVER = new Rights(true, false, false, true);
    private static final Rights INVOLVED_APPROVER = new Rights(true, true, false, true);
    private static final Rights OWNER = new Rights(false, false, true, true);
    private static final Rights READER = new Rights(false, false, false, true);
    private static final Rights STRANGER = new Rights(false, false, false, false);

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(
                        Place.REQUEST,
                        APPROVER,
                        List.of(
                                Verb.APPROVE,
                                Verb.REJECT,
                                Verb.DEPRECATE,
                                Verb.DECOMMISSION,
                                Verb.WHY,
                                Verb.RECHECK,
                                Verb.HELP)),
                Arguments.of(
                        Place.REQUEST,
                        INVOLVED_APPROVER,
                        List.of(Verb.REJECT, Verb.DEPRECATE, Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(Place.REQUEST, OWNER, List.of(Verb.DEPRECATE, Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(Place.REQUEST, READER, List.of(Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(Place.REQUEST, STRANGER, List.of(Verb.HELP)),
                Arguments.of(Place.CATALOG_ISSUE, APPROVER, List.of(Verb.DEPRECATE, Verb.DECOMMISSION, Verb.HELP)),
                Arguments.of(
                        Place.CATALOG_PULL_REQUEST,
                        APPROVER,
                        List.of(Verb.APPROVE, Verb.WAIVE, Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(Place.CATALOG_PULL_REQUEST, INVOLVED_APPROVER, List.of(Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(
                        Place.INFRA_PULL_REQUEST, APPROVER, List.of(Verb.WAIVE, Verb.WHY, Verb.RECHECK, Verb.HELP)),
                Arguments.of(Place.INFRA_ISSUE, APPROVER, List.of(Verb.HELP)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void verbs_ofPersonAtPlace_areThoseOfTheContract(Place place, Rights rights, List<Verb> verbs) {
        assertThat(Help.verbs(place, rights)).isEqualTo(verbs);
    }

    @Test
    void table_isMarkdown_withOneRowForEach() {
        assertThat(Help.table(Place.REQUEST, READER).lines())
                .startsWith("| Command | What it does | Who may use it |", "|---|---|---|")
                .contains("| `/recheck` | judges again, at most once a minute | anyone who can read this |")
                .noneMatch(line -> line.contains("/approve-registry"));
    }

    @Test
    void refusal_elsewhere_saysWhereItWorks() {
        assertThat(Verb.WAIVE.refusalAt(Place.REQUEST))
                .isEqualTo("`/waive-gate` does nothing on a registry request. It works on a pull request of the catalog"
                        + " repository or a pull request of an infra repository.");
    }
}
