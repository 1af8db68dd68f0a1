package dev.registrar.dashboard;

import dev.registrar.pull.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * A person who has signed in.
 *
 * @param formSecret what the tokens of forms are made of
 */
public record Session(Actor person, Instant since, String formSecret) {
    String write() {
        return String.join(
                "\n",
                String.valueOf(person.id()),
                person.login(),
                String.valueOf(person.bot()),
                String.valueOf(since.toEpochMilli()),
                formSecret);
    }

    static Optional<Session> read(String text) {
        String[] parts = text.split("\n", -1);
        return parts.length != 5
                ? Optional.empty()
                : Optional.of(new Session(
                        new Actor(Long.parseLong(parts[0]), parts[1], Boolean.parseBoolean(parts[2])),
                        Instant.ofEpochMilli(Long.parseLong(parts[3])),
                        parts[4]));
    }
}
