package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SignalTerminationTest {
    @Test
    void sigterm_stopsInOrderAndEndsWithStatus0() throws Exception {
        try (ChildProcess process = new ChildProcess(Waiting.class, Map.of())) {
            assertThat(process.outLine()).isEqualTo("waiting");
            process.terminate();
            assertThat(process.restOfOut()).isEqualTo("stopped");
            assertThat(process.status()).isZero();
        }
    }

    @Test
    void sigterm_stoppingGoesWrong_endsWithStatus3() throws Exception {
        try (ChildProcess process = new ChildProcess(Waiting.class, Map.of(), "fail")) {
            assertThat(process.outLine()).isEqualTo("waiting");
            process.terminate();
            assertThat(process.status()).isEqualTo(3);
            assertThat(process.err()).contains("stopping went wrong").contains("the disk is gone");
        }
    }

    /** Runs until it is told to stop. */
    public static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) {
            new SignalTermination(() -> System.out.println("waiting")).awaitThen(() -> {
                if (args.length > 0) {
                    throw new IllegalStateException("the disk is gone");
                }
                System.out.println("stopped");
            });
        }
    }
}
