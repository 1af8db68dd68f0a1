package dev.registrar.inventory.aws;

import dev.registrar.inventory.ScanLevel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;
import software.amazon.awssdk.services.ecr.model.ScanType;

/** The scanning that a registry sets for all its repositories (ECR, "Configuring enhanced scanning"). */
record RegistryScanning(boolean enhanced, List<RegistryScanningRule> rules) {
    RegistryScanning {
        rules = List.copyOf(rules);
    }

    static RegistryScanning of(GetRegistryScanningConfigurationResponse answer) {
        RegistryScanningConfiguration set = answer.scanningConfiguration();
        return set == null
                ? new RegistryScanning(false, List.of())
                : new RegistryScanning(set.scanType() == ScanType.ENHANCED, set.rules());
    }

    /** What a frequency means here; empty for one that this program does not know. */
    Optional<ScanLevel> level(ScanFrequency frequency) {
        return switch (frequency) {
            case MANUAL -> Optional.of(ScanLevel.MANUAL);
            case SCAN_ON_PUSH -> Optional.of(enhanced ? ScanLevel.ENHANCED : ScanLevel.ON_PUSH);
            case CONTINUOUS_SCAN -> Optional.of(ScanLevel.CONTINUOUS);
            case UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    /** By the rules, where ECR does not say itself what is in effect. */
    Optional<ScanLevel> effective(Repository repository) {
        List<ScanLevel> levels = rules.stream()
                .filter(rule -> rule.repositoryFilters().stream()
                        .anyMatch(filter -> matches(filter.filter(), repository.repositoryName())))
                .flatMap(rule -> level(rule.scanFrequency()).stream())
                .toList();
        Optional<ScanLevel> ruled = levels.stream().max(ScanLevel::compareTo);
        if (ruled.isPresent() || enhanced) {
            return Optional.of(ruled.orElse(ScanLevel.MANUAL));
        }
        boolean onPush = repository.imageScanningConfiguration() != null
                && Boolean.TRUE.equals(repository.imageScanningConfiguration().scanOnPush());
        return Optional.of(onPush ? ScanLevel.ON_PUSH : ScanLevel.MANUAL);
    }

    /** A filter without a star matches wherever it stands in the name. */
    static boolean matches(String filter, String name) {
        if (filter.indexOf('*') < 0) {
            return name.contains(filter);
        }
        String pattern = Stream.of(filter.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return name.matches(pattern);
    }
}
