package dev.registrar.architecture;

import static dev.registrar.architecture.Library.AWS;
import static dev.registrar.architecture.Library.CAFFEINE;
import static dev.registrar.architecture.Library.COMMONMARK;
import static dev.registrar.architecture.Library.DATABASE;
import static dev.registrar.architecture.Library.HUB4J;
import static dev.registrar.architecture.Library.J2HTML;
import static dev.registrar.architecture.Library.JACKSON;
import static dev.registrar.architecture.Library.JAVALIN;
import static dev.registrar.architecture.Library.JGIT;
import static dev.registrar.architecture.Library.JJWT;
import static dev.registrar.architecture.Library.LOGBACK;
import static dev.registrar.architecture.Library.LOGGING;
import static dev.registrar.architecture.Library.METRICS;
import static dev.registrar.architecture.Library.NETWORKNT;
import static dev.registrar.architecture.Library.OKHTTP;
import static dev.registrar.architecture.Library.PICOCLI;
import static dev.registrar.architecture.Library.RE2J;
import static dev.registrar.architecture.Library.SNAKEYAML;
import static dev.registrar.architecture.Room.pureRoom;
import static dev.registrar.architecture.Room.room;

import java.util.List;
import java.util.Optional;

/**
 * The table of our packages. A package that is not here fails the build: give it a line, and with it think about who may
 * know it. Lines for packages that do not exist yet do no harm.
 */
record Rooms(String base, List<Room> rooms) {
    static final Rooms REGISTRAR = new Rooms(
            "dev.registrar",
            List.of(
                    // Foundations
                    pureRoom("text"),
                    pureRoom("yaml").mayImport("text").mayUse(SNAKEYAML),
                    pureRoom("schema")
                            .mayImport("text", "yaml")
                            .mayUse(NETWORKNT, JACKSON)
                            .mayReadOwnResources(),
                    pureRoom("pull"),
                    pureRoom("event").mayImport("pull"),
                    room("settings"),

                    // What is decided, purely
                    pureRoom("catalog").mayImport("text"),
                    pureRoom("catalog.yaml").mayImport("catalog", "text", "yaml"),
                    pureRoom("config").mayImport("catalog", "pull", "schema", "text", "yaml"),
                    pureRoom("policy")
                            .mayImport("catalog", "schema", "text", "yaml")
                            .mayUse(JACKSON, RE2J)
                            .mayReadOwnResources(),
                    pureRoom("hcl").mayImport("text"),
                    pureRoom("terraform").mayImport("catalog", "hcl", "text", "yaml"),
                    pureRoom("inventory").mayImport("catalog", "config", "text"),
                    pureRoom("gate")
                            .mayImport(
                                    "catalog",
                                    "catalog.yaml",
                                    "config",
                                    "inventory",
                                    "policy",
                                    "pull",
                                    "schema",
                                    "terraform",
                                    "text",
                                    "yaml")
                            .mayUse(RE2J),
                    pureRoom("approval").mayImport("catalog", "config", "pull", "text"),
                    pureRoom("request")
                            .mayImport("catalog", "catalog.yaml", "config", "policy", "pull", "text")
                            .mayUse(COMMONMARK),
                    pureRoom("command")
                            .mayImport("catalog", "pull", "request", "text")
                            .mayUse(COMMONMARK),
                    pureRoom("onboarding")
                            .mayImport("catalog", "catalog.yaml", "config", "text", "yaml")
                            .mayReadOwnResources(),
                    pureRoom("markdown").mayImport("catalog", "inventory", "policy", "text"),
                    pureRoom("backstage")
                            .mayImport("catalog", "inventory", "text")
                            .mayUse(JACKSON),
                    pureRoom("report")
                            .mayImport(
                                    "approval",
                                    "catalog",
                                    "command",
                                    "config",
                                    "gate",
                                    "inventory",
                                    "policy",
                                    "pull",
                                    "request",
                                    "snapshot",
                                    "text")
                            .mayUse(JACKSON),

                    // Ports, and what stands behind them
                    room("snapshot")
                            .mayImport(
                                    "catalog",
                                    "catalog.yaml",
                                    "config",
                                    "gate",
                                    "inventory",
                                    "policy",
                                    "pull",
                                    "schema",
                                    "terraform",
                                    "text",
                                    "yaml"),
                    room("example")
                            .mayImport(
                                    "catalog",
                                    "catalog.yaml",
                                    "config",
                                    "gate",
                                    "policy",
                                    "schema",
                                    "snapshot",
                                    "terraform",
                                    "text",
                                    "yaml"),
                    room("audit").mayUse(JACKSON),
                    room("inbox").mayUse(LOGGING, METRICS),
                    room("effect").mayImport("inbox"),
                    room("history").mayImport("pull"),
                    room("store")
                            .mayImport("audit", "effect", "history", "inbox", "pull")
                            .mayUse(DATABASE, JACKSON, LOGGING, METRICS),
                    room("git").mayImport("pull", "snapshot", "text").mayUse(JGIT, LOGGING),
                    room("github")
                            .mayImport("event", "pull", "text")
                            .mayUse(HUB4J, OKHTTP, JJWT, CAFFEINE, JACKSON, LOGGING, METRICS),
                    room("inventory.aws").mayImport("inventory").mayUse(AWS, JACKSON),

                    // What puts them together
                    room("handler")
                            .mayImport(
                                    "approval",
                                    "audit",
                                    "backstage",
                                    "catalog",
                                    "catalog.yaml",
                                    "command",
                                    "config",
                                    "effect",
                                    "event",
                                    "gate",
                                    "history",
                                    "inbox",
                                    "inventory",
                                    "markdown",
                                    "onboarding",
                                    "policy",
                                    "pull",
                                    "report",
                                    "request",
                                    "schema",
                                    "snapshot",
                                    "terraform",
                                    "text",
                                    "yaml")
                            .mayUse(JACKSON, LOGGING, METRICS),
                    room("upkeep")
                            .mayImport("config", "effect", "github", "handler", "history", "inbox", "pull")
                            .mayUse(LOGGING),
                    room("dashboard")
                            .mayImport(
                                    "audit",
                                    "catalog",
                                    "catalog.yaml",
                                    "config",
                                    "effect",
                                    "handler",
                                    "history",
                                    "inbox",
                                    "policy",
                                    "pull",
                                    "report",
                                    "request",
                                    "text",
                                    "yaml")
                            .mayUse(CAFFEINE, COMMONMARK, J2HTML, LOGGING),
                    room("server")
                            .mayImport("dashboard", "handler", "inbox", "pull", "settings", "text")
                            .mayUse(JAVALIN, JACKSON, LOGGING, METRICS),

                    // The stand-ins know nothing of the program that they test; only the command line knows them.
                    room("sandbox").mayUse(JAVALIN, JGIT, JJWT, JACKSON, NETWORKNT, LOGGING),
                    room("sandbox.aws").mayUse(JAVALIN, JACKSON),
                    room("sandbox.story").mayImport("sandbox", "sandbox.aws").mayUse(JGIT, JACKSON, LOGGING),
                    room("cli").mayImportAny().mayUse(PICOCLI, JACKSON, LOGBACK, LOGGING, METRICS)));

    Rooms {
        rooms = List.copyOf(rooms);
    }

    boolean owns(String packageName) {
        return packageName.startsWith(base + ".");
    }

    /** The name of a package of ours as it stands, or would stand, in the table. */
    String nameOf(String packageName) {
        return packageName.substring(base.length() + 1);
    }

    Optional<Room> find(String packageName) {
        return owns(packageName)
                ? rooms.stream()
                        .filter(room -> room.name().equals(nameOf(packageName)))
                        .findFirst()
                : Optional.empty();
    }
}
