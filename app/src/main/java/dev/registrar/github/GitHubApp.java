package dev.registrar.github;

import dev.registrar.event.EventDecoder;
import dev.registrar.pull.Checks;
import dev.registrar.pull.Comments;
import dev.registrar.pull.Commits;
import dev.registrar.pull.Contents;
import dev.registrar.pull.Issues;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.Repositories;
import dev.registrar.pull.Survey;
import dev.registrar.pull.Teams;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * Registrar as an App on one GitHub: everything that talks to it, sharing one HTTP stack, its caches and its view of the
 * quota. Safe for use by many threads. Nothing is asked of GitHub before the first call.
 */
public final class GitHubApp {
    // GitHub, "Generating an installation access token": an hour.
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Wire wire;
    private final AppIdentity identity;
    private final EventDecoder decoder;
    private final PullRequests pullRequests;
    private final Contents contents;
    private final Checks checks;
    private final Comments comments;
    private final Issues issues;
    private final Commits commits;
    private final Teams teams;
    private final Repositories repositories;
    private final Survey survey;
    private final HookDeliveries hookDeliveries;
    private final Installations installations;

    /**
     * Binds an App to the GitHub that it is registered on.
     *
     * @param api the REST root: {@code https://api.github.com}, or {@code http://host/api/v3} of an Enterprise Server
     * @param metrics calls, quotas and commits are counted there
     * @throws IllegalArgumentException when it is not an HTTP address
     */
    public GitHubApp(AppCredentials credentials, URI api, Clock clock, MeterRegistry metrics) {
        this(credentials, api, clock, Wire.CALL_TIMEOUT, metrics);
    }

    GitHubApp(AppCredentials credentials, URI api, Clock clock, Duration callTimeout, MeterRegistry metrics) {
        CallFigures figures = new CallFigures(metrics);
        wire = new Wire(
                root(api),
                new AppJwt(credentials, clock),
                (over, installation) -> minted(over, installation, clock),
                clock,
                callTimeout,
                figures);
        Rest rest = new Rest(wire);
        Hub hub = new Hub(wire);
        KnownBlobs blobs = new KnownBlobs();
        identity = new AppIdentity(credentials.appId(), rest);
        decoder = new PayloadDecoder(identity, clock);
        contents = new RemoteContents(rest, blobs);
        commits = new RemoteCommits(rest, hub, contents, figures);
        pullRequests = new RemotePullRequests(rest, blobs, commits, clock);
        checks = new RemoteChecks(hub, credentials.appId());
        comments = new RemoteComments(rest, identity, clock);
        issues = new RemoteIssues(rest, clock);
        teams = new RemoteTeams(rest);
        repositories = new RemoteRepositories(rest);
        survey = new RemoteSurvey(rest);
        hookDeliveries = new RemoteHookDeliveries(rest, clock);
        installations = new RemoteInstallations(rest);
    }

    private static HttpUrl root(URI api) {
        String scheme = api.getScheme() == null ? "" : api.getScheme().toLowerCase(Locale.ROOT);
        HttpUrl root = scheme.equals("http") || scheme.equals("https") ? HttpUrl.parse(api.toString()) : null;
        if (root == null || root.query() != null || root.fragment() != null) {
            throw new IllegalArgumentException("not the address of a REST root");
        }
        return root;
    }

    private static InstallationToken minted(Wire wire, long installation, Clock clock) {
        Rest rest = new Rest(wire);
        HttpUrl url = rest.root()
                .to("app", "installations", installation, "access_tokens")
                .url();
        JsonPart made =
                rest.post(Reach.APP, url).orTrouble("an installation token").json();
        Instant expires = made.optional("expires_at").isPresent()
                ? made.instant("expires_at")
                : clock.instant().plus(TOKEN_LIFE);
        return new InstallationToken(new Secret(made.text("token")), expires);
    }

    public PullRequests pullRequests() {
        return pullRequests;
    }

    public Contents contents() {
        return contents;
    }

    public Checks checks() {
        return checks;
    }

    public Comments comments() {
        return comments;
    }

    public Issues issues() {
        return issues;
    }

    public Commits commits() {
        return commits;
    }

    public Teams teams() {
        return teams;
    }

    public Repositories repositories() {
        return repositories;
    }

    public Survey survey() {
        return survey;
    }

    public EventDecoder decoder() {
        return decoder;
    }

    public HookDeliveries hookDeliveries() {
        return hookDeliveries;
    }

    public Installations installations() {
        return installations;
    }

    public AppIdentity identity() {
        return identity;
    }

    /** What is left of each installation's quota, as last seen. */
    public List<QuotaLevel> quota() {
        return wire.quotas().levels();
    }
}
