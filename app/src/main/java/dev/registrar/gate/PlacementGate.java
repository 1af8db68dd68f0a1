package dev.registrar.gate;

import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.config.Configuration;
import dev.registrar.config.Configuration.Account;
import dev.registrar.config.Configuration.Placement.Strategy;
import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a registry's address is where the placement strategy puts it. */
final class PlacementGate implements Gate {
    private static final RuleId ADDRESS = new RuleId("POL-ECR-006-R01");
    private static final RuleId NAME = new RuleId("POL-ECR-006-R02");
    private static final RuleId ACCOUNT = new RuleId("POL-ECR-006-R03");
    private static final RuleId REGION = new RuleId("POL-ECR-006-R04");

    // ECR: account, region and, in the China partition, a suffix. Linear: every part is delimited by another character.
    private static final Pattern URL =
            Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]{1,40})\\.amazonaws\\.com(\\.cn)?/(\\S{1,512})");

    @Override
    public GateName name() {
        return GateName.PLACEMENT;
    }

    @Override
    public void state(State state, Findings findings) {
        for (Registry registry : state.text().catalog().registries().values()) {
            registry.repositoryUrl().ifPresent(url -> judge(registry, url, state, findings));
        }
    }

    private static void judge(Registry registry, String url, State state, Findings findings) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            told(
                    findings,
                    ADDRESS,
                    registry,
                    Told.that("“" + Excerpt.of(url) + "” is not the address of an ECR repository."));
            return;
        }
        String region = parts.group(2);
        if (region.startsWith("cn-") != (parts.group(3) != null)) {
            told(
                    findings,
                    ADDRESS,
                    registry,
                    Told.that("The region " + region + " and the domain of “" + Excerpt.of(url)
                                    + "” are of different partitions.")
                            .remedy("Addresses in cn- regions end in amazonaws.com.cn, all others in amazonaws.com."));
        }
        String name = parts.group(4);
        // A name that ECR cannot take is naming's fault, and no address could agree with it.
        boolean agrees =
                name.equals(registry.name()) || state.touched().renamed().contains(registry.name());
        if (!agrees && Names.formedForEcr(registry.name())) {
            told(
                    findings,
                    NAME,
                    registry,
                    Told.that("The address is that of `" + name + "`, not of `" + registry.name() + "`."));
        }
        account(registry, parts.group(1), region, state.configuration(), findings);
    }

    private static void account(
            Registry registry, String id, String region, Configuration configuration, Findings findings) {
        List<Account> right = chosen(registry, configuration);
        if (right.isEmpty()) {
            untold(registry, id, configuration, findings);
            return;
        }
        Optional<Account> used =
                right.stream().filter(account -> account.id().equals(id)).findFirst();
        if (used.isEmpty()) {
            told(
                    findings,
                    ACCOUNT,
                    registry,
                    Told.that("The address is in account " + id
                            + ", but the placement strategy puts this registry into "
                            + String.join(
                                    " or ", right.stream().map(Account::id).toList()) + "."));
            return;
        }
        if (!used.get().regions().contains(region)) {
            told(
                    findings,
                    REGION,
                    registry,
                    Told.that("The region " + region + " is not one of account "
                            + used.get().name() + ": "
                            + String.join(", ", used.get().regions()) + "."));
        }
    }

    /** With no accounts at all nothing is asked for; where there are some, what the strategy cannot tell is not passed over. */
    private static void untold(Registry registry, String id, Configuration configuration, Findings findings) {
        Map<String, Account> accounts = configuration.accounts();
        if (accounts.isEmpty()) {
            return;
        }
        if (accounts.values().stream().noneMatch(account -> account.id().equals(id))) {
            told(
                    findings,
                    ACCOUNT,
                    registry,
                    Told.that("The address is in account " + id + ", which registrar.yml does not list.")
                            .remedy("Use the address in the right account, or add the account to registrar.yml."));
            return;
        }
        findings.note(
                ACCOUNT,
                registry.name(),
                Field.REPOSITORY_URL,
                Told.that("Which account this registry belongs into cannot be told: "
                                + (strategy(configuration) == Strategy.PER_ENVIRONMENT
                                        ? registry.environment()
                                                .map(environment -> listsNo(environment.word()))
                                                .orElse("it has no `metadata.environment`.")
                                        : listsNo(strategy(configuration) == Strategy.PROD_ACCOUNT ? "prod" : "build")))
                        .remedy("Add what is missing, or change the placement strategy in registrar.yml."));
    }

    private static String listsNo(String account) {
        return "registrar.yml lists no account `" + account + "`.";
    }

    private static Strategy strategy(Configuration configuration) {
        return configuration.placement().strategy();
    }

    /** The accounts where the registry may be; none when the configuration does not tell, and then nothing is judged. */
    static List<Account> chosen(Registry registry, Configuration configuration) {
        List<Account> all = List.copyOf(configuration.accounts().values());
        return switch (strategy(configuration)) {
            case SINGLE_ACCOUNT -> all;
            case PROD_ACCOUNT -> named(configuration, "prod");
            case BUILD_ACCOUNT -> named(configuration, "build");
            case PER_ENVIRONMENT ->
                registry.environment()
                        .map(Environment::word)
                        .map(word -> named(configuration, word))
                        .orElse(List.of());
        };
    }

    private static List<Account> named(Configuration configuration, String name) {
        return Optional.ofNullable(configuration.accounts().get(name)).stream().toList();
    }

    private static void told(Findings findings, RuleId rule, Registry registry, Told told) {
        findings.atValue(rule, registry.name(), Field.REPOSITORY_URL, told);
    }
}
