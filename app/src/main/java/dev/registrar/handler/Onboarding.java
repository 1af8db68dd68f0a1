package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.effect.EffectKey;
import dev.registrar.event.Event;
import dev.registrar.handler.CatalogWriter.Change;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.handler.CatalogWriter.Target;
import dev.registrar.inbox.Lease;
import dev.registrar.onboarding.Candidates;
import dev.registrar.onboarding.FoundCatalog;
import dev.registrar.onboarding.FoundTerraform;
import dev.registrar.onboarding.Offer;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Survey;
import dev.registrar.pull.Survey.File;
import dev.registrar.pull.Survey.Listing;
import dev.registrar.snapshot.SnapshotReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The App reaches repositories that it did not reach before: where a catalog or Terraform for ECR is found and nothing is
 * configured, one pull request proposes a configuration. One for each installation, and never again.
 */
final class Onboarding {
    private static final Logger log = LoggerFactory.getLogger(Onboarding.class);

    /** About an installation: what came of it. */
    private static final String MADE = "onboarding";

    /** A call each, out of 5,000 an hour (GitHub, "Rate limits for the REST API"). */
    private static final int MOST_REPOSITORIES = 200;
    /** Likewise, in all of them together. */
    private static final int MOST_READS = 600;
    /** A catalog of 10,000 entries has 3.7 MB. */
    private static final long LARGEST_FILE = 8L << 20;

    private final GitHubPorts github;
    private final Survey survey;
    private final Ledgers ledgers;
    private final Governance governance;
    private final CatalogWriter writer;

    Onboarding(GitHubPorts github, Survey survey, Ledgers ledgers) {
        this.github = github;
        this.survey = survey;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.writer = new CatalogWriter(github, ledgers);
    }

    void reached(Event.Reached event, Lease lease) {
        String subject = Subjects.installation(event.installation()).key();
        if (ledgers.facts().get(MADE, subject, "offer").isPresent()) {
            return;
        }
        List<Repository> all = survey.repositories(event.installation(), MOST_REPOSITORIES);
        Budget budget = new Budget();
        List<Place> places = all.stream()
                .filter(repository -> event.repositories().contains(repository.id()))
                .flatMap(repository -> look(repository, budget).stream())
                .toList();
        Optional<Place> chosen = places.stream()
                .filter(place -> place.catalog().isPresent())
                .findFirst()
                .or(() -> places.stream().findFirst());
        chosen.filter(place -> governance.of(place.repository()) instanceof ConfigurationRead.Absent)
                .ifPresent(place -> offer(place, all, subject, lease));
    }

    /** A repository where something was found. */
    private record Place(
            Repository repository,
            Optional<FoundCatalog> catalog,
            Optional<FoundTerraform> terraform,
            Listing listing) {}

    /** One that the App may not read after all does not keep the others from being looked at. */
    private Optional<Place> look(Repository repository, Budget budget) {
        try {
            return lookInto(repository, budget);
        } catch (RemoteTrouble.AccessLost closed) {
            log.info("{} is not looked into: {}", repository.name(), closed.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Place> lookInto(Repository repository, Budget budget) {
        Listing listing = survey.files(repository);
        if (listing.has(Configuration.PATH)) {
            return Optional.empty();
        }
        Map<String, File> files = new LinkedHashMap<>();
        listing.files().stream()
                .filter(file -> file.size() <= LARGEST_FILE)
                .forEach(file -> files.put(file.path(), file));
        List<String> paths = List.copyOf(files.keySet());
        Optional<FoundCatalog> catalog = Optional.empty();
        if (governance.mayBeCatalog(repository)) {
            for (String path : Candidates.catalogs(paths)) {
                if (catalog.isEmpty() && budget.take()) {
                    catalog = FoundCatalog.in(path, survey.read(repository, Objects.requireNonNull(files.get(path))));
                }
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String path : Candidates.terraform(paths)) {
            if (budget.take()) {
                byte[] bytes = survey.read(repository, Objects.requireNonNull(files.get(path)));
                texts.put(path, new String(bytes, StandardCharsets.UTF_8));
            }
        }
        Optional<FoundTerraform> terraform = FoundTerraform.in(texts);
        return catalog.isEmpty() && terraform.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(repository, catalog, terraform, listing));
    }

    /** Files that are still read for this event. */
    private static final class Budget {
        private int left = MOST_READS;

        boolean take() {
            return left-- > 0;
        }
    }

    private void offer(Place place, List<Repository> all, String subject, Lease lease) {
        Repository repository = place.repository();
        if (!github.pullRequests().from(repository, Offer.BRANCH).isEmpty()) {
            log.info("{} was offered a configuration before, so it is not again", repository.name());
            ledgers.facts().put(MADE, subject, "offer", "\"before\"");
            return;
        }
        Optional<String> catalog = place.catalog().isEmpty() ? governedCatalog(all) : Optional.empty();
        if (place.catalog().isEmpty() && catalog.isEmpty() && !governance.mayBeCatalog(repository)) {
            return;
        }
        Offer.Found found = new Offer.Found(
                place.catalog(),
                place.terraform(),
                catalog,
                approvers(place),
                place.listing().files().stream().anyMatch(file -> file.path().equals(Offer.FORM)));
        Offer.of(found).ifPresent(offer -> write(repository, offer, subject, lease));
    }

    private void write(Repository repository, Offer offer, String subject, Lease lease) {
        Target target = new Target(repository, EffectKey.of(MADE, subject), Offer.BRANCH, true);
        Result result = writer.write(target, () -> change(repository, offer), lease);
        if (result instanceof Result.Proposed proposed) {
            ledgers.facts().put(MADE, subject, "offer", String.valueOf(proposed.number()));
            OnboardingReport.announce(ledgers, repository, proposed.number());
        }
        if (result instanceof Result.Refused refused) {
            log.warn("{} is not offered a configuration: {}", repository.name(), refused.reason());
            ledgers.facts().put(MADE, subject, "offer", "\"refused\"");
        }
    }

    private Optional<Change> change(Repository repository, Offer offer) {
        List<FileChange> files = new ArrayList<>();
        offer.files().forEach((path, text) -> files.add(new FileChange(path, Optional.of(text))));
        return github.commits()
                .tip(repository, repository.defaultBranch())
                .map(tip -> new Change(
                        tip,
                        files,
                        offer.title() + "\n\nProposed by Registrar from what it found here.\n",
                        HeadSha::value,
                        offer.title(),
                        offer.text()));
    }

    /** The repository that is the organization's catalog already. */
    private Optional<String> governedCatalog(List<Repository> all) {
        return all.stream()
                .filter(this::isCatalog)
                .map(repository -> repository.name().fullName())
                .findFirst();
    }

    private boolean isCatalog(Repository repository) {
        return SnapshotReader.configuration(
                                github.contents().onBranch(repository, repository.defaultBranch(), Configuration.PATH))
                        instanceof ConfigurationRead.Valid valid
                && valid.configuration().role() == Configuration.Role.CATALOG;
    }

    private List<String> approvers(Place place) {
        return place.catalog().map(FoundCatalog::keepers).orElse(List.of()).stream()
                .filter(slug -> github.teams().team(place.repository(), slug).isPresent())
                .toList();
    }
}
