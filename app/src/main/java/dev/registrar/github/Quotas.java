package dev.registrar.github;

import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The budget of each installation. Once GitHub says that it is spent, nothing is asked until it is not: asking on can get
 * an App banned. What people are told of is paced, by refusing, never by sleeping, and only where GitHub counts at all: an
 * Enterprise Server has no limits unless they are switched on, and says nothing of them then (GitHub, "Rate limits for the
 * REST API").
 */
final class Quotas {
    // GitHub, "Rate limits for the REST API", secondary limits: 80 content-creating requests a minute, without a list
    // of
    // them. Check runs, of which Apps make hundreds, tell nobody anything; where they are too many, GitHub says so.
    private static final int WRITES = 80;
    private static final Duration WRITES_WITHIN = Duration.ofMinutes(1);
    private static final Set<String> CONTENT = Set.of("comments", "issues", "pulls", "reviews");
    // The same page: wait at least a minute where GitHub does not say how long.
    private static final Duration UNSAID = Duration.ofMinutes(1);
    // A primary window lasts an hour; whatever says more is not believed.
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
    private final Clock clock;
    private final CallFigures figures;

    Quotas(Clock clock, CallFigures figures) {
        this.clock = clock;
        this.figures = figures;
    }

    /** @throws QuotaSpent when this call may not be made now */
    void admit(Reach reach, Request request) {
        List<String> path = request.url().pathSegments();
        boolean content = request.method().equals("POST") && CONTENT.contains(path.get(path.size() - 1));
        account(reach).admit(clock.instant(), content);
    }

    /** Notes what an answer says about the quota. */
    void observe(Reach reach, Answer answer) {
        OptionalLong limit = answer.number("x-ratelimit-limit");
        OptionalLong remaining = answer.number("x-ratelimit-remaining");
        OptionalLong reset = answer.number("x-ratelimit-reset");
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return;
        }
        QuotaLevel level = new QuotaLevel(
                reach.installation(),
                clamped(limit.getAsLong()),
                clamped(remaining.getAsLong()),
                believable(epoch(reset.getAsLong())));
        if (account(reach).note(level)) {
            figures.quota(reach.installation(), this);
        }
    }

    /** Requests left, as GitHub last said; not a number as long as it said nothing. */
    double remaining(long installation) {
        Account account = accounts.get(installation);
        return account == null
                ? Double.NaN
                : account.level().map(level -> (double) level.remaining()).orElse(Double.NaN);
    }

    /** The limit that an answer of 403 or 429 speaks of, or empty when it speaks of something else. */
    Optional<QuotaSpent> spent(Reach reach, Answer answer) {
        return until(answer).map(until -> {
            account(reach).close(until);
            return new QuotaSpent("GitHub's quota is spent (" + answer.status() + ")", until, null);
        });
    }

    private Optional<Instant> until(Answer answer) {
        OptionalLong retryAfter = answer.number("retry-after");
        if (retryAfter.isPresent()) {
            return Optional.of(believable(clock.instant().plusSeconds(Math.max(1, clamped(retryAfter.getAsLong())))));
        }
        if (answer.number("x-ratelimit-remaining").orElse(1) == 0) {
            OptionalLong reset = answer.number("x-ratelimit-reset");
            Instant until = reset.isPresent()
                    ? epoch(reset.getAsLong())
                    : clock.instant().plus(UNSAID);
            return Optional.of(believable(until));
        }
        return answer.status() == 429 || saysLimit(answer)
                ? Optional.of(clock.instant().plus(UNSAID))
                : Optional.empty();
    }

    /** Whether a 403 is about a limit and not about rights. */
    static boolean limited(Answer answer) {
        return answer.number("retry-after").isPresent()
                || answer.number("x-ratelimit-remaining").orElse(1) == 0
                || saysLimit(answer);
    }

    private static boolean saysLimit(Answer answer) {
        String words = answer.message().toLowerCase(Locale.ROOT);
        return words.contains("rate limit") || words.contains("abuse detection");
    }

    List<QuotaLevel> levels() {
        List<QuotaLevel> levels = new ArrayList<>();
        accounts.values().forEach(account -> account.level().ifPresent(levels::add));
        return List.copyOf(levels);
    }

    private Account account(Reach reach) {
        return accounts.computeIfAbsent(reach.installation(), installation -> new Account());
    }

    private Instant believable(Instant until) {
        Instant now = clock.instant();
        Instant latest = now.plus(LONGEST);
        if (until.isAfter(latest)) {
            return latest;
        }
        // Our clock may be ahead of GitHub's.
        return until.isAfter(now) ? until : now.plusSeconds(1);
    }

    private static Instant epoch(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(Instant.MAX.getEpochSecond(), seconds)));
    }

    private static int clamped(long number) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number));
    }

    /** One installation's budget. */
    private static final class Account {
        private final Deque<Instant> writes = new ArrayDeque<>();
        private @Nullable QuotaLevel level;
        private Instant closedUntil = Instant.MIN;

        synchronized void admit(Instant now, boolean content) {
            if (now.isBefore(closedUntil)) {
                throw new QuotaSpent("GitHub's quota is spent", closedUntil, null);
            }
            if (content && level != null) {
                pace(now);
            }
        }

        private void pace(Instant now) {
            Instant begin = now.minus(WRITES_WITHIN);
            while (!writes.isEmpty() && !writes.getFirst().isAfter(begin)) {
                writes.removeFirst();
            }
            if (writes.size() >= WRITES) {
                throw new QuotaSpent(
                        "as much was written in a minute as GitHub allows",
                        writes.getFirst().plus(WRITES_WITHIN),
                        null);
            }
            writes.addLast(now);
        }

        /** True the first time. */
        synchronized boolean note(QuotaLevel seen) {
            boolean first = level == null;
            level = seen;
            if (seen.remaining() == 0) {
                close(seen.resetsAt());
            }
            return first;
        }

        synchronized void close(Instant until) {
            if (until.isAfter(closedUntil)) {
                closedUntil = until;
            }
        }

        synchronized Optional<QuotaLevel> level() {
            return Optional.ofNullable(level);
        }
    }
}
