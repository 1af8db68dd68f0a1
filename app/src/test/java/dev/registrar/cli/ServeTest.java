package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServeTest {
    private final CapturedConsole captured = new CapturedConsole();
    private final List<String> happened = new ArrayList<>();

    @Test
    void serve_wrongSettings_namesAllOfThemWithStatus2AndStartsNothing() {
        int status = serve(
                Map.of("REGISTRAR_PORT", "http", "REGISTRAR_WORKERS", "0", "GITHUB_WEBHOOK_SECRET", "s3cret,"),
                this::started);
        assertThat(status).isEqualTo(2);
        assertThat(captured.err().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("REGISTRAR_PORT: "))
                .anyMatch(line -> line.startsWith("REGISTRAR_WORKERS: "))
                .anyMatch(line -> line.startsWith("GITHUB_WEBHOOK_SECRET: part 2 "))
                .noneMatch(line -> line.contains("s3cret"));
        assertThat(captured.out()).isEmpty();
        assertThat(happened).isEmpty();
    }

    @Test
    void serve_goodSettings_runsUntilToldToStop() {
        int status = serve(Map.of("REGISTRAR_PORT", "4711"), this::started);
        assertThat(status).isZero();
        assertThat(happened).containsExactly("started on 4711", "told to stop", "stopped within PT25S");
        assertThat(captured.out()).isEqualTo("Registrar unpackaged listens on http://0.0.0.0:4711\nread this\n");
    }

    @Test
    void serve_settingThatOnlyStartingFindsWrong_isStatus2() {
        int status = serve(Map.of(), settings -> {
            throw new UsageProblem("GITHUB_APP_PRIVATE_KEY: is not a PEM");
        });
        assertThat(status).isEqualTo(2);
        assertThat(captured.err()).isEqualTo("GITHUB_APP_PRIVATE_KEY: is not a PEM\n");
    }

    private Serve.Running started(Settings settings) {
        happened.add("started on " + settings.port());
        return new Serve.Running(
                settings.port(), List.of("read this"), (Duration within) -> happened.add("stopped within " + within));
    }

    private int serve(Map<String, String> environment, Function<Settings, Serve.Running> start) {
        Serve serve = new Serve(captured.console(), environment, start, starting -> {
            Runnable stop = starting.get();
            happened.add("told to stop");
            stop.run();
        });
        return new CommandShell(captured.console(), environment, List.of(serve)).run("serve");
    }
}
