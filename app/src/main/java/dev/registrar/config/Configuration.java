package dev.registrar.config;

import dev.registrar.catalog.RiskTier;
import dev.registrar.pull.RepositoryName;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a governed repository, defaults filled in (contract, section 4). */
public record Configuration(
        Role role,
        CatalogFiles catalog,
        Terraform terraform,
        String policies,
        Requests requests,
        Approvals approvals,
        Commits commits,
        Map<String, Account> accounts,
        Sync sync,
        Placement placement,
        boolean resourcePerRepository,
        Checklist checklist) {
    /** Where the file stands in a repository. */
    public static final String PATH = ".github/registrar.yml";

    /** The label of requests, where nothing else is configured. */
    public static final String USUAL_LABEL = "registry-request";

    public Configuration {
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }

    /** The same settings for a repository of another role. */
    public Configuration as(Role other) {
        return new Configuration(
                other,
                catalog,
                terraform,
                policies,
                requests,
                approvals,
                commits,
                accounts,
                sync,
                placement,
                resourcePerRepository,
                checklist);
    }

    /**
     * The settings of an infra repository under those of its catalog repository, which alone says who approves, by which
     * policies, and where registries belong (contract, section 4).
     */
    public Configuration under(Configuration ofCatalog) {
        return new Configuration(
                role,
                ofCatalog.catalog,
                terraform,
                ofCatalog.policies,
                ofCatalog.requests,
                ofCatalog.approvals,
                ofCatalog.commits,
                ofCatalog.accounts,
                ofCatalog.sync,
                ofCatalog.placement,
                ofCatalog.resourcePerRepository,
                checklist);
    }

    public enum Role {
        CATALOG,
        INFRA
    }

    /** @param repository empty for the repository that holds the configuration */
    public record CatalogFiles(
            Optional<RepositoryName> repository, String path, Optional<String> docs, Optional<String> backstage) {}

    /** @param tfvars may hold {@link #ENVIRONMENT} */
    public record Terraform(
            List<String> paths,
            Optional<String> tfvars,
            Optional<RepositoryName> repository,
            List<String> modules,
            boolean complete) {
        /** Where the environment of an entry goes in a path. */
        public static final String ENVIRONMENT = "{environment}";

        public Terraform {
            paths = List.copyOf(paths);
            modules = List.copyOf(modules);
        }
    }

    public record Requests(String label, Duration remindAfter, Duration breachAfter) {}

    /** @param teams slugs; with none, nobody may approve */
    public record Approvals(List<String> teams, Map<RiskTier, Integer> required, Needed pullRequests) {
        public Approvals {
            teams = List.copyOf(teams);
            required = Collections.unmodifiableMap(new EnumMap<>(required));
        }

        /** How many approvals a change to a registry of this tier takes. */
        public int required(RiskTier tier) {
            return required.getOrDefault(tier, 1);
        }

        /** Which catalog pull requests need approvals. */
        public enum Needed {
            SENSITIVE,
            ALL,
            NONE
        }
    }

    public record Commits(boolean byPullRequest, boolean mergePullRequests) {}

    /** @param id twelve digits */
    public record Account(String name, String id, List<String> regions, Optional<String> roleArn) {
        public Account {
            regions = List.copyOf(regions);
        }
    }

    public record Sync(Duration every, int decommissionAfterUnpulledDays) {}

    public record Placement(Strategy strategy, Naming naming) {
        public enum Strategy {
            PROD_ACCOUNT,
            BUILD_ACCOUNT,
            PER_ENVIRONMENT,
            SINGLE_ACCOUNT
        }

        public enum Naming {
            PRODUCT,
            PROJECT
        }
    }

    public record Checklist(boolean enabled, Map<String, List<String>> sections) {
        public Checklist {
            sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        }
    }
}
