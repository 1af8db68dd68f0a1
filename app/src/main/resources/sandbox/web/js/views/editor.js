// Changing a file: from the default branch it becomes a branch and a pull request; elsewhere it is a commit to that branch.
import { useEffect, useRef, useState } from 'preact/hooks';
import { el, h } from '/js/dom.js';
import { decodeText } from '/js/github.js';
import { repository, useLive, useMe } from '/js/live.js';
import { Icon, Pending, Refused, useAction } from '/js/parts.js';
import { go, to } from '/js/route.js';
import { takePrefill } from '/js/story.js';

export function Editor({ repo, at, path, pull }) {
  const live = useLive(`edit:${repo}:${at}:${path}`, (github) => github.contents(repo, at, path));
  if (!live.data) return h(Pending, { of: live });
  return h(Form, { repo, at, path, pull, file: live.data });
}

const NAMES = 20;
const isTaken = (error) => error.status === 422 && /already exists/i.test(error.message);

/** Makes a branch of that name, or of the next one that is free: `name-2`, `name-3`. */
async function makeBranch(github, repo, name, sha) {
  for (let i = 1; ; i += 1) {
    const candidate = i === 1 ? name : `${name}-${i}`;
    try {
      await github.createBranch(repo, candidate, sha);
      return candidate;
    } catch (error) {
      if (!isTaken(error) || i === NAMES) throw error;
    }
  }
}

/** `alice/payments-ledger` from a title; only letters that every ref may carry. */
const branchName = (login, title) =>
  `${login}/${
    title
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40)
      .replace(/-$/, '') || 'change'
  }`;

function Form({ repo, at, path, pull, file }) {
  const me = useMe();
  const proposing = at === (repository(repo)?.default_branch ?? 'main');
  const [start] = useState(() => ({
    ...takePrefill(`edit:${repo}:${at}:${path}`),
    sha: file.sha,
    original: decodeText(file.content),
  }));
  const [text, write] = useState(start.text ?? start.original);
  const [title, name] = useState(start.title ?? `Update ${path.split('/').at(-1)}`);
  const [branch, rename] = useState(null);
  const [body, explain] = useState('');
  const act = useAction();
  const shownBranch = branch ?? branchName(me.login, title);
  const changed = text !== start.original;
  const moved = file.sha !== start.sha;
  useUnsaved(changed);

  const submit = (event) => {
    event.preventDefault();
    act.run(
      async () => {
        const target = proposing ? await propose() : await commit(at);
        go(target);
      },
      proposing ? 'Pull request opened' : 'Committed',
    );
  };
  const commit = async (onto) => {
    await me.github.writeFile(repo, path, { message: title, text, sha: start.sha, branch: onto });
    return pull ? to.pull(repo, pull) : to.file(repo, onto, path);
  };
  const propose = async () => {
    const tip = await me.github.branch(repo, at);
    const onto = await makeBranch(me.github, repo, shownBranch, tip.commit.sha);
    await commit(onto);
    const opened = await me.github.openPull(repo, { title, body, head: onto, base: at });
    return to.pull(repo, opened.number);
  };

  return el.form(
    { class: 'editor', onSubmit: submit },
    el.div(
      { class: 'bar' },
      el.h1({ class: 'mono' }, h(Icon, { name: 'file' }), path),
      el.span({ class: 'badge' }, at),
      el.span({ class: 'push' }),
      el.span({ class: 'muted small' }, changed ? lineSums(start.original, text) : 'nothing changed yet'),
    ),
    moved
      ? el.p(
          { class: 'notice' },
          'This file has changed since you began. GitHub will refuse the commit; your text stays here to be copied.',
        )
      : null,
    h(TextArea, { text, write, path, target: firstDifference(start.original, text) }),
    el.div(
      { class: 'card card-body propose' },
      el.h2({}, proposing ? 'Propose this change' : `Commit to ${at}`),
      el.label({ for: 'title' }, proposing ? 'Commit message and title' : 'Commit message'),
      el.input({ id: 'title', value: title, required: true, maxLength: 200, onInput: (e) => name(e.target.value) }),
      proposing
        ? [
            el.label({ key: 'l1', for: 'branch' }, 'New branch'),
            el.input({
              key: 'i1',
              id: 'branch',
              class: 'mono',
              value: shownBranch,
              required: true,
              spellcheck: false,
              onInput: (e) => rename(e.target.value),
            }),
            el.label({ key: 'l2', for: 'body' }, 'Description ', el.span({ class: 'muted' }, '(optional)')),
            el.textarea({ key: 'i2', id: 'body', rows: 3, value: body, onInput: (e) => explain(e.target.value) }),
          ]
        : null,
      h(Refused, { error: act.error }),
      el.div(
        { class: 'buttons' },
        el.a({ class: 'button', href: pull ? to.pull(repo, pull, 'files') : to.file(repo, at, path) }, 'Cancel'),
        el.button(
          { class: 'button primary', disabled: act.busy || !changed },
          act.busy ? 'Working…' : proposing ? 'Open pull request' : 'Commit',
        ),
      ),
    ),
  );
}

function useUnsaved(changed) {
  useEffect(() => {
    if (!changed) return undefined;
    const warn = (event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
}

const ROW = 1.5 * 13; // the line height of .editor-text, in pixels

function TextArea({ text, write, path, target }) {
  const lines = text.split('\n').length;
  const area = useRef(null);
  useEffect(() => {
    if (target < 1) return;
    area.current.focus({ preventScroll: true });
    const place = text.split('\n').slice(0, target).join('\n').length + 1;
    area.current.setSelectionRange(place, place);
    scrollTo(0, Math.max(0, area.current.getBoundingClientRect().top + scrollY + target * ROW - innerHeight / 3));
  }, []);
  return el.div(
    { class: 'card editor-frame' },
    el.pre({ class: 'editor-lines', 'aria-hidden': 'true' }, Array.from({ length: lines }, (_, i) => i + 1).join('\n')),
    el.textarea({
      ref: area,
      class: 'editor-text mono',
      'aria-label': `Text of ${path}`,
      rows: Math.max(lines, 12),
      value: text,
      wrap: 'off',
      spellcheck: false,
      autocapitalize: 'off',
      autocomplete: 'off',
      onInput: (e) => write(e.target.value),
    }),
  );
}

/** The first line, counted from 0, in which two texts differ; -1 when they are equal. */
function firstDifference(before, after) {
  if (before === after) return -1;
  const [a, b] = [before.split('\n'), after.split('\n')];
  return b.findIndex((line, i) => line !== a[i]);
}

function lineSums(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return `+${b.length - head - tail} −${a.length - head - tail} lines`;
}
