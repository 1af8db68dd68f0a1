package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.inbox.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstBegun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Answers with what it was given, the first group only once the gate is open. */
    private void commit(List<GroupCommit.Waiting<Integer, Integer>> group) {
        sizes.add(group.size());
        firstBegun.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (GroupCommit.Waiting<Integer, Integer> waiting : group) {
            if (waiting.item() < 0) {
                throw new IllegalArgumentException("negative");
            }
            waiting.answer().complete(waiting.item());
        }
    }

    private GroupCommit<Integer, Integer> started() {
        GroupCommit<Integer, Integer> commits =
                new GroupCommit<>("test", Integer::longValue, Duration.ofSeconds(5), this::commit);
        commits.start();
        return commits;
    }

    @Test
    void submit_whileACommitRuns_sharesTheNext() throws Exception {
        try (GroupCommit<Integer, Integer> commits = started()) {
            CompletableFuture<Integer> first = commits.submit(0);
            firstBegun.await();
            List<CompletableFuture<Integer>> rest =
                    IntStream.rangeClosed(1, 100).mapToObj(commits::submit).toList();
            gate.countDown();

            assertThat(first.get()).isZero();
            assertThat(rest.get(99).get()).isEqualTo(100);
            assertThat(sizes).containsExactly(1, 100);
        }
    }

    @Test
    void submit_ofHeavyOnes_splitsTheGroup() throws Exception {
        try (GroupCommit<Integer, Integer> commits = started()) {
            CompletableFuture<Integer> first = commits.submit(0);
            firstBegun.await();
            int tenMegabytes = 10 << 20;
            List<CompletableFuture<Integer>> rest = IntStream.range(0, 4)
                    .mapToObj(i -> commits.submit(tenMegabytes))
                    .toList();
            gate.countDown();

            assertThat(first.get()).isZero();
            assertThat(rest.get(3).get()).isEqualTo(tenMegabytes);
            assertThat(sizes).containsExactly(1, 2, 2);
        }
    }

    @Test
    void commit_thatFails_failsThoseOfItsGroupAndNoOthers() throws Exception {
        gate.countDown();
        try (GroupCommit<Integer, Integer> commits = started()) {
            assertThatThrownBy(() -> commits.submit(-1).get()).hasRootCauseMessage("negative");

            assertThat(commits.submit(1).get()).isEqualTo(1);
        }
    }

    @Test
    void close_answersThoseWhoWait_andRefusesMore() throws Exception {
        GroupCommit<Integer, Integer> commits = started();
        CompletableFuture<Integer> first = commits.submit(0);
        firstBegun.await();
        CompletableFuture<Integer> waiting = commits.submit(1);
        Thread closing = new Thread(commits::close);
        closing.start();
        gate.countDown();
        closing.join();

        assertThat(first.get()).isZero();
        assertThat(waiting.get()).isEqualTo(1);
        assertThatThrownBy(() -> commits.submit(2)).isInstanceOf(StoreUnavailable.class);
    }
}
