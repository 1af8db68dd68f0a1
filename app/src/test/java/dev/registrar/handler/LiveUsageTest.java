package dev.registrar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.inventory.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveUsageTest {
    private static final String ROLE = "arn:aws:iam::012345670123:role/registrar-read";

    @Test
    void roles_countOnlyWhereSomebodyVouches() {
        String text = """
                version: 1
                role: catalog
                aws:
                  accounts:
                    tools: {id: "012345670123", regions: [eu-west-1], role_arn: "%s"}
                    build: {id: "012345670123", regions: [eu-west-1, eu-west-2], role_arn: "%s"}
                """.formatted(ROLE, ROLE);
        ConfigurationRead read = ConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8));
        Configuration configuration = ((ConfigurationRead.Valid) read).configuration();

        assertThat(LiveUsage.targets(true, configuration))
                .as("two names of one place are read once")
                .containsExactly(target("tools", Optional.of(ROLE)), target("build", Optional.of(ROLE)));
        assertThat(LiveUsage.targets(false, configuration))
                .isEqualTo(List.of(target("tools", Optional.empty()), target("build", Optional.empty())));
    }

    private static Target target(String name, Optional<String> role) {
        String region = name.equals("tools") ? "eu-west-1" : "eu-west-2";
        return new Target(name, Optional.of("012345670123"), region, role);
    }
}
