package dev.registrar.dashboard;

import dev.registrar.effect.Facts;
import dev.registrar.pull.Actor;
import dev.registrar.pull.SignIns;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sign-in with GitHub, and the sessions that follow. Both are kept at the browser, sealed; kept here is only when a person
 * last signed out, which ends all sessions from before, on every replica.
 */
public final class SignInDesk {
    /** Where GitHub sends people back to; it has to be among the App's callback URLs. */
    public static final String CALLBACK = "/sign-in/callback";

    /** A working day. */
    public static final Duration SESSION = Duration.ofHours(8);

    /** GitHub's codes work for ten minutes ("Generating a user access token for a GitHub App"). */
    public static final Duration ATTEMPT = Duration.ofMinutes(10);

    private static final String SESSIONS = "session";
    private static final String ATTEMPTS = "sign-in";
    private static final String SIGNED_OUT = "signed-out";
    private static final int RANDOM_BYTES = 32;
    private static final int LONGEST_PATH = 500;
    /** A path of ours: one slash, then no second one, no backslash, nothing that browsers drop. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?:[!-.0-\\[\\]-~][!-\\[\\]-~]*)?");

    private final SignIns github;
    private final Facts facts;
    private final URI back;
    private final Sealer sealer;
    private final Clock clock;
    private final SecureRandom random;

    /** @param address where people reach Registrar */
    public SignInDesk(
            SignIns github, Facts facts, URI address, byte[] sessionSecret, Clock clock, SecureRandom random) {
        this.github = github;
        this.facts = facts;
        this.back = URI.create(address.toString().replaceAll("/+$", "") + CALLBACK);
        this.sealer = new Sealer(sessionSecret, random);
        this.clock = clock;
        this.random = random;
    }

    /**
     * A sign-in that has begun.
     *
     * @param cookie to be kept at the browser until it comes back
     * @param location where it is sent to
     */
    public record Begun(String cookie, URI location) {}

    /** @param to the page that the person wanted to see */
    public Begun begin(String to) {
        String state = randomText();
        String verifier = randomText();
        String attempt = String.join(
                "\n", state, verifier, String.valueOf(clock.instant().toEpochMilli()), ownPath(to));
        return new Begun(sealer.seal(ATTEMPTS, attempt), github.authorization(state, sha256(verifier), back));
    }

    /** @param cookie the session, to be kept at the browser */
    public record Finished(String cookie, String to) {}

    /**
     * Empty where this browser did not begin this sign-in a short while ago, or GitHub does not vouch for anybody.
     *
     * @param cookie what {@link #begin} gave it
     */
    public Optional<Finished> finish(String cookie, String state, String code) {
        Optional<String[]> attempt = sealer.open(ATTEMPTS, cookie)
                .map(text -> text.split("\n", -1))
                .filter(parts -> parts.length == 4)
                .filter(parts -> same(parts[0], state))
                .filter(parts -> fresh(Instant.ofEpochMilli(Long.parseLong(parts[2])), ATTEMPT));
        if (attempt.isEmpty() || code.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = attempt.get();
        return github.person(code, parts[1], back).map(person -> new Finished(session(person), parts[3]));
    }

    private String session(Actor person) {
        return sealer.seal(SESSIONS, new Session(person, clock.instant(), PageToken.secret(random)).write());
    }

    /** Whoever a cookie stands for; nobody where it is not ours, too old, or from before a sign-out. */
    public Optional<Session> session(String cookie) {
        return sealer.open(SESSIONS, cookie)
                .flatMap(Session::read)
                .filter(session -> fresh(session.since(), SESSION))
                .filter(this::notSignedOut);
    }

    private boolean notSignedOut(Session session) {
        return facts.get(SIGNED_OUT, String.valueOf(session.person().id()), "last")
                .filter(last -> !session.since().isAfter(Instant.ofEpochMilli(Long.parseLong(last.json()))))
                .isEmpty();
    }

    /** Ends all sessions of the person. */
    public void signOut(Session session) {
        facts.put(
                SIGNED_OUT,
                String.valueOf(session.person().id()),
                "last",
                String.valueOf(clock.instant().toEpochMilli()));
    }

    private boolean fresh(Instant since, Duration life) {
        Instant now = clock.instant();
        return !since.isAfter(now.plusSeconds(60)) && now.isBefore(since.plus(life));
    }

    /** Nobody is sent elsewhere by a link to our sign-in. */
    static String ownPath(String to) {
        return to.length() <= LONGEST_PATH && OWN_PATH.matcher(to).matches() ? to : "/";
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
