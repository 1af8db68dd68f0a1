package dev.registrar.inventory.aws;

import dev.registrar.inventory.ScanLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfiguration;

/** What is scanned in effect, by the name of the repository. */
record EffectiveScanning(Map<String, ScanLevel> levels) {
    static final EffectiveScanning UNKNOWN = new EffectiveScanning(Map.of());

    EffectiveScanning {
        levels = Map.copyOf(levels);
    }

    Optional<ScanLevel> of(Repository repository) {
        return Optional.ofNullable(levels.get(repository.repositoryName()));
    }

    /** ECR's own word where it gives it, else what the rules of the registry come to. */
    static EffectiveScanning read(
            EcrClient ecr,
            RegistryScanning registry,
            List<Repository> repositories,
            BiConsumer<ReadAction, SdkException> failed) {
        Map<String, ScanLevel> levels = new HashMap<>();
        repositories.forEach(repository ->
                registry.effective(repository).ifPresent(level -> levels.put(repository.repositoryName(), level)));
        try {
            List<String> names =
                    repositories.stream().map(Repository::repositoryName).toList();
            ecr.batchGetRepositoryScanningConfiguration(request -> request.repositoryNames(names))
                    .scanningConfigurations()
                    .forEach(said -> level(registry, said)
                            .ifPresentOrElse(
                                    level -> levels.put(said.repositoryName(), level),
                                    () -> levels.remove(said.repositoryName())));
        } catch (SdkException failure) {
            failed.accept(ReadAction.BATCH_GET_SCANNING, failure);
        }
        return new EffectiveScanning(levels);
    }

    private static Optional<ScanLevel> level(RegistryScanning registry, RepositoryScanningConfiguration said) {
        if (said.scanFrequency() != null) {
            return registry.level(said.scanFrequency());
        }
        return Optional.of(Boolean.TRUE.equals(said.scanOnPush()) ? ScanLevel.ON_PUSH : ScanLevel.MANUAL);
    }
}
