package dev.registrar.server;

import static dev.registrar.server.PlainPage.escaped;
import static dev.registrar.server.SetupForm.Field.ADDRESS;
import static dev.registrar.server.SetupForm.Field.NAME;
import static dev.registrar.server.SetupForm.Field.ORGANIZATION;

import dev.registrar.server.AppSetup.Registered;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pages of a server that has no credentials. They work without scripts.
 *
 * @param github where people see GitHub, without a slash at the end
 * @param address where Registrar is reached from outside, as far as it is set
 * @param proxy a channel that deliveries come by instead
 */
public record SetupPage(AppManifest manifest, String github, Optional<URI> address, Optional<URI> proxy) {
    private static final String FORM = """
            <p>Registrar runs, but has no GitHub App yet. Until it has, it takes no webhooks. This takes about two minutes.</p>
            %s<form method="post" action="/setup">
            <input type="hidden" name="token" value="%s">
            <label for="name">Name of the App</label>
            <p class="hint" id="name-hint">Unique on all of GitHub, so add your organization's. People see it on checks and comments.</p>
            %s<input id="name" name="name" value="%s" maxlength="34" required %s autocomplete="off">
            <label for="organization">Organization that owns it</label>
            <p class="hint" id="organization-hint">Leave it empty to own it yourself.</p>
            %s<input id="organization" name="organization" value="%s" %s autocomplete="off" autocapitalize="off" spellcheck="false">
            <label for="address">Address of this Registrar</label>
            <p class="hint" id="address-hint">%s</p>
            %s<input id="address" name="address" type="url" value="%s" placeholder="https://registrar.example.com" required %s>
            <button>Continue</button>
            </form>
            <h2>By hand instead</h2>
            <p><a href="%s">GitHub's own form, filled in</a>, leads to the same App. Think up a long webhook secret and type it in,
            generate a private key, then set <code>GITHUB_APP_ID</code>, <code>GITHUB_APP_PRIVATE_KEY_FILE</code> (or
            <code>GITHUB_APP_PRIVATE_KEY</code>) and <code>GITHUB_WEBHOOK_SECRET</code> and start Registrar again.</p>
            """;

    private static final String CONFIRMATION = """
            <p>GitHub will ask you to confirm, and then send you back here. To change something, go
            back to the form.</p>
            <table>
            <tr><th scope="row">Name</th><td>%s</td></tr>
            <tr><th scope="row">Owner</th><td>%s</td></tr>
            <tr><th scope="row">Webhooks go to</th><td><code>%s</code></td></tr>
            <tr><th scope="row">Permissions</th><td>%s</td></tr>
            <tr><th scope="row">Events</th><td>%s</td></tr>
            </table>
            <form method="post" action="%s">
            <input type="hidden" name="manifest" value="%s">
            <button>Create the App on GitHub</button>
            </form>
            """;

    private static final String REGISTERED = """
            <p>%s</p>
            %s<p><a class="go" href="%s">Install it on your repositories</a></p>
            <p>Choose the repository with your catalog, and those with Terraform for ECR. Where Registrar finds either and no
            <code>.github/registrar.yml</code>, it opens one pull request that proposes one.</p>
            <h2>Keep the credentials</h2>
            <p><strong>They are shown this once.</strong> For a server elsewhere, or several of them, take what fits:</p>
            <h3>Environment</h3>
            <pre tabindex="0" aria-label="Environment lines">%s</pre>
            <h3>Kubernetes</h3>
            <pre tabindex="0" aria-label="Kubernetes command">%s</pre>
            <h3>AWS Secrets Manager</h3>
            <pre tabindex="0" aria-label="AWS command">%s</pre>
            """;

    String form(String token, SetupForm form, Map<SetupForm.Field, String> faults) {
        String alert = switch (faults.size()) {
            case 0 -> "";
            case 1 -> "<p role=\"alert\" class=\"bad\">One field below has to change.</p>\n";
            default -> "<p role=\"alert\" class=\"bad\">" + faults.size() + " fields below have to change.</p>\n";
        };
        Optional<String> organization = Optional.of(form.organization()).filter(name -> !name.isEmpty());
        String hint = proxy.map(channel ->
                        "Where you reach it; deliveries come by <code>" + escaped(channel.toString()) + "</code>.")
                .orElse("Where GitHub and people reach it from outside. Webhooks go to it, followed by <code>"
                        + WebhookRoute.PATH + "</code>.");
        return PlainPage.of(
                "Set up Registrar",
                FORM.formatted(
                        alert,
                        escaped(token),
                        fault(NAME, faults),
                        escaped(form.name()),
                        described(NAME, faults),
                        fault(ORGANIZATION, faults),
                        escaped(form.organization()),
                        described(ORGANIZATION, faults),
                        hint,
                        fault(ADDRESS, faults),
                        escaped(form.address()),
                        described(ADDRESS, faults),
                        escaped(manifest.registration(github, organization, address))));
    }

    private static String fault(SetupForm.Field field, Map<SetupForm.Field, String> faults) {
        String words = faults.get(field);
        return words == null ? "" : "<p class=\"bad\" id=\"" + id(field) + "-fault\">" + escaped(words) + "</p>\n";
    }

    /** What is read out with the field: its fault first. */
    private static String described(SetupForm.Field field, Map<SetupForm.Field, String> faults) {
        String hint = id(field) + "-hint";
        return faults.containsKey(field)
                ? "aria-invalid=\"true\" aria-describedby=\"" + id(field) + "-fault " + hint + "\""
                : "aria-describedby=\"" + hint + "\"";
    }

    private static String id(SetupForm.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /** What the form holds before anybody has filled it in. */
    SetupForm blank(Optional<String> organization) {
        return new SetupForm(
                manifest.name(),
                organization.orElse(""),
                address.map(URI::toString).orElse(proxy.isPresent() ? "http://localhost:8080" : ""));
    }

    /** GitHub refuses hooks into a machine of its own; its stand-ins and Enterprise Servers elsewhere need not. */
    boolean needsPublicHook() {
        return proxy.isEmpty() && github.equals("https://github.com");
    }

    String confirmation(SetupForm form, String back, String state) {
        String hook = proxy.map(URI::toString).orElse(form.address() + WebhookRoute.PATH);
        boolean personal = form.organization().isEmpty();
        String action = github + (personal ? "" : "/organizations/" + form.organization()) + "/settings/apps/new?state="
                + state;
        String permissions = manifest.permissions().entrySet().stream()
                .map(entry -> escaped(entry.getKey() + " " + entry.getValue()))
                .collect(Collectors.joining(", "));
        return PlainPage.of(
                "Register the App",
                CONFIRMATION.formatted(
                        escaped(form.name()),
                        personal ? "you" : escaped(form.organization()),
                        escaped(hook),
                        permissions,
                        escaped(String.join(", ", manifest.events())),
                        escaped(action),
                        escaped(manifest.json(form.name(), form.address(), hook, back))));
    }

    String registered(Registered app) {
        String kept = app.stored()
                .map(file -> "Its credentials are stored in <code>" + escaped(file)
                        + "</code>, and Registrar works with them from now on, also after a restart.")
                .orElse(
                        "<strong class=\"bad\">Its credentials could not be stored.</strong> Registrar works with them until it"
                                + " ends; keep them by one of the ways below.");
        SetupSnippets snippets = new SetupSnippets(app.settings());
        return PlainPage.of(
                app.name() + " is registered",
                REGISTERED.formatted(
                        kept,
                        paragraphs(app.notes()),
                        escaped(app.page() + "/installations/new"),
                        escaped(snippets.environment()),
                        escaped(snippets.kubernetes()),
                        escaped(snippets.aws())));
    }

    String trouble(String message) {
        return PlainPage.of(
                "That did not work",
                "<p role=\"alert\">" + escaped(message)
                        + "</p>\n<p>Go back to the set-up page, at the address that was printed at the start.</p>\n");
    }

    private static String paragraphs(List<String> texts) {
        return texts.stream().map(text -> "<p>" + escaped(text) + "</p>\n").collect(Collectors.joining());
    }
}
