package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.registrar.inbox.StoreUnavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoleWriterTest {
    private static final String FULL = "2";

    @TempDir
    Path folder;

    private Jdbi jdbi;
    private SoleWriter writer;

    @BeforeEach
    void open() {
        jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("t.db"));
        writer = new SoleWriter(jdbi);
        writer.write(
                handle -> handle.execute("create table t (n integer primary key, at integer default (random()))"),
                false);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private static int insert(Handle handle, int n) {
        return handle.createUpdate("insert into t (n) values (:n)").bind("n", n).execute();
    }

    private List<Integer> stored() {
        return jdbi.withHandle(handle -> handle.createQuery("select n from t order by n")
                .mapTo(Integer.class)
                .list());
    }

    /** All of these gather while the writer is busy, and so come into one group. */
    private List<CompletableFuture<Integer>> together(int... numbers) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> writer.write(
                handle -> {
                    busy.countDown();
                    try {
                        gathered.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return 0;
                },
                false));
        busy.await();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int n : numbers) {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    answer.complete(writer.write(handle -> insert(handle, n), false));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            caller.start();
            callers.add(caller);
            answers.add(answer);
        }
        await().until(() -> callers.stream().allMatch(c -> c.getState() == Thread.State.TIMED_WAITING));
        gathered.countDown();
        assertThat(first.join()).isZero();
        return answers;
    }

    @Test
    void write_ofManyAtOnce_answersEach() throws Exception {
        for (CompletableFuture<Integer> answer : together(1, 2, 3)) {
            assertThat(answer.get()).isEqualTo(1);
        }
        assertThat(stored()).containsExactly(1, 2, 3);
    }

    @Test
    void write_withOneThatTheDatabaseRefuses_storesTheOthers() throws Exception {
        writer.write(handle -> insert(handle, 2), false);

        List<CompletableFuture<Integer>> answers = together(1, 2, 3);

        assertThatThrownBy(answers.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnableToExecuteStatementException.class);
        assertThat(answers.get(0).get()).isEqualTo(1);
        assertThat(answers.get(2).get()).isEqualTo(1);
        assertThat(stored()).containsExactly(1, 2, 3);
    }

    @Test
    void write_thatFailsHalfWay_leavesNothingBehind() {
        assertThatThrownBy(() -> writer.write(
                        handle -> {
                            insert(handle, 7);
                            throw new IllegalArgumentException("half way");
                        },
                        false))
                .hasMessage("half way");

        assertThat(stored()).isEmpty();
    }

    @Test
    void write_afterOnesWithoutASync_syncsAgain() {
        writer.write(handle -> insert(handle, 1), true);
        assertThatThrownBy(() -> writer.write(handle -> insert(handle, 1), true))
                .isInstanceOf(UnableToExecuteStatementException.class);

        String level = writer.write(
                handle -> handle.createQuery("pragma synchronous")
                        .mapTo(String.class)
                        .one(),
                false);

        assertThat(level).isEqualTo(FULL);
    }

    @Test
    void write_byACallerThatGaveUp_isNotDone() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gaveUp = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> writer.write(
                handle -> {
                    busy.countDown();
                    try {
                        gaveUp.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                },
                false));
        busy.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> writer.write(handle -> insert(handle, 1), false))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(Thread.interrupted()).isTrue();
        gaveUp.countDown();
        assertThat(first.get()).isTrue();

        writer.write(handle -> insert(handle, 2), false);

        assertThat(stored()).containsExactly(2);
    }
}
