// Runs the page's own modules on awkward input and writes down, as JSON, what came of it.
import { markdownNodes } from '/js/markdown.js';
import { place, rowsOf } from '/js/patch.js';
import { parseRoute, viewOf } from '/js/route.js';
import { requestIssue, withEntry } from '/js/story.js';
import { yamlTokens } from '/js/colour.js';

window.ran = 0;

const HOSTILE = [
  '<script>ran++</script>',
  '<img src=x onerror="ran++">',
  '![x](javascript:ran++) ![x](data:text/html,x) ![x](https://example.com/pixel.png)',
  '[x](javascript:ran++) [x](JaVaScRiPt:ran++) [x](&#106;avascript:ran++) [x](vbscript:x) [x](data:text/html,<script>ran++</script>)',
  '<a href="javascript:ran++" onclick="ran++">x</a> <a href="//evil.example/x">x</a> <a href=" javascript:ran++">x</a>',
  '<svg onload="ran++"><a xlink:href="javascript:ran++"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran++&gt;">',
  '<iframe src="javascript:parent.ran++"></iframe><object data="x"></object><embed src="x"><link rel=stylesheet href=x><base href="//evil.example">',
  '<form action="/api/v3/x"><input name=q type=text value=x><button formaction="javascript:ran++">x</button></form>',
  '<style>body{display:none}</style><p style="position:fixed;inset:0">x</p>',
  '<div class="notice top" id="app" data-x=1 aria-label="x" role="alert">x</div><p name="body">x</p>',
  '<details ontoggle="ran++" open><summary>x</summary><template><img src=x onerror=ran++></template></details>',
  '<video><source onerror="ran++"></video><audio src=x onerror="ran++"></audio><marquee onstart="ran++">x</marquee>',
  '<noscript><p title="</noscript><img src=x onerror=ran++>"></noscript>',
  '`<img src=x onerror=ran++>` and\n\n```html\n<script>ran++</script>\n```\n\n```yaml\n"<img src=x onerror=ran++>": <script>ran++</script>\n```\n\n```diff\n+<img src=x onerror=ran++>\n```',
  '@<img src=x onerror=ran++> #<script>ran++</script> "><img src=x onerror=ran++>',
  '| <img src=x onerror=ran++> | b |\n|---|---|\n| <script>ran++</script> | `a` |',
  '<textarea><p title="</textarea><img src=x onerror=ran++>">',
  '<x-foo onfocus="ran++" tabindex=0 autofocus>x</x-foo><input type=checkbox onfocus="ran++" autofocus>',
];

const FRIENDLY = `Hello @alice and @acme/platform-team, see #12, acme/platform-infra#3 and mail a@example.com.

| a | b |
|---|--:|
| 1 | 2 |

<details><summary>More</summary>

- [X] done
- [ ] open

</details>

~~old~~ [there](${location.origin}/acme/platform-catalog/blob/main/docs/a.yaml#L7) <!-- hidden -->

\`\`\`diff
-a
+b
\`\`\`

\`\`\`yaml
a: "b" # c
\`\`\`
`;

function tried(text) {
  const frame = document.createElement('div');
  frame.append(markdownNodes(text, 'acme/platform-catalog'));
  document.body.append(frame); // whatever would run, runs here
  const all = [...frame.querySelectorAll('*')];
  return {
    elements: [...new Set(all.map((e) => e.localName))],
    attributes: [...new Set(all.flatMap((e) => e.getAttributeNames()))],
    classes: [...new Set(all.flatMap((e) => [...e.classList]))],
    addresses: all.filter((e) => e.hasAttribute('href')).map((e) => e.getAttribute('href')),
    text: frame.textContent,
  };
}

const PATCH = '@@ -1,3 +1,4 @@\n a\n-b\n+c\n+d\n e\n@@ -10 +11,2 @@ x\n j\n+k\n\\ No newline at end of file';
const CATALOG = 'version: "1.0"\nrepositories:\n  a:\n    x: 1   # kept\n\n# about the end\nmanaged_by: b\n';

const RELATIVE = '[a](b.md) [c](../d%20e.yaml) [f](//evil.example/g) [h](docs/20-contracts)';

function relative() {
  const nodes = markdownNodes(RELATIVE, 'acme/platform-catalog', {
    repo: 'acme/platform-catalog',
    at: 'main',
    path: 'docs/x.md',
  });
  return [...nodes.querySelectorAll('a')].map((link) => link.getAttribute('href'));
}

function report() {
  const placed = place(
    [
      { start_line: 3, end_line: 3 },
      { start_line: 2, end_line: 9 },
      { start_line: 40, end_line: 40 },
    ],
    rowsOf(PATCH),
  );
  return {
    hostile: HOSTILE.map(tried),
    friendly: tried(FRIENDLY),
    relative: relative(),
    rows: rowsOf(PATCH).map((r) => [r.kind, r.before ?? '-', r.after ?? '-', r.text].join(' ')),
    under: [...placed.under.keys()],
    beside: placed.beside.map((a) => a.start_line),
    issue: requestIssue({
      name: ' payments-api ',
      team: 'app-team-payments',
      tier: 'high',
      environment: '',
      domain: 'delivery',
      why: 'one\ntwo',
    }),
    spliced: withEntry(CATALOG, '  b:\n    y: 2\n'),
    route: parseRoute('#/r/acme/catalog/edit/alice%2Fx/docs/a%20b.yaml?pull=7'),
    views: [
      '/acme/catalog/pull/4/files',
      '/acme/catalog/issues/9',
      '/api/v3/x',
      'https://example.com/a/b/pull/1',
      '//evil.example/a/b',
      'javascript:x',
    ].map((href) => viewOf(href, location.origin)),
    tokens: yamlTokens('  id: "a#b" # c').map((t) => `${t.kind ?? ''}|${t.text}`),
  };
}

let written;
try {
  written = report();
} catch (error) {
  written = { error: `${error.stack}` };
}
setTimeout(() => {
  const place = document.createElement('pre');
  place.id = 'report';
  place.textContent = btoa(unescape(encodeURIComponent(JSON.stringify({ ...written, ran: window.ran }))));
  document.body.replaceChildren(place);
}, 500); // an onerror comes a moment after its element
