package dev.registrar.pull;

/**
 * Who did something on GitHub. People are told apart by {@code id}, which never changes; the login is for display and for
 * calls that take nothing else.
 *
 * @param bot whether GitHub says that this is a bot (an App's own user included)
 */
public record Actor(long id, String login, boolean bot) {
    public boolean samePerson(Actor other) {
        return id == other.id;
    }
}
