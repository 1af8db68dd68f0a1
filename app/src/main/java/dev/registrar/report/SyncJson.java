package dev.registrar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Images;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.Retention;
import dev.registrar.inventory.ScanLevel;
import java.time.Instant;
import java.util.Optional;

/** What {@code sync --format json} prints (contract, section 2), and beside it why a region is not complete, and all that was read. */
public final class SyncJson {
    private SyncJson() {}

    public static String of(Inventory inventory, DriftReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode regions = root.putArray("regions");
        inventory.regions().forEach(region -> region(regions.addObject(), region));
        ArrayNode drift = root.putArray("drift");
        report.drift().forEach(one -> drift(drift.addObject(), one));
        ArrayNode made = root.putArray("made_by_rules");
        report.made().forEach(one -> {
            ObjectNode node = made.addObject().put("registry", one.repository().name());
            place(node, Optional.of(one.repository().place()));
            node.put("by", one.origin().words());
        });
        ArrayNode repositories = root.putArray("inventory");
        inventory
                .byName()
                .forEach((name, all) -> all.forEach(repository -> repository(repositories.addObject(), repository)));
        return SafeJson.text(root);
    }

    private static void repository(ObjectNode node, AwsRepository repository) {
        node.put("registry", repository.name());
        place(node, Optional.of(repository.place()));
        node.put("uri", repository.uri())
                .put("encryption", repository.encryption().map(Enum::name).orElse(null))
                .put("key", repository.key().orElse(null))
                .put("tag_mutability", repository.tags().map(Enum::name).orElse(null))
                .put("scanning", repository.scanning().map(ScanLevel::words).orElse(null))
                .put("keeps", repository.retention().map(Retention::words).orElse(null));
        ArrayNode exclusions = node.putArray("tag_exclusions");
        repository.exclusions().forEach(exclusions::add);
        Optional<Images> images = repository.images();
        node.put("images", images.map(Images::count).orElse(null))
                .put("bytes", images.map(Images::bytes).orElse(null))
                .put(
                        "last_push",
                        images.flatMap(Images::lastPush).map(Instant::toString).orElse(null))
                .put(
                        "last_pull",
                        images.flatMap(Images::lastPull).map(Instant::toString).orElse(null));
        if (repository.labels().isPresent()) {
            ObjectNode tags = node.putObject("tags");
            repository.labels().get().forEach(tags::put);
        } else {
            node.putNull("tags");
        }
    }

    private static void region(ObjectNode node, RegionInventory region) {
        place(node, Optional.of(region.place()));
        node.put("repositories", region.repositories().size()).put("complete", region.complete());
        ArrayNode troubles = node.putArray("troubles");
        region.troubles().forEach(troubles::add);
        region.remarks().forEach(troubles::add);
    }

    private static void drift(ObjectNode node, Drift drift) {
        node.put("kind", drift.kind().word()).put("registry", drift.registry());
        place(node, drift.place());
        node.put("field", drift.field().orElse(null))
                .put("catalog", drift.catalog().orElse(null))
                .put("aws", drift.aws().orElse(null))
                .put("remedy", drift.remedy());
    }

    private static void place(ObjectNode node, Optional<Place> place) {
        node.put(
                        "account",
                        place.map(Place::account).filter(id -> !id.isEmpty()).orElse(null))
                .put("region", place.map(Place::region).orElse(null));
    }
}
