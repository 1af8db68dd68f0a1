package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Timeout(120)
class LoggingTest {
    @Test
    void text_isOnStandardErrorOneLineEachWithWhatItIsAbout() throws Exception {
        try (ChildProcess process = new ChildProcess(Talkative.class, Map.of())) {
            assertThat(process.restOfOut()).isEqualTo("result");
            assertThat(process.err().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).matches("[0-9T:.-]+Z INFO  LoggingTest\\$Talkative plain"),
                            line -> assertThat(line)
                                    .endsWith(" said: a b ERROR forged [31mred {delivery=d-1, repository=acme/x}"),
                            line -> assertThat(line).endsWith(" jetty warns"));
        }
    }

    @Test
    void json_isOnStandardErrorOneObjectEach() throws Exception {
        try (ChildProcess process = new ChildProcess(Talkative.class, Map.of("REGISTRAR_LOG", "json"))) {
            assertThat(process.restOfOut()).isEqualTo("result");
            String[] lines = process.err().split("\n", -1);
            JsonNode second = new ObjectMapper().readTree(lines[1]);
            assertThat(second.path("level").asText()).isEqualTo("INFO");
            assertThat(second.path("formattedMessage").asText()).isEqualTo("said: a\nb\u2028ERROR forged\u001b[31mred");
            assertThat(second.path("mdc").path("repository").asText()).isEqualTo("acme/x");
            assertThat(second.path("timestamp").asLong()).isPositive();
        }
    }

    @Test
    void unknownFormat_keepsStandardOutputClean() throws Exception {
        try (ChildProcess process = new ChildProcess(Talkative.class, Map.of("REGISTRAR_LOG", "xml"))) {
            assertThat(process.restOfOut()).isEqualTo("result");
        }
    }

    /** Prints a result, and logs what it has to say. */
    public static final class Talkative {
        private static final Logger log = LoggerFactory.getLogger(Talkative.class);

        private Talkative() {}

        public static void main(String[] args) {
            log.info("plain");
            MDC.put("delivery", "d-1");
            MDC.put("repository", "acme/x");
            log.info("said: {}", "a\nb\u2028ERROR forged\u001b[31mred");
            MDC.clear();
            LoggerFactory.getLogger("org.eclipse.jetty.server.Server").info("jetty chats");
            LoggerFactory.getLogger("org.eclipse.jetty.server.Server").warn("jetty warns");
            System.out.println("result");
        }
    }
}
