package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;

/** Makes commits as GitHub does for whoever asks. */
final class Commits {
    private static final String GITHUB = "GitHub";
    private static final String GITHUB_ADDRESS = "noreply@github.com";

    private final World world;

    Commits(World world) {
        this.world = world;
    }

    /**
     * Makes a commit from a request. GitHub signs it only for an App that names neither author nor committer and brings no
     * signature of its own.
     */
    String create(Repo repo, Call call, String tree, List<String> parents, String message) {
        boolean named = Json.has(call.body(), "author")
                || Json.has(call.body(), "committer")
                || Json.has(call.body(), "signature");
        boolean signed = call.viaApp() && !named;
        PersonIdent own = identOf(call.user());
        PersonIdent author = ident(call.body().path("author"), own);
        PersonIdent committer = signed ? byGitHub() : ident(call.body().path("committer"), author);
        String sha = repo.git.insertCommit(tree, parents, author, committer, message);
        if (signed) {
            repo.verifiedCommits.add(sha);
        }
        return sha;
    }

    PersonIdent identOf(User user) {
        return new PersonIdent(user.name(), user.email(), world.now(), ZoneOffset.UTC);
    }

    PersonIdent byGitHub() {
        return new PersonIdent(GITHUB, GITHUB_ADDRESS, world.now(), ZoneOffset.UTC);
    }

    private PersonIdent ident(JsonNode given, PersonIdent otherwise) {
        String name = Json.string(given, "name");
        String email = Json.string(given, "email");
        if (name == null || email == null) {
            return otherwise;
        }
        String date = Json.string(given, "date");
        return new PersonIdent(name, email, date == null ? world.now() : Times.parse(date), ZoneOffset.UTC);
    }
}
