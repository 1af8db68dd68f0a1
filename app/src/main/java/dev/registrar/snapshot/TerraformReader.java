package dev.registrar.snapshot;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.TerraformProposal;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.Policies;
import dev.registrar.pull.FileRead;
import dev.registrar.terraform.Configurations;
import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.PlanRead;
import dev.registrar.terraform.PlanReader;
import dev.registrar.terraform.TerraformPaths;
import dev.registrar.terraform.Trouble;
import dev.registrar.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads Terraform before and after a change, and the catalog that it is held against. */
final class TerraformReader {
    /** Several times what the largest platforms keep in one repository. */
    private static final int MOST_FILES = 3_000;

    private static final long MOST_BYTES = 32L << 20;

    private final Configuration configuration;
    private final Policies policies;
    private final Supplier<FileRead> other;
    private final Optional<TerraformPlan> plan;

    /** @param other the catalog of an infra repository */
    TerraformReader(
            Configuration configuration, Policies policies, Supplier<FileRead> other, Optional<TerraformPlan> plan) {
        this.configuration = configuration;
        this.policies = policies;
        this.other = other;
        this.plan = plan;
    }

    /** Empty where a change touches none of it, and where there is none. */
    Optional<TerraformProposal> read(Trees trees, Optional<Proposal> catalog) {
        if (!concerned(trees, catalog)) {
            return Optional.empty();
        }
        Declarations after = declared(trees, Trees.Side.HEAD);
        Optional<Declarations> before =
                trees.audit() ? Optional.empty() : Optional.of(declared(trees, Trees.Side.MERGE_BASE));
        Catalogs catalogs = catalogs(trees, catalog);
        Declarations now = catalogs.trouble().map(after::with).orElse(after);
        Optional<PlanRead> planned = plan.map(given -> PlanReader.read(given.path(), given.bytes(), after));
        TerraformProposal proposal = new TerraformProposal(
                configuration,
                policies,
                before.map(read -> new Side(catalogs.before(), read)),
                new Side(catalogs.after(), planned.map(PlanRead::declarations).orElse(now)),
                planned.map(PlanRead::changes));
        return proposal.empty() ? Optional.empty() : Optional.of(proposal);
    }

    private boolean concerned(Trees trees, Optional<Proposal> catalog) {
        if (trees.audit() || plan.isPresent()) {
            return true;
        }
        List<String> paths = configuration.terraform().paths();
        return trees.touchesAny(path -> TerraformPaths.mayMatter(paths, path)) || catalog.isPresent() && besides();
    }

    /** Whether a catalog repository is known to hold Terraform, without looking for it at each change of the catalog. */
    private boolean besides() {
        return configuration.terraform().complete()
                || configuration.terraform().tfvars().isPresent()
                        && configuration.terraform().repository().isEmpty();
    }

    private record Catalogs(Optional<Catalog> before, Optional<Catalog> after, Optional<Trouble> trouble) {}

    private Catalogs catalogs(Trees trees, Optional<Proposal> touched) {
        if (configuration.role() == Configuration.Role.INFRA) {
            return ofOther();
        }
        if (touched.isPresent()) {
            Proposal proposal = touched.get();
            boolean readable = proposal.after().listsRegistries();
            Catalog now = proposal.tip()
                    .map(tip -> proposal.change().laidOver(tip))
                    .orElse(proposal.after().catalog());
            return new Catalogs(
                    proposal.before().map(CatalogText::catalog),
                    readable ? Optional.of(now) : Optional.empty(),
                    Optional.empty());
        }
        Optional<Catalog> own = Optional.of(SnapshotReader.existing(
                        trees.read(Trees.Side.HEAD, configuration.catalog().path()))
                .catalog());
        return new Catalogs(own, own, Optional.empty());
    }

    private Catalogs ofOther() {
        Optional<CatalogText> text = other.get()
                .match(
                        bytes -> Optional.of(CatalogReader.read(bytes)),
                        Optional.<CatalogText>empty(),
                        what -> Optional.empty());
        Optional<Catalog> catalog = text.filter(CatalogText::listsRegistries).map(CatalogText::catalog);
        if (catalog.isPresent()) {
            return new Catalogs(catalog, catalog, Optional.empty());
        }
        return new Catalogs(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Trouble(
                        new Place(Configuration.PATH, Span.FIRST),
                        "There is no catalog at `" + configuration.catalog().path()
                                + "` of the catalog repository that can be read.",
                        "Repair the catalog there, or correct `catalog.path` in its `" + Configuration.PATH + "`.")));
    }

    private Declarations declared(Trees trees, Trees.Side side) {
        List<Trouble> unread = new ArrayList<>();
        Map<String, byte[]> files = new HashMap<>();
        long bytes = 0;
        for (String path : paths(trees, side, unread)) {
            // What is no regular file, such as a link, is nothing that Terraform of this repository would be read from.
            if (trees.read(side, path) instanceof FileRead.Found found) {
                files.put(path, found.bytes());
                bytes += found.bytes().length;
            }
            if (files.size() >= MOST_FILES || bytes > MOST_BYTES) {
                unread.add(tooMany("This is more Terraform than is read at once: " + MOST_FILES + " files or "
                        + (MOST_BYTES >> 20) + " MB."));
                break;
            }
        }
        Configurations read = Configurations.of(files, configuration.terraform().modules(), unread);
        Map<String, Optional<String>> texts = new HashMap<>();
        for (String path : read.wanted()) {
            texts.put(path, text(trees.read(side, path)));
        }
        Set<String> unwatched = new TreeSet<>();
        texts.forEach((path, text) -> {
            if (text.isPresent() && !watched(path)) {
                unwatched.add(path);
            }
        });
        return read.declared(path -> texts.getOrDefault(path, Optional.empty())).unwatched(unwatched);
    }

    /** Whether a change of nothing but this file is judged. */
    private boolean watched(String path) {
        boolean catalog = configuration.role() == Configuration.Role.CATALOG
                && path.equals(configuration.catalog().path());
        return catalog || TerraformPaths.mayMatter(configuration.terraform().paths(), path);
    }

    private static Optional<String> text(FileRead file) {
        return file.match(
                bytes -> Optional.of(new String(bytes, StandardCharsets.UTF_8)),
                Optional.empty(),
                what -> Optional.empty());
    }

    private Set<String> paths(Trees trees, Trees.Side side, List<Trouble> unread) {
        List<String> patterns = configuration.terraform().paths();
        Set<String> paths = new TreeSet<>();
        for (String folder :
                new TreeSet<>(patterns.stream().map(TerraformPaths::fixedFolder).toList())) {
            Optional<List<String>> below = trees.filesBelow(side, folder);
            if (below.isEmpty()) {
                unread.add(tooMany(
                        "There are more files below `" + (folder.isEmpty() ? "." : folder) + "` than can be listed."));
            }
            below.stream()
                    .flatMap(List::stream)
                    .filter(path -> TerraformPaths.covers(patterns, path))
                    .forEach(paths::add);
        }
        return paths;
    }

    private static Trouble tooMany(String message) {
        return Trouble.blind(
                new Place(Configuration.PATH, Span.FIRST), message, "Name fewer folders in `terraform.paths`.");
    }
}
