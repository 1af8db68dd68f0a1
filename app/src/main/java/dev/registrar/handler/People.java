package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.Actor;
import java.util.List;

/** People who had a hand in an issue or pull request, as the senders of events show; kept beyond the events. */
enum People {
    PUSHERS("pusher"),
    EDITORS("editor"),
    /** Who pressed Fix. */
    FIXERS("fixer");

    private static final ObjectMapper JSON = new ObjectMapper();
    private final String kind;

    People(String kind) {
        this.kind = kind;
    }

    void remember(Facts facts, Subject subject, Actor actor) {
        try {
            facts.add(kind, subject.key(), String.valueOf(actor.id()), JSON.writeValueAsString(actor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of plain values can always be written
        }
    }

    List<Actor> of(Facts facts, Subject subject) {
        return facts.list(kind, subject.key()).stream().map(People::actor).toList();
    }

    private static Actor actor(Fact fact) {
        try {
            return JSON.readValue(fact.json(), Actor.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded person cannot be read", e);
        }
    }
}
