package dev.registrar.github;

import dev.registrar.pull.Repository;
import dev.registrar.pull.Survey;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** {@link Survey} on GitHub: a page for 100 repositories, and one call for each of them. */
final class RemoteSurvey implements Survey {
    private final Rest rest;

    RemoteSurvey(Rest rest) {
        this.rest = rest;
    }

    @Override
    public List<Repository> repositories(long installation, int most) {
        List<Repository> all = new ArrayList<>();
        HttpUrl next = rest.root()
                .to("installation", "repositories")
                .with("per_page", Rest.PAGE)
                .url();
        while (next != null && all.size() < most) {
            Answer page = rest.get(new Reach(installation, 0), next).orTrouble("an installation's repositories");
            List<JsonPart> repositories = page.json().items("repositories");
            repositories.stream()
                    .filter(repository -> !repository.flag("archived") && !repository.flag("fork"))
                    .map(repository -> Shapes.repository(repository, installation))
                    .forEach(all::add);
            next = repositories.isEmpty() ? null : rest.next(page);
        }
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    @Override
    public Listing files(Repository repository) {
        HttpUrl url = rest.repository(repository)
                .to("git", "trees", repository.defaultBranch())
                .with("recursive", "1")
                .url();
        Answer answer = rest.get(Reach.of(repository), url);
        // 409: the repository is empty (GitHub, "Get a tree").
        if (answer.absent() || answer.status() == 409) {
            return new Listing(List.of(), true);
        }
        JsonPart tree = answer.orTrouble("a repository's files").json();
        List<File> files = tree.items("tree").stream()
                .filter(entry -> entry.text("mode").equals("100644")
                        || entry.text("mode").equals("100755"))
                .map(entry -> new File(
                        entry.text("path"),
                        entry.optional("size").map(JsonPart::number).orElse(0L),
                        entry.text("sha")))
                .toList();
        return new Listing(files, !tree.flag("truncated"));
    }

    @Override
    public byte[] read(Repository repository, File file) {
        HttpUrl url =
                rest.repository(repository).to("git", "blobs", file.blob()).url();
        return rest.get(Reach.of(repository), url, Rest.RAW).orTrouble("a file").body();
    }
}
