package dev.registrar.sandbox.aws;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The registry of one account and region. */
public final class EcrRegistry {
    final String account;
    final String region;
    final Map<String, EcrRepository> repositories = new ConcurrentSkipListMap<>();
    final List<ScanRule> scanRules = new CopyOnWriteArrayList<>();
    final List<String> caches = new CopyOnWriteArrayList<>();
    final List<Template> templates = new CopyOnWriteArrayList<>();
    final List<Destination> replicas = new CopyOnWriteArrayList<>();
    volatile String scanType = "BASIC";
    private final Clock clock;

    record ScanRule(String frequency, String filter) {}

    record Template(String prefix, List<String> appliedFor) {}

    record Destination(String account, String region, String prefix) {}

    EcrRegistry(String account, String region, Clock clock) {
        this.account = account;
        this.region = region;
        this.clock = clock;
    }

    /** Makes a repository, if there is none of that name. */
    public EcrRepository repository(String name) {
        return repositories.computeIfAbsent(name, key -> new EcrRepository(key, account, region, clock.instant()));
    }

    public EcrRegistry delete(String name) {
        repositories.remove(name);
        return this;
    }

    /**
     * Sets the scanning of the whole registry.
     *
     * @param type {@code BASIC} or {@code ENHANCED}
     * @param frequency such as {@code SCAN_ON_PUSH}
     */
    public EcrRegistry scanning(String type, String frequency, String filter) {
        scanType = type;
        scanRules.add(new ScanRule(frequency, filter));
        return this;
    }

    public EcrRegistry cache(String prefix) {
        caches.add(prefix);
        return this;
    }

    public EcrRegistry template(String prefix, String... appliedFor) {
        templates.add(new Template(prefix, List.of(appliedFor)));
        return this;
    }

    /** @param prefix of the names that are copied; empty: all */
    public EcrRegistry replicates(String toAccount, String toRegion, String prefix) {
        replicas.add(new Destination(toAccount, toRegion, prefix));
        return this;
    }

    Optional<EcrRepository> find(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    /** As ECR does: the most thorough rule whose filter matches. */
    String frequency(String name) {
        return scanRules.stream()
                .filter(rule -> matches(rule.filter(), name))
                .map(ScanRule::frequency)
                .min(String::compareTo) // CONTINUOUS_SCAN before SCAN_ON_PUSH
                .orElse("MANUAL");
    }

    private static boolean matches(String filter, String name) {
        return filter.indexOf('*') < 0
                ? name.contains(filter)
                : name.matches(filter.replace(".", "\\.").replace("*", ".*"));
    }
}
