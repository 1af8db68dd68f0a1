package dev.registrar.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntityNamesTest {
    @Test
    void plainNames_stayReadable() {
        assertThat(EntityNames.of("payments-api")).isEqualTo("ecr-payments-api");
        assertThat(EntityNames.of("team/app")).startsWith("ecr-team-app-").isNotEqualTo(EntityNames.of("team-app"));
    }

    @Test
    void nameThatLooksEncoded_cannotTakeAnothersPlace() {
        String encoded = EntityNames.of("team/app");

        assertThat(EntityNames.of(encoded.substring("ecr-".length()))).isNotEqualTo(encoded);
    }

    @Test
    void randomNames_neverCollideAndAlwaysFit() {
        Random random = new Random(7);
        String[] pieces = {"a", "b", "0", "-", "--", "_", "__", ".", "/", "app", "abcdef012345", "111111111111-"};
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("x");
            int length = random.nextInt(25);
            for (int at = 0; at < length; at++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String name = text.append("z").toString();
            String entity = EntityNames.of(name);
            assertThat(EntityNames.fits(entity)).as(name).isTrue();
            String other = seen.putIfAbsent(entity.toLowerCase(Locale.ROOT), name);
            assertThat(other == null || other.equals(name))
                    .as(name + " and " + other)
                    .isTrue();
        }
    }
}
