package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.registrar.OwnThread;
import dev.registrar.inbox.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

final class SoleWriterTest {
    private static final String FULL = "2";

    @TempDir
    Path folder;

    private Jdbi jdbi;
    private SoleWriter writer;

    @BeforeEach
    void open() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(Checkpoints.LONGEST_LOG));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file());
        jdbi = Jdbi.create(source);
        writer = new SoleWriter(jdbi, new Checkpoints(Jdbi.create(source)));
        writer.write(
                handle -> handle.execute("create table t (n integer primary key, at integer default (random()))"),
                false);
    }

    private Path file() {
        return folder.resolve("t.db");
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

    /** Returns once the writer has begun something that it ends only when the latch opens. */
    private CompletableFuture<Boolean> busyUntil(CountDownLatch latch) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(
                () -> writer.write(
                        handle -> {
                            busy.countDown();
                            try {
                                latch.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return true;
                        },
                        false),
                OwnThread.EACH);
        busy.await();
        return work;
    }

    /** All of these gather while the writer is busy, and so come into one group. */
    private List<CompletableFuture<Integer>> together(int... numbers) throws InterruptedException {
        CountDownLatch gathered = new CountDownLatch(1);
        CompletableFuture<Boolean> first = busyUntil(gathered);
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
        assertThat(first.join()).isTrue();
        return answers;
    }

    @Test
    void write_ofManyAtOnce_commitsTogether() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        writer.write(
                handle -> {
                    try {
                        handle.getConnection().unwrap(SQLiteConnection.class).addCommitListener(new Counting(commits));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                },
                false);
        for (CompletableFuture<Integer> answer : together(1, 2, 3)) {
            answer.get();
        }

        // What they waited for has written nothing.
        assertThat(commits).hasValue(1);
    }

    private record Counting(AtomicInteger commits) implements SQLiteCommitListener {
        @Override
        public void onCommit() {
            commits.incrementAndGet();
        }

        @Override
        public void onRollback() {
            commits.addAndGet(1_000);
        }
    }

    @Test
    void write_againAndAgain_bringsTheLogIntoTheDatabase_withoutTheWritersDoing() throws Exception {
        long before = Files.size(file());
        for (int i = 1; i <= 200; i++) {
            int n = i;
            writer.write(handle -> insert(handle, n), true);
        }

        await().until(() -> Files.size(file()) > before);
    }

    @Test
    void write_withoutAPause_doesNotLetTheLogGrowWithoutEnd() throws Exception {
        writer.write(handle -> handle.execute("create table large (body blob)"), false);
        for (int i = 0; i < 150; i++) {
            writer.write(handle -> handle.execute("insert into large values (zeroblob(1000000))"), true);
            writer.write(handle -> handle.execute("delete from large"), true);
        }

        assertThat(Files.size(folder.resolve("t.db-wal"))).isLessThan(100_000_000);
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
        CountDownLatch gaveUp = new CountDownLatch(1);
        CompletableFuture<Boolean> first = busyUntil(gaveUp);
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
