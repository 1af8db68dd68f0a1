package dev.registrar.server;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The page of a server that has no credentials: how to register the App, and which settings to make of it.
 *
 * @param github where people see GitHub, without a slash at the end
 * @param address where Registrar is reached from outside, as far as it is set
 */
public record SetupPage(AppManifest manifest, String github, Optional<URI> address) {
    private static final Map<String, String> SETTINGS = Map.of(
            "GITHUB_APP_ID", "the number at the top of the App's page",
            "GITHUB_APP_PRIVATE_KEY",
                    "the text of the key that “Generate a private key” downloads, or"
                            + " <code>GITHUB_APP_PRIVATE_KEY_FILE</code> with the path of the file",
            "GITHUB_WEBHOOK_SECRET", "the secret that you typed into the form");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Set up Registrar</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328 }
            h1 { font-size: 1.5rem } code { background: #f0f1f3; padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere }
            li { margin: .6rem 0 } a.go { font-weight: 600 } input, button { font: inherit; padding: .2rem .5rem }
            @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf3 } code { background: #21262d } a { color: #4493f8 } }
            </style>
            </head>
            <body>
            <main>
            <h1>Set up Registrar</h1>
            <p>Registrar runs, but has no credentials of a GitHub App. Until it has, it takes no webhooks.</p>
            <ol>
            <li><a class="go" href="%s">Register the App on GitHub</a>%s. The form is filled in with the permissions and events
            that Registrar needs.%s Think up a long webhook secret and type it in; create the App.
            <form method="get" action="/setup"><input type="hidden" name="token" value="%s">
            <label>To be owned by an organization, name it first: <input name="organization" value="%s"
            pattern="[A-Za-z0-9][A-Za-z0-9-]*" autocomplete="off"></label> <button>Use it</button></form></li>
            <li>On the App's page, generate a private key.</li>
            <li>Set three settings and start Registrar again:
            <ul>
            %s</ul></li>
            <li>Install the App on the repositories that it shall govern.</li>
            </ol>
            <p>Permissions: %s. Events: %s.</p>
            </main>
            </body>
            </html>
            """;

    String html(String token, Optional<String> organization) {
        StringBuilder settings = new StringBuilder();
        SETTINGS.keySet().stream()
                .sorted()
                .forEach(name -> settings.append("<li><code>")
                        .append(name)
                        .append("</code>: ")
                        .append(SETTINGS.get(name))
                        .append("</li>\n"));
        String permissions = String.join(
                ", ",
                manifest.permissions().entrySet().stream()
                        .map(entry -> escaped(entry.getKey() + " " + entry.getValue()))
                        .toList());
        return PAGE.formatted(
                escaped(manifest.registration(github, organization, address)),
                organization
                        .map(name -> " for <code>" + escaped(name) + "</code>")
                        .orElse(""),
                hook(),
                escaped(token),
                escaped(organization.orElse("")),
                settings,
                permissions,
                escaped(String.join(", ", manifest.events())));
    }

    private String hook() {
        return address.map(root -> " Webhooks go to <code>" + escaped(root + WebhookRoute.PATH) + "</code>.")
                .orElse(" As webhook URL, give the address at which GitHub reaches this server, followed by <code>"
                        + WebhookRoute.PATH
                        + "</code> (with the setting <code>REGISTRAR_URL</code> it is filled in).");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
