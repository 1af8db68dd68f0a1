package dev.registrar.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What we build on, by the packages it brings. A library that is not here may not be used at all. */
enum Library {
    /** javax.crypto and the like count as Java itself. */
    DATABASE("java.sql", "javax.sql", "org.jdbi", "com.zaxxer.hikari", "org.flywaydb", "org.sqlite", "org.postgresql"),
    AWS("software.amazon"),
    CAFFEINE("com.github.benmanes.caffeine"),
    COMMONMARK("org.commonmark"),
    HUB4J("org.kohsuke.github"),
    J2HTML("j2html"),
    JACKSON("com.fasterxml.jackson"),
    JAVALIN("io.javalin", "jakarta.servlet", "org.eclipse.jetty", "kotlin"),
    JGIT("org.eclipse.jgit"),
    JJWT("io.jsonwebtoken"),
    LOGBACK("ch.qos.logback"),
    LOGGING("org.slf4j"),
    METRICS("io.micrometer"),
    NETWORKNT("com.networknt"),
    OKHTTP("okhttp3", "okio"),
    PICOCLI("picocli"),
    RE2J("com.google.re2j"),
    SNAKEYAML("org.yaml.snakeyaml"),
    JAVA("java", "javax"),
    NULLNESS("org.jspecify");

    private final String packages;

    Library(String... packages) {
        this.packages = String.join(" ", packages);
    }

    static Optional<Library> of(String packageName) {
        return Arrays.stream(values())
                .filter(library -> Stream.of(library.packages.split(" "))
                        .anyMatch(root -> packageName.equals(root) || packageName.startsWith(root + ".")))
                .findFirst();
    }
}
