package dev.registrar.handler;

import dev.registrar.inbox.Subject;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;

/** What deliveries are about; deliveries of one subject are worked on one at a time. */
final class Subjects {
    private Subjects() {}

    static Subject conversation(Repository repository, int number) {
        return new Subject(repository.id() + "#" + number, lane(repository));
    }

    /** Writes to a branch go one after the other, so that fifty approvals do not race. */
    static Subject branch(Repository repository, String branch) {
        return new Subject(repository.id() + "@" + branch, lane(repository));
    }

    /** Reading AWS takes its time, and keeps nobody from writing. The name is none that a branch can have. */
    static Subject sync(Repository repository) {
        return new Subject(repository.id() + "@..sync", lane(repository));
    }

    static Subject commit(Repository repository, HeadSha head) {
        return new Subject(repository.id() + "@" + head, lane(repository));
    }

    static Subject installation(long installation) {
        return new Subject("installation:" + installation, "installation:" + installation);
    }

    private static String lane(Repository repository) {
        return String.valueOf(repository.id());
    }
}
