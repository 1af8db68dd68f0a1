package dev.registrar.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One repository as ECR has it. What is empty could not be read, or is a value that this program does not know; it is never
 * taken for a no.
 *
 * @param uri without a scheme, as {@code docker pull} takes it
 * @param key the KMS key, where it is not ECR's own
 * @param exclusions filters of the tags for which {@code tags} does not hold
 */
public record AwsRepository(
        String name,
        String uri,
        Place place,
        Optional<Instant> created,
        Optional<AtRest> encryption,
        Optional<String> key,
        Optional<TagRule> tags,
        List<String> exclusions,
        Optional<ScanLevel> scanning,
        Optional<Retention> retention,
        Optional<SortedMap<String, String>> labels,
        Optional<Images> images) {
    public AwsRepository {
        exclusions = List.copyOf(exclusions);
        labels = labels.map(map -> Collections.unmodifiableSortedMap(new TreeMap<>(map)));
    }
}
