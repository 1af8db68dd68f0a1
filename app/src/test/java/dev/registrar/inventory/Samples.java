package dev.registrar.inventory;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Repositories and catalogs for tests. */
public final class Samples {
    public static final Place LONDON = new Place("111111111111", "eu-west-2");
    public static final Place DUBLIN = new Place("111111111111", "eu-west-1");

    private Samples() {}

    /** As a low registry is to be. */
    public static AwsRepository low(String name, Place place) {
        return repository(name, place, TagRule.MUTABLE, AtRest.AES256, ScanLevel.ON_PUSH, 20);
    }

    public static AwsRepository repository(
            String name, Place place, TagRule tags, AtRest encryption, ScanLevel scanning, int keeps) {
        return new AwsRepository(
                name,
                uri(name, place),
                place,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(encryption),
                Optional.empty(),
                Optional.of(tags),
                List.of(),
                Optional.of(scanning),
                Optional.of(new Retention(true, Optional.of(keeps), Optional.empty())),
                Optional.of(new TreeMap<>()),
                Optional.of(Images.NONE));
    }

    public static String uri(String name, Place place) {
        return place.account() + ".dkr.ecr." + place.region() + ".amazonaws.com/" + name;
    }

    public static RegionInventory region(Place place, AwsRepository... repositories) {
        return region(place, Rules.NONE, repositories);
    }

    public static RegionInventory region(Place place, Rules rules, AwsRepository... repositories) {
        return new RegionInventory(target(place), place, true, List.of(repositories), rules, List.of(), List.of());
    }

    public static RegionInventory unread(Place place) {
        return RegionInventory.unread(target(place), "ECR is down.");
    }

    private static Target target(Place place) {
        return new Target("prod", Optional.of(place.account()), place.region(), Optional.empty());
    }

    /** @param url empty: the entry has none */
    public static String entry(String name, String risk, String status, String url) {
        return """
                  %s:
                    metadata: {id: X, owner: app-team-payments, risk: %s, status: %s}
                """.formatted(name, risk, status) + (url.isEmpty() ? "" : "    aws: {repository_url: " + url + "}\n");
    }

    public static Catalog catalog(String... entries) {
        return CatalogReader.read("repositories:\n" + String.join("", entries)).catalog();
    }
}
