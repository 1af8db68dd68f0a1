package dev.registrar.sandbox;

/** A person, or the user that an App acts as. */
record User(long id, String login, String name, boolean bot, String blurb) {
    /** The address that GitHub gives to whoever keeps theirs private; it names the account for good by its id. */
    String email() {
        return id + "+" + login + "@users.noreply.github.com";
    }
}
