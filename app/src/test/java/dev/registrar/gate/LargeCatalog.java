package dev.registrar.gate;

import java.util.Locale;

/** Catalogs of any size, as teams would write them; the same number gives the same text. */
public final class LargeCatalog {
    private static final String[] TEAMS = {"app-team-payments", "app-team-search", "app-team-media"};
    private static final String[] PRODUCTS = {
        "payment", "search", "media", "ledger", "invoice", "catalog", "order", "cart", "profile", "mail", "alert",
        "report"
    };
    private static final String[] PARTS = {
        "api", "worker", "gateway", "web", "batch", "cache", "sync", "proxy", "bot", "hub"
    };
    private static final String[] TIERS = {"low", "medium", "high"};

    private LargeCatalog() {}

    /** A sound catalog of this many active registries. */
    public static String of(int size) {
        StringBuilder text = new StringBuilder("""
                # Registries of the delivery platform.
                version: "1.0"
                domain: delivery
                owner: platform-team
                last_updated: "2026-01-09"

                repositories:
                """);
        for (int i = 0; i < size; i++) {
            entry(text, i);
        }
        return text.toString();
    }

    /** The name of the registry at this place. */
    public static String name(int i) {
        String product = PRODUCTS[i % PRODUCTS.length];
        String part = PARTS[i / PRODUCTS.length % PARTS.length];
        return product + "-" + part + "-" + letters(i / (PRODUCTS.length * PARTS.length));
    }

    // No plural and no hyphen more or less: names that nobody takes for one another.
    private static String letters(int number) {
        String[] consonants = {"b", "d", "f", "g", "k", "l", "m", "n", "p", "r"};
        StringBuilder word = new StringBuilder("x");
        for (int rest = number; rest > 0 || word.length() == 1; rest /= 10) {
            word.append(consonants[rest % 10]).append('o');
        }
        return word.toString();
    }

    private static void entry(StringBuilder text, int i) {
        String name = name(i);
        String tier = TIERS[i % 3];
        boolean high = tier.equals("high");
        text.append("""
                  %s:
                    metadata:
                      id: REGISTRY_%s
                      owner: %s
                      risk: %s
                      environment: dev
                      requested_by: ana
                      domain: delivery
                      status: active
                      created_date: "2025-03-05"
                    aws:
                      repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/%s
                    governance:
                      image_scanning: true
                      encryption: %s
                      tag_mutability: %s
                      lifecycle_policy:
                        keep_image_count: %d

                """.formatted(
                        name,
                        name.toUpperCase(Locale.ROOT).replace('-', '_'),
                        TEAMS[i % TEAMS.length],
                        tier,
                        name,
                        high ? "KMS" : "AES256",
                        high ? "IMMUTABLE" : "MUTABLE",
                        high ? 50 : i % 3 == 1 ? 30 : 20));
    }
}
