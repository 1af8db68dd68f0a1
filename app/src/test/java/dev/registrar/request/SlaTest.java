package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.request.Sla.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaTest {
    private static final Instant CREATED = Instant.parse("2026-03-02T10:00:00Z");
    private static final Sla SLA = new Sla(Duration.ofDays(1), Duration.ofDays(2));

    @ParameterizedTest
    @CsvSource({
        "PT0S, IN_TIME, 48 hours left",
        "PT23H59M59S, IN_TIME, 24 hours left",
        "PT24H, REMINDER_DUE, 24 hours left",
        "PT24H1S, REMINDER_DUE, 23 hours left",
        "PT46H30M, REMINDER_DUE, 1 hour left",
        "PT47H15M, REMINDER_DUE, 45 minutes left",
        "PT47H59M, REMINDER_DUE, 1 minute left",
        "PT47H59M30S, REMINDER_DUE, less than a minute left",
        "PT48H, BREACHED, overdue by less than a minute",
        "PT50H, BREACHED, overdue by 2 hours",
        "P7D, BREACHED, overdue by 5 days"
    })
    void state_atTimes_isInWords(Duration age, Phase phase, String words) {
        Sla.State state = SLA.at(CREATED, CREATED.plus(age));
        assertThat(state.phase()).isEqualTo(phase);
        assertThat(state.words()).isEqualTo(words);
    }

    @Test
    void reminder_afterTheBreach_isLeftOut() {
        Sla odd = new Sla(Duration.ofDays(3), Duration.ofDays(2));
        assertThat(odd.at(CREATED, CREATED.plus(Duration.ofHours(47))).phase()).isEqualTo(Phase.IN_TIME);
        assertThat(odd.at(CREATED, CREATED.plus(Duration.ofHours(80))).phase()).isEqualTo(Phase.BREACHED);
    }
}
