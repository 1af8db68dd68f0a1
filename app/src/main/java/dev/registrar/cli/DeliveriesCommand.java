package dev.registrar.cli;

import dev.registrar.inbox.DeadDelivery;
import dev.registrar.inbox.ReplayResult;
import dev.registrar.store.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code deliveries}: what was given up, and another chance for it. */
@Command(
        name = "deliveries",
        description = {
            "Lists deliveries that failed for good, and replays one.",
            "",
            "Works on the database of the server, whose settings it reads; the server may run meanwhile."
        })
final class DeliveriesCommand implements Callable<Integer> {
    private final Console console;
    private final Map<String, String> environment;
    private final Clock clock;

    DeliveriesCommand(Console console, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        throw new UsageProblem("registrar deliveries: list or replay? see 'registrar deliveries --help'");
    }

    @Command(name = "list", description = "Lists deliveries that failed for good, the oldest first, with the cause.")
    Integer list() {
        try (Database database = open()) {
            List<DeadDelivery> dead = database.inbox().dead();
            if (dead.isEmpty()) {
                console.out().println("No delivery has failed for good.");
            }
            dead.forEach(delivery -> console.out().println(line(delivery)));
            return ExitStatus.PASS.code();
        }
    }

    private static String line(DeadDelivery delivery) {
        return delivery.seq() + "  " + delivery.guid() + "  " + delivery.event() + "  "
                + delivery.subject().key() + "  " + delivery.receivedAt().truncatedTo(ChronoUnit.SECONDS) + "  "
                + delivery.tries() + (delivery.tries() == 1 ? " try: " : " tries: ")
                + delivery.cause().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    @Command(name = "replay", description = "Puts a delivery that failed for good back to work.")
    Integer replay(@Parameters(paramLabel = "ID", description = "Its number or its GUID.") String id) {
        try (Database database = open()) {
            ReplayResult result = database.inbox().replay(id);
            console.out().println(id + ": " + words(result, id));
            return ExitStatus.PASS.code();
        }
    }

    private static String words(ReplayResult result, String id) {
        return switch (result) {
            case QUEUED -> "is worked on again";
            case STILL_OPEN -> "has not failed for good; it is worked on anyway";
            case FINISHED -> "is finished; nothing is done twice";
            case UNKNOWN ->
                throw new UsageProblem("registrar deliveries replay: there is no delivery '" + id
                        + "'; see 'registrar deliveries list'");
        };
    }

    private Database open() {
        return OpenDatabase.existing(SettingsOrUsage.read(environment), clock);
    }
}
