package dev.registrar.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A GitHub of one's own on the loopback address. A person acts with the token {@code person_LOGIN}, over REST and as the
 * password of {@code git push}.
 */
public final class SandboxGitHub implements AutoCloseable {
    /**
     * How to start.
     *
     * @param port 0 for any that is free
     * @param dataDir folder for the git repositories; what an earlier sandbox left in it is replaced
     * @param seeded with the organization acme and its repositories, or else empty
     */
    public record Options(int port, Path dataDir, Clock clock, boolean seeded) {}

    private static final String GIT_FOLDER = "sandbox-git";

    private final World world;
    private final Links links = new Links();
    private final WebhookSender sender;
    private final Core core;
    private final Merges merges;
    private final AppRegistration registration;
    private final Quota quota;
    private final Faults faults = new Faults();
    private final ApiDoor api;
    private final WebServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SandboxGitHub(Options options) {
        Path git = options.dataDir().resolve(GIT_FOLDER);
        makeEmpty(git);
        this.world = new World(git, options.clock());
        this.sender = new WebhookSender(world);
        AllShapes shapes = AllShapes.of(world, links);
        Events events = new Events(world, sender, shapes);
        Pushes pushes = new Pushes(world, events);
        this.core = new Core(world, links, shapes, events, pushes, sender);
        Refs refs = new Refs(pushes);
        this.merges = new Merges(core, refs);
        this.registration = new AppRegistration(core);
        this.quota = new Quota(world);
        Authentication authentication = new Authentication(world);
        ManifestRoutes manifests = new ManifestRoutes(core, registration);
        this.api = new ApiDoor(core, routes(refs, manifests), authentication, quota, faults);
        this.server = new WebServer(world, api, manifests, new GitDoor(world, authentication, pushes));
        if (options.seeded()) {
            new Seed(world).plant();
        }
    }

    private Router routes(Refs refs, ManifestRoutes manifests) {
        Router router = new Router();
        Conversations conversations = new Conversations(core);
        CheckRoutes checks = new CheckRoutes(core, refs);
        new AppRoutes(core).addTo(router);
        new OrganizationRoutes(core).addTo(router);
        new RepositoryRoutes(core, refs).addTo(router);
        new ContentRoutes(core, refs).addTo(router);
        new GitDataRoutes(core, refs).addTo(router);
        new IssueRoutes(core, conversations).addTo(router);
        new CommentRoutes(core).addTo(router);
        new PullRoutes(core, conversations, merges).addTo(router);
        new ReviewRoutes(core).addTo(router);
        checks.addTo(router);
        manifests.addTo(router);
        new SandboxRoutes(core, checks).addTo(router);
        router.add(
                "GET",
                "/meta",
                Access.anyone(),
                call -> Reply.ok(
                        Json.object("verifiable_password_authentication", false, "hooks", List.of("127.0.0.1/32"))));
        return router;
    }

    /** Starts one that listens when this returns. */
    public static SandboxGitHub start(Options options) {
        SandboxGitHub sandbox = new SandboxGitHub(options);
        sandbox.links.port(sandbox.server.start(options.port()));
        sandbox.sender.start();
        return sandbox;
    }

    public int port() {
        return links.port();
    }

    /** The page, and where git repositories live. */
    public URI url() {
        return links.root();
    }

    /** What {@code GITHUB_API_URL} is set to. */
    public URI apiRoot() {
        return URI.create(links.api(""));
    }

    /** People, teams and repositories to add. */
    public SandboxSetup setUp() {
        return new SandboxSetup(world);
    }

    /**
     * Registers the App with a fresh key and installs it on the organization, the first one where there are several. Sends
     * {@code ping} and {@code installation}.
     */
    public AppCredentials registerApp(URI webhookTarget) {
        AppRegistration.Registered registered = registration.register(webhookTarget);
        App app = registered.app();
        return new AppCredentials(
                app.id, registered.pem(), app.webhookSecret, app.installationId, app.bot.id(), app.slug);
    }

    /** What the registered App signs people in with. */
    public SignInCredentials signIn() {
        App app = world.registeredApp();
        return new SignInCredentials(app.clientId, app.clientSecret);
    }

    /** Sends what follows to another address, for a receiver whose port was not known before. */
    public void webhookTarget(URI target) {
        world.registeredApp().webhookTarget = target;
    }

    /** Where the App has pages of its own, for the page to link to. */
    public void dashboard(URI address) {
        world.dashboard = address;
    }

    /** Every REST request so far, oldest first; the page's and {@code /_sandbox} ones are not among them. */
    public List<RecordedRequest> requests() {
        return api.recorded();
    }

    public void clearRequests() {
        api.forgetRecorded();
    }

    /** Plants a fault for the next requests that match; faults strike in the order in which they were planted. */
    public void fail(Fault fault) {
        faults.plant(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    /** The primary rate limit of the installation from now on, counted afresh. */
    public void rateLimit(int requestsPerHour) {
        quota.limit(requestsPerHour);
    }

    /** While held, webhooks queue up. */
    public void holdWebhooks(boolean hold) {
        sender.pause(hold);
    }

    /** Hands a delivery over once more, as the App may ask for; false when there is none of that id. */
    public boolean redeliver(long delivery) {
        return sender.redeliver(delivery);
    }

    /** Rises with every change of anything in here. */
    public long version() {
        return world.version();
    }

    /** Waits until the version is past the given one, or the time is up; an interrupt ends the wait and stays set. */
    public void awaitChange(long since, Duration patience) {
        try {
            world.awaitChange(since, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until every webhook so far was handed over or failed; false when the time is up before. */
    public boolean awaitDelivered(Duration patience) throws InterruptedException {
        return sender.awaitIdle(patience);
    }

    /** Puts pull requests into the merge queue as one group of merge commits, and asks for its checks. */
    public MergeGroup mergeGroup(String repository, int... pullRequests) {
        return group(repository, false, pullRequests);
    }

    /** The same where the queue squashes: none of the pull requests' own commits is in the group. */
    public MergeGroup squashedGroup(String repository, int... pullRequests) {
        return group(repository, true, pullRequests);
    }

    private MergeGroup group(String repository, boolean squash, int... pullRequests) {
        List<Integer> numbers = Arrays.stream(pullRequests).boxed().toList();
        return world.writing(() -> {
            Repo repo = repo(repository);
            return merges.enqueue(repo, numbers, squash, numbers.isEmpty() ? someone() : author(repo, numbers.get(0)));
        });
    }

    /** Ends a merge group; {@code merged} moves the base branch onto it. Otherwise invalidated or dequeued. */
    public void endMergeGroup(String repository, MergeGroup group, String reason) {
        world.writing(() -> {
            merges.leave(repo(repository), group, reason, someone());
            return true;
        });
    }

    private static User author(Repo repo, int number) {
        Issue issue = repo.issues.get(number);
        if (issue == null) {
            throw new IllegalArgumentException("no pull request " + number);
        }
        return issue.user;
    }

    private User someone() {
        return world.registeredApp().registeredBy;
    }

    private Repo repo(String fullName) {
        String[] parts = fullName.split("/", 2);
        Repo repo = parts.length < 2 ? null : world.repo(parts[0], parts[1]);
        if (repo == null) {
            throw new IllegalArgumentException("no repository " + fullName);
        }
        return repo;
    }

    private static void makeEmpty(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + folder, e);
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        world.endWaits();
        server.close();
        sender.close();
        world.close();
    }
}
