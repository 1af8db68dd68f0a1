package dev.registrar.backstage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.RepositoryUrl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The file of entities (contract, section 9). What could not be read this time stays in it as it was. */
public final class Entities {
    private static final String HEAD = """
            # Registrar writes this file from what AWS has and the registry catalog knows. Change the catalog, not this file.
            """;

    private final Catalog catalog;
    private final Inventory inventory;
    private final boolean perRepository;
    private final boolean everywhere;
    private final Map<String, ObjectNode> before;

    private Entities(
            Catalog catalog,
            Inventory inventory,
            boolean perRepository,
            boolean everywhere,
            Map<String, ObjectNode> before) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.perRepository = perRepository;
        this.everywhere = everywhere;
        this.before = before;
    }

    /**
     * The new text, or the old one where nothing but the time would differ.
     *
     * @param everywhere whether every account and region of the configuration was asked, so that mirrors of others may go
     * @param before the file as it is; empty where there is none
     */
    public static String render(
            Catalog catalog,
            Inventory inventory,
            boolean perRepository,
            boolean everywhere,
            String before,
            Instant now) {
        Optional<Map<String, ObjectNode>> old = EntityYaml.read(before);
        boolean partial = inventory.regions().stream().anyMatch(region -> !region.listed()) || !everywhere;
        if (old.isEmpty() && partial) {
            return before; // it cannot be told what would be lost
        }
        Entities entities = new Entities(catalog, inventory, perRepository, everywhere, old.orElseGet(TreeMap::new));
        String asBefore = entities.text(Optional.empty());
        return asBefore.equals(before) ? before : entities.text(Optional.of(now));
    }

    /**
     * The new text when the catalog alone has changed: what AWS has stays as it was, and follows when it is read next.
     *
     * @param before the file as it is; empty where there is none
     */
    public static String follow(Catalog catalog, boolean perRepository, String before) {
        Optional<Map<String, ObjectNode>> old = EntityYaml.read(before);
        if (old.isEmpty()) {
            return before; // it cannot be told what would be lost
        }
        old.get()
                .values()
                .forEach(entity -> Shapes.repositoryOf(entity)
                        .filter(name -> EntityNames.of(name).equals(Shapes.name(entity)))
                        .ifPresent(name -> Shapes.enrich(entity, catalog.registry(name))));
        Inventory nothingRead = new Inventory(List.of());
        return new Entities(catalog, nothingRead, perRepository, false, old.get()).text(Optional.empty());
    }

    private String text(Optional<Instant> now) {
        TreeMap<String, ObjectNode> resources = new TreeMap<>();
        Set<String> mirrors = new HashSet<>();
        for (RegionInventory region : inventory.regions()) {
            String name = EntityNames.mirror(region.place());
            if (region.listed()) {
                mirrors.add(name);
                resources.put(name, mirror(region, name, now));
            }
        }
        Map<String, ObjectNode> kept = kept(mirrors);
        kept.forEach(resources::putIfAbsent);
        if (perRepository) {
            repositories(mirrors, kept.keySet()).forEach(resources::put);
        }
        List<ObjectNode> all = new ArrayList<>();
        all.add(Shapes.domain());
        all.add(Shapes.system());
        all.add(Shapes.component(resources.entrySet().stream()
                .filter(entry -> Shapes.isMirror(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()));
        all.addAll(resources.values());
        try {
            return HEAD + EntityYaml.write(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entities cannot be written", e);
        }
    }

    private ObjectNode mirror(RegionInventory region, String name, Optional<Instant> now) {
        Optional<String> last = Optional.ofNullable(before.get(name)).flatMap(Shapes::lastSync);
        String time = now.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .or(() -> last)
                .orElse("");
        return Shapes.mirror(region.place(), name, region.repositories().size(), time);
    }

    /** What an earlier run knew of places that were not read this time, and of their repositories. */
    private Map<String, ObjectNode> kept(Set<String> read) {
        Set<String> asked = new HashSet<>();
        inventory.regions().forEach(region -> asked.add(EntityNames.mirror(region.place())));
        boolean nameless = inventory.regions().stream()
                .anyMatch(region -> region.place().account().isEmpty());
        TreeMap<String, ObjectNode> kept = new TreeMap<>();
        before.forEach((name, entity) -> {
            String mirror =
                    Shapes.isMirror(entity) ? name : Shapes.mirrorOf(entity).orElse("");
            boolean wanted = !everywhere || nameless || asked.contains(mirror);
            boolean shown = Shapes.isMirror(entity) || perRepository;
            if (!mirror.isEmpty() && shown && wanted && !read.contains(mirror)) {
                kept.put(name, entity);
            }
        });
        return kept;
    }

    /** @param taken names of resources of places that were not read this time */
    private Map<String, ObjectNode> repositories(Set<String> mirrors, Set<String> taken) {
        TreeMap<String, ObjectNode> resources = new TreeMap<>();
        inventory.byName().forEach((name, all) -> {
            Optional<Registry> entry = catalog.registry(name);
            AwsRepository first = home(entry, all);
            for (AwsRepository repository : all) {
                String mirror = EntityNames.mirror(repository.place());
                if (!mirrors.contains(mirror)) {
                    continue; // part of a list that broke off: what was known of that place is kept
                }
                boolean main = repository.equals(first) && !taken.contains(EntityNames.of(name));
                resources.put(
                        main ? EntityNames.of(name) : EntityNames.elsewhere(repository),
                        Shapes.repository(
                                main ? EntityNames.of(name) : EntityNames.elsewhere(repository),
                                repository,
                                main ? entry : Optional.empty(),
                                mirror));
            }
        });
        return resources;
    }

    /** Where the catalog has it, else the first by account and region: that one bears the plain name. */
    private static AwsRepository home(Optional<Registry> entry, List<AwsRepository> all) {
        Optional<RepositoryUrl> url = entry.flatMap(Registry::repositoryUrl).flatMap(RepositoryUrl::parse);
        return all.stream()
                .filter(repository ->
                        url.filter(at -> at.place().equals(repository.place())).isPresent())
                .findFirst()
                .orElseGet(() -> all.stream()
                        .min((a, b) -> a.place().compareTo(b.place()))
                        .orElseThrow());
    }
}
