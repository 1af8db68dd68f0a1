package dev.registrar.store;

import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Payload;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** A program that stores deliveries from several threads and prints each guid once it is acknowledged, until killed. */
final class CrashingWriter {
    private static final int THREADS = 8;

    private CrashingWriter() {}

    public static void main(String[] args) {
        String address = args[0];
        Database database = address.startsWith("jdbc:")
                ? Database.postgres(address, "postgres", () -> "postgres", 12, TestStore.LIMITS)
                : Database.embedded(Path.of(address), Clock.systemUTC(), TestStore.LIMITS);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 0; i < THREADS; i++) {
            int lane = i;
            new Thread(() -> store(database, lane, out)).start();
        }
    }

    private static void store(Database database, int lane, PrintStream out) {
        byte[] body = new byte[20_000];
        for (int n = 0; ; n++) {
            String guid = "g" + lane + "-" + n;
            database.inbox()
                    .enqueue(NewDelivery.now(
                            guid, TestStore.subject(lane + "#" + n), "issue_comment", Payload.of(body)));
            out.println("stored " + guid);
        }
    }
}
