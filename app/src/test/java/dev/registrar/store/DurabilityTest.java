package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.Receipt;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class DurabilityTest {
    private static final int ENOUGH = 500;

    private final TestStore.Kind kind;

    DurabilityTest(TestStore.Kind kind) {
        this.kind = kind;
    }

    @Test
    void enqueue_inAProcessThatIsKilled_hasLostNothingThatWasAcknowledged() throws Exception {
        try (TestStore store = kind.create()) {
            List<String> acknowledged = storeUntilKilled(store);

            Database reopened = store.open();

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH - 1);
            List<String> stored = reopened.transactions()
                    .read(handle -> handle.createQuery(
                                    "select guid from delivery d join payload p on p.seq = d.seq where d.state = 'open' "
                                            + "and length(p.body) = 20000")
                            .mapTo(String.class)
                            .list());
            assertThat(stored).containsAll(acknowledged);
            assertThat(store.count("select count(*) from delivery d where not exists "
                            + "(select 1 from subject s where s.subject = d.subject)"))
                    .isZero();
            assertThat(reopened.inbox().enqueue(TestStore.delivery("after", "1#1")))
                    .isEqualTo(Receipt.QUEUED);
            assertThat(reopened.inbox().claim()).isPresent();
        }
    }

    /** What this test runs with, whether its launcher has put it on the class path or into a loader of its own. */
    private static String classPath() {
        if (!(DurabilityTest.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        return Arrays.stream(loader.getURLs())
                .map(url -> Path.of(URI.create(url.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> storeUntilKilled(TestStore store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                CrashingWriter.class.getName()));
        command.addAll(store.address());
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("stored ")) {
                    acknowledged.add(line.substring("stored ".length()));
                }
                if (acknowledged.size() == ENOUGH) {
                    // By its handle, since this leaves the rest of its output to be read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        }
        assertThat(process.waitFor()).as("killed by a signal").isGreaterThan(128);
        // The last line may have been cut off by the kill.
        acknowledged.remove(acknowledged.size() - 1);
        return acknowledged;
    }
}
