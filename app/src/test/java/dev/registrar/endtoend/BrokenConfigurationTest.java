package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While the configuration in force cannot be read, nothing passes but its repair, which an owner has to stand behind. */
class BrokenConfigurationTest {
    @RegisterExtension
    final Acme acme = new Acme();

    private String breakIt() {
        String sound = acme.person("olga").read(Acme.CONFIGURATION, "main");
        acme.person("olga").write(Acme.CONFIGURATION, "main", "version: 1\nrole: [catalog\n", "Break it");
        return sound;
    }

    @Test
    void anythingElse_fails_andIsJudgedOnceTheRepairIsMerged() {
        String sound = breakIt();
        int change = acme.edits("ana", Acme.adds("payments-later"));

        String text =
                acme.run(change, "registrar", "failure").at("/output/text").asText();
        assertThat(text).contains("registrar.yml");

        int repair = acme.changes("olga", Acme.CONFIGURATION, broken -> sound);
        acme.run(repair, "registrar", "success");
        acme.person("olga").send("PUT", "/pulls/" + repair + "/merge", Map.of());
        acme.run(change, "registrar", "success");
    }

    @Test
    void repairBySomebodyElse_needsAnOwnersReview() {
        String sound = breakIt();
        int repair = acme.changes("paula", Acme.CONFIGURATION, broken -> sound);
        acme.run(repair, "registrar", "failure");

        acme.reviews("pavel", repair, "APPROVE");
        acme.reviews("olga", repair, "APPROVE");
        acme.run(repair, "registrar", "success");
    }

    @Test
    void repairThatIsNone_fails_whoeverMakesIt() {
        breakIt();
        int repair = acme.changes("olga", Acme.CONFIGURATION, broken -> "version: 1\nrole: catalogue\n");

        String title =
                acme.run(repair, "registrar", "failure").at("/output/title").asText();
        assertThat(title).isNotBlank();
    }
}
