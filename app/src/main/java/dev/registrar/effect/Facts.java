package dev.registrar.effect;

import java.util.List;
import java.util.Optional;

/** Durable facts about a subject, one for each kind, subject and key: recorded approvals, what was published when. */
public interface Facts {
    /** Records or replaces. */
    void put(String kind, String subject, String key, String json);

    /** Records, unless there is one already; true if it was recorded. */
    boolean add(String kind, String subject, String key, String json);

    Optional<Fact> get(String kind, String subject, String key);

    /** In the order of recording. */
    List<Fact> list(String kind, String subject);

    boolean delete(String kind, String subject, String key);

    /** Forgets all of that kind about the subject, and says how many. */
    int deleteAll(String kind, String subject);
}
