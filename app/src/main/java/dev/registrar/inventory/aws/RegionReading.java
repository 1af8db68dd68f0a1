package dev.registrar.inventory.aws;

import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.RegistryReader.Progress;
import dev.registrar.inventory.Rules;
import dev.registrar.inventory.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.RCTAppliedFor;
import software.amazon.awssdk.services.ecr.model.ReplicationConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Reads one account and region: page by page, and the repositories of a page side by side. */
final class RegionReading {
    /** ECR: "maxResults" of DescribeRepositories; smaller pages than the most, so that their details begin sooner. */
    private static final int PAGE = 100;

    private final Target target;
    private final EcrClient ecr;
    private final Executor calls;
    private final Progress progress;
    private final Map<String, Integer> troubles = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();

    RegionReading(Target target, EcrClient ecr, Executor calls, Progress progress) {
        this.target = target;
        this.ecr = ecr;
        this.calls = calls;
        this.progress = progress;
    }

    RegionInventory read() {
        Optional<Repository> first = Optional.empty();
        List<AwsRepository> repositories = new ArrayList<>();
        Optional<RegistryScanning> scanning = Optional.empty();
        boolean whole = false;
        Optional<String> next = Optional.empty();
        try {
            do {
                DescribeRepositoriesResponse page = page(next);
                if (first.isEmpty() && !page.repositories().isEmpty()) {
                    first = Optional.of(page.repositories().get(0));
                    foreign(first.get());
                    scanning = scanning();
                }
                repositories.addAll(details(page.repositories(), scanning));
                next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
            } while (next.isPresent());
            whole = true;
        } catch (SdkException failure) {
            failed(ReadAction.DESCRIBE_REPOSITORIES, failure);
        } catch (ForeignAccount foreign) {
            return RegionInventory.unread(target, String.valueOf(foreign.getMessage()));
        }
        boolean reached = whole || !repositories.isEmpty();
        Replications replications = reached ? replications() : new Replications(Optional.empty(), List.of());
        Optional<String> seen = first.map(Repository::registryId).or(replications::account);
        Place place = new Place(target.account().or(() -> seen).orElse(""), target.region());
        Rules rules = reached ? new Rules(caches(), templates(), replications.rules()) : Rules.NONE;
        repositories.sort(Comparator.comparing(AwsRepository::name));
        return new RegionInventory(target, place, whole, repositories, rules, sentences(), remarks);
    }

    private DescribeRepositoriesResponse page(Optional<String> token) {
        DescribeRepositoriesRequest.Builder request =
                DescribeRepositoriesRequest.builder().maxResults(PAGE);
        target.account().ifPresent(request::registryId);
        token.ifPresent(request::nextToken);
        return ecr.describeRepositories(request.build());
    }

    /** Credentials of another account: what they see must not be taken for what is in this one. */
    private void foreign(Repository repository) {
        String actual = repository.registryId();
        if (actual != null
                && target.account().filter(wanted -> !wanted.equals(actual)).isPresent()) {
            throw new ForeignAccount("The credentials read account " + actual + ", not "
                    + target.account().get() + "; set `role_arn` for account " + target.name() + ".");
        }
    }

    private static final class ForeignAccount extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForeignAccount(String message) {
            super(message);
        }
    }

    private Optional<RegistryScanning> scanning() {
        try {
            return Optional.of(RegistryScanning.of(ecr.getRegistryScanningConfiguration(request -> {})));
        } catch (SdkException failure) {
            failed(ReadAction.GET_REGISTRY_SCANNING, failure);
            return Optional.empty();
        }
    }

    private List<AwsRepository> details(List<Repository> page, Optional<RegistryScanning> scanning) {
        progress.found(page.size());
        List<CompletableFuture<Optional<AwsRepository>>> running = new ArrayList<>();
        for (int from = 0; from < page.size(); from += RepositoryReading.SCANNING_AT_ONCE) {
            List<Repository> some =
                    page.subList(from, Math.min(page.size(), from + RepositoryReading.SCANNING_AT_ONCE));
            CompletableFuture<EffectiveScanning> levels = scanning.isEmpty()
                    ? CompletableFuture.completedFuture(EffectiveScanning.UNKNOWN)
                    : CompletableFuture.supplyAsync(
                            () -> EffectiveScanning.read(ecr, scanning.get(), some, this::remarked), calls);
            for (Repository repository : some) {
                running.add(levels.thenApplyAsync(
                        known -> {
                            Optional<AwsRepository> read = new RepositoryReading(target, ecr, this::failed)
                                    .read(repository, known.of(repository));
                            progress.read();
                            return read;
                        },
                        calls));
            }
        }
        return running.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
    }

    private record Replications(Optional<String> account, List<Rules.Replication> rules) {}

    private Replications replications() {
        return noted(
                ReadAction.DESCRIBE_REGISTRY,
                () -> {
                    var answer = ecr.describeRegistry(request -> {});
                    ReplicationConfiguration configuration = answer.replicationConfiguration();
                    List<Rules.Replication> rules = configuration == null
                            ? List.of()
                            : configuration.rules().stream()
                                    .flatMap(rule -> rule.destinations().stream()
                                            .map(to -> new Rules.Replication(
                                                    new Place(to.registryId(), to.region()),
                                                    rule.repositoryFilters().stream()
                                                            .map(filter -> filter.filter())
                                                            .toList())))
                                    .toList();
                    return new Replications(Optional.ofNullable(answer.registryId()), rules);
                },
                new Replications(Optional.empty(), List.of()));
    }

    private List<String> caches() {
        return noted(
                ReadAction.DESCRIBE_CACHE_RULES,
                () -> ecr
                        .describePullThroughCacheRulesPaginator(
                                request -> target.account().ifPresent(request::registryId))
                        .stream()
                        .flatMap(page -> page.pullThroughCacheRules().stream())
                        .map(rule -> rule.ecrRepositoryPrefix())
                        .toList(),
                List.of());
    }

    private List<String> templates() {
        return noted(
                ReadAction.DESCRIBE_TEMPLATES,
                () -> ecr.describeRepositoryCreationTemplatesPaginator(request -> {}).stream()
                        .flatMap(page -> page.repositoryCreationTemplates().stream())
                        .filter(template -> template.appliedFor().contains(RCTAppliedFor.CREATE_ON_PUSH))
                        .map(template -> template.prefix())
                        .toList(),
                List.of());
    }

    private <T> T noted(ReadAction action, Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (SdkException failure) {
            remarked(action, failure);
            return otherwise;
        }
    }

    /** Something was not answered that the result can do without. */
    private synchronized void remarked(ReadAction action, SdkException failure) {
        String remark = sentence(Trouble.words(target, action, failure));
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    private synchronized void failed(ReadAction action, SdkException failure) {
        // What a partition does not offer (AWS, "Services in China" and others) cannot be set there either.
        if (Trouble.notOffered(failure)) {
            remarked(action, failure);
            return;
        }
        troubles.merge(Trouble.words(target, action, failure), 1, Integer::sum);
    }

    private synchronized List<String> sentences() {
        return troubles.entrySet().stream()
                .map(trouble -> sentence(
                        trouble.getKey() + (trouble.getValue() > 1 ? " (" + trouble.getValue() + " times)" : "")))
                .toList();
    }

    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
