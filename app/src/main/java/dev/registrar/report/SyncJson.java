package dev.registrar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.RegionInventory;
import java.util.Optional;

/** What {@code sync --format json} prints (contract, section 2), and beside it why a region is not complete. */
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
        return SafeJson.text(root);
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
