package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.cli.SandboxServer;
import dev.registrar.sandbox.story.Story;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end: what {@code sandbox --demo} plays. */
class SandboxStoryTest {
    @TempDir
    Path folder;

    @Test
    void story_playedOnce_comesTrueInEveryStep() {
        List<String> told = new ArrayList<>();
        try (SandboxServer sandbox = SandboxServer.withAws(0, 0, folder, Clock.systemUTC())) {
            boolean cameTrue = new Story(
                            sandbox.github(), sandbox.aws().map(SandboxServer.Aws::standIn), folder, told::add)
                    .play();

            assertThat(cameTrue).as(String.join("\n", told)).isTrue();
        }
    }
}
