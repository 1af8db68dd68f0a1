package dev.registrar.github;

import dev.registrar.pull.Actor;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who the App is on GitHub. Its number is known from the start; its bot's user number is learnt from the first answer in
 * which GitHub says that the App made something, since no call that an App may make tells it.
 */
public final class AppIdentity {
    private static final long UNKNOWN = 0;

    private final long appId;
    private final Rest rest;
    private final AtomicLong bot = new AtomicLong(UNKNOWN);
    private final AtomicReference<@Nullable String> slug = new AtomicReference<>();

    AppIdentity(long appId, Rest rest) {
        this.appId = appId;
        this.rest = rest;
    }

    public long appId() {
        return appId;
    }

    /** The App's name in addresses; asked of GitHub once, which also proves the credentials. */
    public String slug() {
        String known = slug.get();
        if (known != null) {
            return known;
        }
        String told = rest.get(Reach.APP, rest.root().to("app").url())
                .orTrouble("the App")
                .json()
                .text("slug");
        slug.set(told);
        return told;
    }

    /** The bot's numeric user id, once it is known. */
    public OptionalLong botUserId() {
        long known = bot.get();
        return known == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** Whether this is surely the App's own bot, as far as is known by now. Asks nothing of GitHub. */
    boolean isBot(Actor actor) {
        if (!actor.bot()) {
            return false;
        }
        String known = slug.get();
        // People cannot have brackets in their login.
        return actor.id() == bot.get() || (known != null && actor.login().equals(known + "[bot]"));
    }

    /** Remembers the author of something that this App has just made itself. */
    void learn(Actor author) {
        if (author.bot()) {
            bot.compareAndSet(UNKNOWN, author.id());
        }
    }

    /** Whether a comment is the App's own; where GitHub names the App in it, that also tells who the bot is. */
    boolean wrote(JsonPart comment) {
        Actor author = comment.actorOrGhost("user");
        if (!author.bot()) {
            return false;
        }
        boolean throughUs = comment.optional("performed_via_github_app")
                .map(app -> app.id() == appId)
                .orElse(false);
        if (throughUs) {
            learn(author);
        }
        return bot.get() == UNKNOWN ? throughUs : author.id() == bot.get();
    }
}
