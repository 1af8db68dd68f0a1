package dev.registrar.inventory;

import dev.registrar.config.Configuration.Account;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account and region to be read.
 *
 * @param name of the account in the configuration
 * @param account twelve digits; empty: whatever account the credentials belong to
 * @param roleArn is assumed to read it; empty: it is read with the credentials at hand
 */
public record Target(String name, Optional<String> account, String region, Optional<String> roleArn) {
    /** Every region of every account. */
    public static List<Target> of(Collection<Account> accounts) {
        return once(accounts.stream()
                .flatMap(account -> account.regions().stream().map(region -> of(account, region)))
                .toList());
    }

    /** Each place once: two environments often share an account, and then two names stand for it. */
    public static List<Target> once(List<Target> targets) {
        Map<Target, Target> first = new LinkedHashMap<>();
        targets.forEach(
                target -> first.putIfAbsent(new Target("", target.account, target.region, target.roleArn), target));
        return List.copyOf(first.values());
    }

    public static Target of(Account account, String region) {
        return new Target(account.name(), Optional.of(account.id()), region, account.roleArn());
    }

    /** The account that the credentials at hand belong to. */
    public static Target own(String region) {
        return new Target("default", Optional.empty(), region, Optional.empty());
    }

    /** The same without its role, where nobody vouches for the configuration that names it. */
    public Target withoutRole() {
        return new Target(name, account, region, Optional.empty());
    }

    public Place place() {
        return new Place(account.orElse(""), region);
    }
}
