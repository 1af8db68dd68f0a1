package dev.registrar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final long MEMORY = 200_000_000;

    private final BodyBudget budget = new BodyBudget(MEMORY);
    private final AtomicLong now = new AtomicLong();
    private final BodyReader reader = new BodyReader(budget, Duration.ofSeconds(30), now::get);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 262_144, 262_145, 5_000_000})
    void read_declaredOrNot_givesExactlyWhatWasSent(int size) {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        for (long declared : new long[] {size, -1}) {
            try (BodyReader.Body body = reader.read(new ByteArrayInputStream(sent), declared)) {
                assertThat(body.bytes()).isEqualTo(sent);
                assertThat(budget.left()).isLessThanOrEqualTo(MEMORY - size);
            }
            assertThat(budget.left()).isEqualTo(MEMORY);
        }
    }

    @Test
    void read_declaredLength_isNotAllocatedBeforeItArrives() {
        try (BodyReader.Body body = reader.read(InputStream.nullInputStream(), BodyReader.LARGEST_BODY)) {
            assertThat(body.bytes()).isEmpty();
            assertThat(budget.left()).isGreaterThan(MEMORY - 100_000);
        }
    }

    @Test
    void read_dripsPastTheTime_isRefusedAndTheMemoryComesBack() {
        InputStream drip = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                now.addAndGet(Duration.ofSeconds(1).toNanos());
                target[offset] = ' ';
                return 1;
            }
        };
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reader.read(drip, 1000))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(408));
        assertThat(now).hasValue(Duration.ofSeconds(31).toNanos());
        assertThat(budget.left()).isEqualTo(MEMORY);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reader.discard(drip, -1))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(408));
    }

    @Test
    void read_endless_isGivenUpAfterTheLimitAndNotReadForEver() {
        AtomicLong sent = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                sent.addAndGet(length);
                return length;
            }
        };
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reader.read(endless, -1))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(413));
        assertThat(sent.get()).isLessThan(4L * BodyReader.LARGEST_BODY);
        assertThat(budget.left()).isEqualTo(MEMORY);
    }

    @Test
    void read_connectionBreaks_isRefusedAndTheMemoryComesBack() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reader.read(broken, 1000))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
        assertThat(budget.left()).isEqualTo(MEMORY);
    }
}
