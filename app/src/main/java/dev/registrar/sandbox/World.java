package dev.registrar.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists, under one lock: readers share it, whoever changes something has it alone. Ids are handed out in
 * order, so that the same story gives the same ids.
 */
final class World {
    final Clock clock;
    final Map<String, User> users = new ConcurrentHashMap<>();
    final Map<String, Organization> organizations = new LinkedHashMap<>();
    final Map<String, Repo> repos = new LinkedHashMap<>();
    final Map<String, App.Token> tokens = new ConcurrentHashMap<>();
    volatile @Nullable App app;
    /** Where the App has pages of its own. */
    volatile @Nullable URI dashboard;

    private final Path gitRoot;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong ids = new AtomicLong(10_000);
    private final Object changes = new Object();
    private long version = 1;
    private boolean closing;

    World(Path gitRoot, Clock clock) {
        this.gitRoot = gitRoot;
        this.clock = clock;
    }

    <T> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
            changed();
        }
    }

    Instant now() {
        return clock.instant();
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    void changed() {
        synchronized (changes) {
            version++;
            changes.notifyAll();
        }
    }

    long version() {
        synchronized (changes) {
            return version;
        }
    }

    /** Ends every wait, so that nobody is cut off in it. */
    void endWaits() {
        synchronized (changes) {
            closing = true;
            changes.notifyAll();
        }
    }

    /** The version once it is past the given one, or the present one when the time is up. */
    long awaitChange(long since, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (changes) {
            while (version <= since && !closing) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                changes.wait(left);
            }
            return version;
        }
    }

    User addUser(long id, String login, String name, String blurb) {
        User user = new User(id, login, name, false, blurb);
        users.put(key(login), user);
        return user;
    }

    @Nullable
    User user(String login) {
        return users.get(key(login));
    }

    @Nullable
    User userByEmail(String email) {
        return users.values().stream()
                .filter(user -> user.email().equalsIgnoreCase(email))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Organization organization(String login) {
        return organizations.get(key(login));
    }

    @Nullable
    Repo repo(String owner, String name) {
        return repos.get(key(owner + "/" + name));
    }

    @Nullable
    Repo repo(long id) {
        return repos.values().stream().filter(repo -> repo.id == id).findFirst().orElse(null);
    }

    Repo addRepo(
            long id,
            @Nullable Organization organization,
            @Nullable User owner,
            String name,
            boolean isPrivate,
            @Nullable Repo parent) {
        String ownerLogin = organization != null ? organization.login : owner == null ? "" : owner.login();
        GitStore git = GitStore.create(gitRoot.resolve(ownerLogin).resolve(name + ".git"));
        Repo repo = new Repo(id, organization, owner, name, isPrivate, parent, git, now());
        repos.put(key(repo.fullName()), repo);
        return repo;
    }

    Organization addOrganization(long id, String login, String name) {
        Organization organization = new Organization(id, login, name, now());
        organizations.put(key(login), organization);
        return organization;
    }

    /** The App, where it is known to be there. */
    App registeredApp() {
        App registered = app;
        if (registered == null) {
            throw new ApiError(401, "Integration not found");
        }
        return registered;
    }

    void close() {
        repos.values().forEach(repo -> repo.git.close());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
