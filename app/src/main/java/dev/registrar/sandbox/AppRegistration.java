package dev.registrar.sandbox;

import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Registers the App and installs it at once on the organization, the first one where there are several. */
final class AppRegistration {
    /** The App, and the one time that its key is told. */
    record Registered(App app, String pem) {}

    private static final long APP_ID = 910_001;
    private static final long INSTALLATION_ID = 52_340_001;
    private static final long BOT_ID = 190_000_001;
    private static final long HOOK_ID = 480_000_001;
    private static final String SLUG = "registrar";

    private final World world;
    private final Events events;
    private final SecureRandom random = new SecureRandom();

    AppRegistration(Core core) {
        this.world = core.world();
        this.events = core.events();
    }

    Registered register(URI webhookTarget) {
        KeyPair keys = AppKey.generate();
        App app = world.writing(() -> install(keys, webhookTarget));
        return new Registered(app, AppKey.pem(keys.getPrivate()));
    }

    String secret() {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private App install(KeyPair keys, URI target) {
        if (world.app != null) {
            throw new IllegalStateException("the App is registered already");
        }
        Organization account = world.organizations.values().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an App needs an organization to be installed on"));
        User bot = new User(BOT_ID, SLUG + "[bot]", SLUG + "[bot]", true, "");
        world.users.put(bot.login(), bot);
        User owner = account.members.values().stream()
                .map(Organization.Membership::user)
                .filter(account::isOwner)
                .findFirst()
                .orElse(bot);
        App app = new App(
                APP_ID,
                SLUG,
                keys.getPublic(),
                secret(),
                target,
                HOOK_ID,
                INSTALLATION_ID,
                account,
                bot,
                owner,
                world.now());
        world.app = app;
        events.ping(app);
        events.installed(app);
        return app;
    }
}
