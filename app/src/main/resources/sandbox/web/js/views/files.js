import { useEffect, useRef, useState } from 'preact/hooks';
import { el, h } from '/js/dom.js';
import { decodeText } from '/js/github.js';
import { repository, useLive } from '/js/live.js';
import { Markdown } from '/js/markdown.js';
import { Icon, Pending } from '/js/parts.js';
import { to } from '/js/route.js';
import { yamlTokens } from '/js/colour.js';

const branchOf = (repo) => repository(repo)?.default_branch ?? 'main';

const byFolder = (blobs) => {
  const folders = new Map();
  for (const { path } of blobs) {
    const cut = path.lastIndexOf('/');
    const folder = cut < 0 ? '' : path.slice(0, cut);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].sort(([a], [b]) => (a === '') - (b === '') || a.localeCompare(b));
};

export function Files({ repo }) {
  const branch = branchOf(repo);
  const live = useLive(`files:${repo}`, (github) => github.tree(repo, branch));
  const blobs = (live.data?.tree ?? []).filter((entry) => entry.type === 'blob');
  const readme = blobs.find((b) => /^readme\.md$/i.test(b.path));
  return el.div(
    {},
    el.h1({ class: 'sr' }, 'Files'),
    el.p({ class: 'muted' }, 'On ', el.code({}, branch), '. Open a file to read it, or to propose a change.'),
    h(Pending, { of: live }),
    el.div(
      { class: 'card tree' },
      byFolder(blobs).map(([folder, paths]) =>
        el.section(
          { key: folder, 'aria-label': folder || 'top folder' },
          folder ? el.h2({ class: 'mono' }, h(Icon, { name: 'folder' }), `${folder}/`) : null,
          el.ul(
            {},
            paths.map((path) =>
              el.li(
                { key: path },
                el.a(
                  { class: 'mono', href: to.file(repo, branch, path) },
                  h(Icon, { name: 'file' }),
                  path.split('/').at(-1),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    readme ? h(Readme, { repo, branch, path: readme.path }) : null,
  );
}

function Readme({ repo, branch, path }) {
  const live = useLive(`readme:${repo}:${branch}`, (github) => github.contents(repo, branch, path));
  if (!live.data) return null;
  return el.section(
    { class: 'card readme' },
    el.header({ class: 'card-head' }, el.h2({ class: 'mono' }, path)),
    el.div({ class: 'card-body' }, h(Markdown, { text: decodeText(live.data.content), repo, at: branch, path })),
  );
}

function Line({ number, text, tokens, marked }) {
  const row = useRef(null);
  useEffect(() => {
    if (marked) row.current.scrollIntoView({ block: 'center' });
  }, [marked]);
  return el.tr(
    { ref: row, id: `L${number}`, class: marked ? 'line-marked' : undefined },
    el.td({ class: 'no' }, number),
    el.td(
      { class: 'code' },
      tokens
        ? tokens.map((token, i) =>
            token.kind ? el.span({ key: i, class: `y-${token.kind}` }, token.text) : token.text,
          )
        : text,
      text ? '' : ' ',
    ),
  );
}

function Source({ text, path, line }) {
  const yaml = /\.ya?ml$/.test(path);
  return el.div(
    { class: 'patch-frame', tabIndex: 0, role: 'region', 'aria-label': path },
    el.table(
      { class: 'patch source' },
      el.tbody(
        {},
        text
          .replace(/\n$/, '')
          .split('\n')
          .map((words, i) =>
            h(Line, {
              key: i,
              number: i + 1,
              text: words,
              tokens: yaml ? yamlTokens(words) : null,
              marked: i + 1 === line,
            }),
          ),
      ),
    ),
  );
}

export function File({ repo, at, path, line }) {
  const live = useLive(`file:${repo}:${at}:${path}`, (github) => github.contents(repo, at, path));
  const [plain, show] = useState(Boolean(line));
  const text = live.data ? decodeText(live.data.content ?? '') : '';
  const markdown = /\.md$/i.test(path);
  return el.section(
    { class: 'card file' },
    el.header(
      { class: 'card-head' },
      h(Icon, { name: 'file' }),
      el.h1({ class: 'mono' }, path),
      el.span({ class: 'badge' }, /^[\da-f]{40}$/.test(at) ? at.slice(0, 7) : at),
      el.span({ class: 'push' }),
      markdown
        ? el.button(
            {
              type: 'button',
              class: 'button small',
              'aria-pressed': plain ? 'true' : 'false',
              onClick: () => show(!plain),
            },
            'Source',
          )
        : null,
      live.data && !/^[\da-f]{40}$/.test(at)
        ? el.a(
            { class: 'button primary small', href: to.edit(repo, at, path) },
            at === branchOf(repo) ? 'Edit' : `Edit on ${at}`,
          )
        : null,
    ),
    h(Pending, { of: live }),
    live.data &&
      (markdown && !plain
        ? el.div({ class: 'card-body' }, h(Markdown, { text, repo, at, path }))
        : h(Source, { text, path, line })),
  );
}
