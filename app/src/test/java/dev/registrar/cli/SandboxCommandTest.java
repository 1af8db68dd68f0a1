package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SandboxCommandTest {
    @TempDir
    Path folder;

    private final CapturedConsole captured = new CapturedConsole();

    /** The page's own port, and the one after it, where AWS goes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void port_thatIsTaken_isStatus3AndSaysWhatToDo(int before) throws Exception {
        try (ServerSocket taken = takenWithFreeOneBefore()) {
            String port = String.valueOf(taken.getLocalPort() - before);

            assertThat(sandbox("--port", port)).isEqualTo(3);

            assertThat(captured.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("registrar: cannot listen on 127.0.0.1 port " + taken.getLocalPort() + ": ")
                    .endsWith("; choose another --port");
        }
    }

    private static ServerSocket takenWithFreeOneBefore() throws IOException {
        while (true) {
            ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            try {
                new ServerSocket(taken.getLocalPort() - 1, 1, InetAddress.getLoopbackAddress()).close();
                return taken;
            } catch (IOException notFree) {
                taken.close();
            }
        }
    }

    @Test
    void port_thatIsNone_isStatus2() {
        assertThat(sandbox("--port", "70000")).isEqualTo(2);
        assertThat(captured.err()).contains("--port").doesNotContain("fault in the program");
    }

    private int sandbox(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "sandbox";
        all[1] = "--data";
        all[2] = folder.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return Main.run(captured.console(), Map.of(), all);
    }
}
