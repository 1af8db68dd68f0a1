package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {
    @TempDir
    Path folder;

    private static void start(FutureTask<Long> task) {
        Thread thread = new Thread(task);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void whoWaits_isWokenByAChange() throws Exception {
        World world = new World(folder, new TestClock());
        long version = world.version();
        FutureTask<Long> task = new FutureTask<>(() -> world.awaitChange(version, Duration.ofMinutes(5)));
        start(task);
        world.changed();
        assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo(version + 1);
    }

    @Test
    void whoWaits_isNotHeldWhenItEnds() throws Exception {
        World world = new World(folder, new TestClock());
        long version = world.version();
        FutureTask<Long> task = new FutureTask<>(() -> world.awaitChange(version, Duration.ofMinutes(5)));
        start(task);
        world.endWaits();
        assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo(version);
        assertThat(world.awaitChange(version, Duration.ofMinutes(5))).isEqualTo(version);
    }
}
