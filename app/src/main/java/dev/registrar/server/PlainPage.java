package dev.registrar.server;

import io.javalin.http.Context;

/** A page that stands alone: its style is in it, it loads nothing, and it runs nothing. */
final class PlainPage {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · Registrar</title>
            <style>
            :root { color-scheme: light dark; --line: #d1d9e0; --soft: #f6f8fa; --go: #0d6b66; --go-ink: #fff; --bad: #b3261e; --hint: #59636e; --link: #0b5fb0 }
            @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #212830; --go: #5cc5bb; --go-ink: #10201f; --bad: #ff7b72; --hint: #9198a1; --link: #58a6ff }
              body { background: #0d1117; color: #e6edf3 } }
            a { color: var(--link) } body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin-top: 2rem } h3 { font-size: 1rem; margin-bottom: .3rem }
            label { display: block; font-weight: 600; margin-top: 1.2rem } .hint, label ~ .bad { margin: .2rem 0; font-size: .9rem }
            input { font: inherit; width: 100%%; box-sizing: border-box; padding: .5rem; border: 1px solid var(--hint); border-radius: 6px;
              background: transparent; color: inherit } [aria-invalid] { border: 2px solid var(--bad) }
            ::placeholder { color: var(--hint); opacity: 1 }
            button, a.go { display: inline-block; font: inherit; font-weight: 600; margin-top: 1.4rem; padding: .55rem 1.1rem; border: 0;
              border-radius: 6px; background: var(--go); color: var(--go-ink); text-decoration: none; cursor: pointer }
            code, pre { background: var(--soft); border-radius: 6px } code { padding: .1em .3em; overflow-wrap: anywhere }
            pre { padding: .8rem; overflow-x: auto; border: 1px solid var(--line); font-size: .85rem; max-height: 16rem }
            td, th { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0 } .bad { color: var(--bad); font-weight: 600 }
            @media (min-width: 40rem) { th { white-space: nowrap } }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s</main>
            </body>
            </html>
            """;

    private PlainPage() {}

    /** @param body HTML, in which texts from elsewhere are {@link #escaped} */
    static String of(String title, String body) {
        return FRAME.formatted(escaped(title), escaped(title), body);
    }

    /** @param forms where forms may go, as the content security policy says it */
    static void send(Context context, int status, String html, String forms) {
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action " + forms
                        + "; frame-ancestors 'none'; base-uri 'none'");
        context.status(status).html(html);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
