package dev.registrar.sandbox;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitFilter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.ServiceNotEnabledException;
import org.jspecify.annotations.Nullable;

/**
 * Git over HTTP: {@code /OWNER/NAME.git}. Everyone on this machine may clone; to push takes a login and, as the password, a
 * token of it. Whatever is not git's goes on down the chain.
 */
final class GitDoor implements Filter {
    private static final Pattern ADDRESS = Pattern.compile("/([^/]+)/([^/]+)\\.git(/.*)?");
    private static final String PUSHER = GitDoor.class.getName() + ".pusher";

    private final World world;
    private final Authentication authentication;
    private final Pushes pushes;
    private final GitFilter git = new GitFilter();

    GitDoor(World world, Authentication authentication, Pushes pushes) {
        this.world = world;
        this.authentication = authentication;
        this.pushes = pushes;
        git.setRepositoryResolver((request, name) -> open(name));
        git.setReceivePackFactory(this::receive);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        git.init(config);
    }

    @Override
    public void destroy() {
        git.destroy();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        Matcher address = ADDRESS.matcher(http.getRequestURI());
        if (!address.matches()) {
            chain.doFilter(request, response);
            return;
        }
        if (!HostCheck.isLocal(http.getHeader("Host"))) {
            answer.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (isPush(http) && !admitted(http, answer, address)) {
            return;
        }
        git.doFilter(request, response, chain);
    }

    private static boolean isPush(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/git-receive-pack")
                || "git-receive-pack".equals(request.getParameter("service"));
    }

    private boolean admitted(HttpServletRequest request, HttpServletResponse answer, Matcher address)
            throws IOException {
        User user = pusher(request);
        if (user == null) {
            answer.setHeader("WWW-Authenticate", "Basic realm=\"GitHub\"");
            answer.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return false;
        }
        Repo repo = world.reading(() -> world.repo(address.group(1), address.group(2)));
        if (repo == null || !mayWrite(user, repo)) {
            answer.sendError(repo == null ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        request.setAttribute(PUSHER, user);
        return true;
    }

    /** The App writes where it is installed. */
    private boolean mayWrite(User user, Repo repo) {
        return user.bot()
                ? repo.organization != null
                : world.reading(() -> repo.roleOf(user)).atLeast(Role.WRITE);
    }

    private @Nullable User pusher(HttpServletRequest request) {
        try {
            return authentication.identify(request.getHeader("Authorization")).asUser();
        } catch (ApiError e) {
            return null;
        }
    }

    private Repository open(String name) throws RepositoryNotFoundException {
        String[] parts = name.replaceFirst("\\.git$", "").split("/", -1);
        Repo repo = parts.length == 2 ? world.reading(() -> world.repo(parts[0], parts[1])) : null;
        if (repo == null) {
            throw new RepositoryNotFoundException(name);
        }
        Repository repository = repo.git.repository();
        repository.incrementOpen();
        return repository;
    }

    private ReceivePack receive(HttpServletRequest request, Repository repository) throws ServiceNotEnabledException {
        User user = (User) request.getAttribute(PUSHER);
        Repo repo = world.reading(() -> world.repos.values().stream()
                .filter(candidate -> candidate.git.repository() == repository)
                .findFirst()
                .orElse(null));
        if (user == null || repo == null) {
            throw new ServiceNotEnabledException();
        }
        ReceivePack pack = new ReceivePack(repository);
        pack.setAtomic(false);
        pack.setRefLogIdent(new Commits(world).identOf(user));
        pack.setPreReceiveHook((receiver, commands) -> commands.forEach(command -> refuse(repo, command)));
        pack.setPostReceiveHook((receiver, commands) -> world.writing(() -> tell(repo, commands, user)));
        return pack;
    }

    private static void refuse(Repo repo, ReceiveCommand command) {
        String ref = command.getRefName();
        if (ref.startsWith("refs/pull/")) {
            command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "deny updating a hidden ref");
            return;
        }
        String reason =
                ref.startsWith(Pushes.HEADS) ? Refs.protectionReason(repo, ref.substring(Pushes.HEADS.length())) : null;
        if (reason != null) {
            command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "protected branch hook declined: " + reason);
        }
    }

    private Boolean tell(Repo repo, Collection<ReceiveCommand> commands, User user) {
        for (ReceiveCommand command : commands) {
            if (command.getResult() == ReceiveCommand.Result.OK) {
                pushes.moved(repo, command.getRefName(), sha(command.getOldId()), sha(command.getNewId()), user);
            }
        }
        return true;
    }

    private static @Nullable String sha(ObjectId id) {
        return Objects.equals(id, ObjectId.zeroId()) ? null : id.name();
    }
}
