package dev.registrar.sandbox.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The newest commit of a repository, as {@code git clone}, {@code git log} and {@code git diff} show it. */
record CatalogClone(String log, String diff, List<String> paths) {

    static CatalogClone of(String url, Path folder) {
        try (Git git = Git.cloneRepository()
                        .setURI(url)
                        .setDirectory(folder.toFile())
                        .call();
                RevWalk walk = new RevWalk(git.getRepository());
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                DiffFormatter diff = new DiffFormatter(text)) {
            RevCommit head = walk.parseCommit(git.getRepository().resolve(Constants.HEAD));
            RevCommit parent = walk.parseCommit(head.getParent(0));
            diff.setRepository(git.getRepository());
            List<String> paths = new ArrayList<>();
            for (DiffEntry entry : diff.scan(parent.getTree(), head.getTree())) {
                paths.add(entry.getNewPath());
                diff.format(entry);
            }
            diff.flush();
            String log = "commit " + head.name() + "\nAuthor: "
                    + head.getAuthorIdent().getName() + " <"
                    + head.getAuthorIdent().getEmailAddress() + ">\n\n"
                    + head.getFullMessage();
            return new CatalogClone(log, text.toString(StandardCharsets.UTF_8), paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new StepFailed("the clone failed: " + e.getMessage());
        }
    }
}
