package dev.registrar.github;

import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** {@link Installations} by the App's own calls, and by those of each installation. */
final class RemoteInstallations implements Installations {
    private final Rest rest;

    RemoteInstallations(Rest rest) {
        this.rest = rest;
    }

    @Override
    public List<Long> active() {
        HttpUrl url = rest.root()
                .to("app", "installations")
                .with("per_page", Rest.PAGE)
                .url();
        return rest.list(Reach.APP, url, "installations").stream()
                .filter(installation -> installation.optional("suspended_at").isEmpty())
                .map(JsonPart::id)
                .toList();
    }

    @Override
    public List<Reached> repositories(long installation) {
        List<Reached> all = new ArrayList<>();
        HttpUrl next = rest.root()
                .to("installation", "repositories")
                .with("per_page", Rest.PAGE)
                .url();
        while (next != null) {
            Answer page = rest.get(new Reach(installation, 0), next).orTrouble("an installation's repositories");
            List<JsonPart> repositories = page.json().items("repositories");
            repositories.stream()
                    .filter(repository -> !repository.flag("archived"))
                    .map(repository -> new Reached(Shapes.repository(repository, installation), open(repository)))
                    .forEach(all::add);
            next = repositories.isEmpty() ? null : rest.next(page);
        }
        return List.copyOf(all);
    }

    /** One where it is not told, so that the repository is looked at. */
    private static int open(JsonPart repository) {
        return repository
                .optional("open_issues_count")
                .map(JsonPart::number)
                .orElse(1L)
                .intValue();
    }
}
