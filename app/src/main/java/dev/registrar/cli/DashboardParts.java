package dev.registrar.cli;

import dev.registrar.dashboard.Dashboard;
import dev.registrar.dashboard.Quota;
import dev.registrar.dashboard.SignInDesk;
import dev.registrar.dashboard.Sources;
import dev.registrar.github.GitHubApp;
import dev.registrar.github.RemoteSignIns;
import dev.registrar.handler.LiveView;
import dev.registrar.report.Links;
import dev.registrar.server.DashboardRoutes;
import dev.registrar.server.Doorkeeper;
import dev.registrar.server.GitHubDoor;
import dev.registrar.server.OpenDoor;
import dev.registrar.server.Routes;
import dev.registrar.settings.Settings;
import dev.registrar.settings.SignIn;
import dev.registrar.store.Database;
import dev.registrar.upkeep.Survey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The dashboard, put together. */
final class DashboardParts {
    /** Questions to GitHub side by side: few enough to leave room for the work (GitHub: 100 at once). */
    private static final int QUESTIONS = 8;
    /** While somebody waits for a page; the survey by the clock sees all. */
    private static final int FIRST_LOOK = 30;

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    private final Settings settings;
    private final GitHubApp github;
    private final LiveView view;
    private final Database database;
    private final Survey survey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong looked = new AtomicLong();

    DashboardParts(Settings settings, GitHubApp github, LiveView view, Database database, Survey survey, Clock clock) {
        this.settings = settings;
        this.github = github;
        this.view = view;
        this.database = database;
        this.survey = survey;
        this.clock = clock;
    }

    /** For the sandbox. */
    Routes open() {
        return routes(new OpenDoor(random), this::look);
    }

    /** Empty where sign-in is not set up: then there is no dashboard. */
    Optional<Routes> signedIn() {
        return settings.signIn()
                .flatMap(signIn -> settings.address().map(address -> routes(door(signIn, address), this::firstLook)));
    }

    private Doorkeeper door(SignIn signIn, URI address) {
        RemoteSignIns github = new RemoteSignIns(
                URI.create(Links.behind(settings.githubApi()).root()),
                settings.githubApi(),
                signIn.clientId(),
                signIn.clientSecret()::reveal);
        byte[] secret = signIn.sessionSecret().bytes();
        return new GitHubDoor(
                new SignInDesk(github, database.facts(), address, secret, clock, random), address, random);
    }

    /** Before the first survey by the clock, and while nothing is governed; not with each page, though. */
    private void firstLook() {
        if (database.history().landscape().all().isEmpty()) {
            look();
        }
    }

    private void look() {
        long now = clock.millis();
        long last = looked.get();
        if (now - last > BETWEEN_LOOKS.toMillis() && looked.compareAndSet(last, now)) {
            survey.first(FIRST_LOOK);
        }
    }

    private Routes routes(Doorkeeper door, Runnable look) {
        return new DashboardRoutes(
                new Dashboard(
                        new Sources(
                                view,
                                database.history(),
                                database.audit(),
                                database.inbox(),
                                database.deliveries(),
                                this::quota,
                                look,
                                Links.behind(settings.githubApi()).root(),
                                questions()),
                        clock),
                door);
    }

    private static ExecutorService questions() {
        return Executors.newFixedThreadPool(QUESTIONS, work -> {
            Thread thread = new Thread(work, "dashboard");
            thread.setDaemon(true);
            return thread;
        });
    }

    private List<Quota> quota() {
        return github.quota().stream()
                .map(level -> new Quota(level.installation(), level.limit(), level.remaining(), level.resetsAt()))
                .toList();
    }
}
