package dev.registrar.endtoend;

import dev.registrar.sandbox.SandboxGitHub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock whose time passes faster, so that waiting for GitHub's budget of writes, a minute at a time, does not take a minute;
 * and which can be set forward by hand.
 */
final class HastyClock extends Clock {
    private final long begin = System.nanoTime();
    private final Instant first = Instant.parse("2026-01-12T08:00:00Z");
    private final int speed;
    private volatile Duration ahead = Duration.ZERO;
    private long asked;

    HastyClock(int speed) {
        this.speed = speed;
    }

    void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Forward unless the App has asked anything since this was called last: the leases of work in hand would end. */
    void forwardWhenIdle(Duration by, SandboxGitHub github) {
        long now = github.requests().stream()
                .filter(request -> request.actor().endsWith("[bot]"))
                .count();
        if (now == asked) {
            forward(by);
        }
        asked = now;
    }

    @Override
    public Instant instant() {
        return first.plus(ahead).plusNanos((System.nanoTime() - begin) * speed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
