package dev.registrar.inventory.aws;

import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.RegistryReader;
import dev.registrar.inventory.RepositoryRead;
import dev.registrar.inventory.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** ECR as it is. */
public final class AwsRegistries implements RegistryReader, AutoCloseable {
    /** Lists that are read side by side; the calls for details are limited on their own. */
    private static final int REGIONS_AT_ONCE = 8;

    /** Somebody waits for this answer: a pull request to be judged, a command to be answered. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Supplier<AwsAccess> way;
    private @Nullable AwsAccess opened;
    private final ExecutorService regions;
    private final ExecutorService calls;

    /** @param way opened with the first question, since the SDK takes a good part of a server's start */
    public AwsRegistries(Supplier<AwsAccess> way) {
        this.way = way;
        this.regions = Executors.newFixedThreadPool(REGIONS_AT_ONCE, daemons("aws-region-"));
        this.calls = Executors.newFixedThreadPool(AwsAccess.CALLS_AT_ONCE, daemons("aws-call-"));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private synchronized AwsAccess access() {
        if (opened == null) {
            opened = way.get();
        }
        return opened;
    }

    private synchronized void closeWay() {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Inventory read(List<Target> targets, Progress progress) {
        List<CompletableFuture<RegionInventory>> running = targets.stream()
                .map(target -> CompletableFuture.supplyAsync(() -> region(target, progress), regions))
                .toList();
        return new Inventory(running.stream().map(CompletableFuture::join).toList());
    }

    private RegionInventory region(Target target, Progress progress) {
        return roleElsewhere(target)
                .map(trouble -> RegionInventory.unread(target, trouble))
                .orElseGet(() -> new RegionReading(target, access().ecr(target), calls, progress).read());
    }

    /** A role belongs to the account that its name says; what it reads must not be taken for another's. */
    private static Optional<String> roleElsewhere(Target target) {
        return target.roleArn()
                .map(arn -> arn.split(":", -1))
                .filter(parts -> parts.length > 4
                        && target.account().filter(id -> !id.equals(parts[4])).isPresent())
                .map(parts -> "The `role_arn` of account " + target.name() + " is a role of account " + parts[4]
                        + ", not of " + target.account().orElse("") + ".");
    }

    @Override
    public RepositoryRead one(Target target, String name) {
        Optional<String> wrong = roleElsewhere(target);
        if (wrong.isPresent()) {
            return new RepositoryRead.Unread(wrong.get());
        }
        EcrClient ecr = access().ecr(target);
        try {
            List<Repository> found = ecr.describeRepositories(request -> {
                        request.repositoryNames(name).overrideConfiguration(waits -> waits.apiCallTimeout(SOON));
                        target.account().ifPresent(request::registryId);
                    })
                    .repositories();
            List<String> troubles = new ArrayList<>();
            Optional<AwsRepository> read = found.stream()
                    .filter(repository -> repository.repositoryName().equals(name))
                    .findFirst()
                    .flatMap(repository -> new RepositoryReading(
                                    target,
                                    ecr,
                                    (action, failure) -> troubles.add(Trouble.words(target, action, failure)))
                            .read(repository, Optional.empty()));
            return read.<RepositoryRead>map(repository -> repository.images().isEmpty() && !troubles.isEmpty()
                            ? new RepositoryRead.Unread(troubles.get(troubles.size() - 1))
                            : new RepositoryRead.Found(repository))
                    .orElseGet(() -> new RepositoryRead.Absent(target.place()));
        } catch (RepositoryNotFoundException none) {
            return new RepositoryRead.Absent(target.place());
        } catch (SdkException failure) {
            return new RepositoryRead.Unread(Trouble.words(target, ReadAction.DESCRIBE_REPOSITORIES, failure));
        }
    }

    /** Whether each of the calls that reading makes is allowed; nothing but reading calls is made. */
    public List<Permission> permissions(List<Target> targets) {
        return targets.stream()
                .flatMap(target -> new PermissionCheck(target, access().ecr(target)).check().stream())
                .toList();
    }

    @Override
    public void close() {
        regions.shutdownNow();
        calls.shutdownNow();
        closeWay();
    }
}
