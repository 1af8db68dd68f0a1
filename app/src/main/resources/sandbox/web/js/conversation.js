// What people and the bot say: bodies, comments, reviews, and the box to answer in.
import { useEffect, useRef, useState } from 'preact/hooks';
import { classes, el, h } from '/js/dom.js';
import { say, useMe } from '/js/live.js';
import { Markdown } from '/js/markdown.js';
import { Avatar, isBot, Refused, Time, useAction, Who } from '/js/parts.js';
import { takePrefill } from '/js/story.js';

const REACTIONS = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

const Reactions = ({ of }) => {
  const given = Object.keys(REACTIONS).filter((name) => of?.[name] > 0);
  return given.length
    ? el.ul(
        { class: 'reactions', 'aria-label': 'Reactions' },
        given.map((name) =>
          el.li(
            { key: name },
            el.span({ 'aria-hidden': 'true' }, REACTIONS[name]),
            el.span({ class: 'sr' }, name),
            ` ${of[name]}`,
          ),
        ),
      )
    : null;
};

/** One thing that was said. `save(text)` is there when the person may change it. */
export function Said({ user, at, edited, text, reactions, repo, did = 'commented', save, tone }) {
  const [editing, edit] = useState(false);
  const bot = isBot(user);
  return el.article(
    { class: classes('said', bot && 'said-bot', tone && `tone-${tone}`) },
    h(Avatar, { user }),
    el.div(
      { class: 'card' },
      el.header(
        { class: 'card-head' },
        h(Who, { user }),
        el.span({ class: 'muted' }, did, ' ', h(Time, { at })),
        edited ? el.span({ class: 'muted small' }, '· edited') : null,
        el.span({ class: 'push' }),
        save && !editing ? el.button({ type: 'button', class: 'link small', onClick: () => edit(true) }, 'Edit') : null,
      ),
      editing
        ? h(Editing, { text, save, close: () => edit(false) })
        : text?.trim() || reactions
          ? el.div(
              { class: 'card-body' },
              h(Markdown, { text, repo, empty: 'No words.' }),
              h(Reactions, { of: reactions }),
            )
          : null,
    ),
  );
}

function Editing({ text, save, close }) {
  const [words, write] = useState(text ?? '');
  const act = useAction();
  const submit = (event) => {
    event.preventDefault();
    act.run(() => save(words).then(close), 'Saved');
  };
  return el.form(
    { class: 'card-body', onSubmit: submit },
    el.textarea({
      'aria-label': 'Text',
      rows: Math.min(20, words.split('\n').length + 2),
      value: words,
      onInput: (e) => write(e.target.value),
      ref: focusOnce,
    }),
    h(Refused, { error: act.error }),
    el.div(
      { class: 'buttons' },
      el.button({ type: 'button', class: 'button', onClick: close }, 'Cancel'),
      el.button({ class: 'button primary', disabled: act.busy }, 'Save'),
    ),
  );
}

const focusOnce = (element) => {
  if (element && !element.dataset.met) {
    element.dataset.met = 'yes';
    element.focus();
  }
};

const COMMANDS = {
  '/approve-registry': 'approve, with a note if you like',
  '/reject-registry REASON': 'close the request as not planned',
  '/waive-gate GATE REASON': 'let one gate pass for exactly this commit',
  '/why': 'the failing rules, and who can approve',
  '/recheck': 'run again',
  '/registry-help': 'what you may use here',
};
const ON_ISSUE = ['/approve-registry', '/reject-registry REASON', '/why', '/recheck', '/registry-help'];
const ON_PULL = ['/approve-registry', '/waive-gate GATE REASON', '/why', '/recheck', '/registry-help'];

/** Where one writes: a comment, and on a pull request a review. */
export function CommentBox({ repo, number, pull, children }) {
  const me = useMe();
  const place = `comment:${repo}#${number}`;
  const [words, write] = useState(() => takePrefill(place) ?? '');
  const box = useRef(null);
  const act = useAction();
  const put = (text) => act.run(() => me.github.comment(repo, number, text).then(() => write('')), 'Comment sent');
  const submit = (event) => {
    event.preventDefault();
    if (words.trim()) put(words);
  };
  const insert = (command) => {
    write((before) => (before && !before.endsWith('\n') ? `${before}\n` : before) + command);
    box.current.focus();
  };
  useEffect(() => {
    if (words) box.current.focus();
  }, []);
  return el.form(
    { class: 'said write', onSubmit: submit },
    h(Avatar, { user: me.person }),
    el.div(
      { class: 'card' },
      el.div(
        { class: 'card-body' },
        el.label({ for: 'comment' }, 'Comment as ', el.strong({}, me.login)),
        el.textarea({
          id: 'comment',
          ref: box,
          rows: 4,
          value: words,
          placeholder: 'Write Markdown, or a command on a line of its own',
          onInput: (e) => write(e.target.value),
          'aria-describedby': 'commands',
          onKeyDown: (e) => (e.ctrlKey || e.metaKey) && e.key === 'Enter' && submit(e),
        }),
        el.div(
          { class: 'commands', id: 'commands' },
          el.span({ class: 'muted small' }, 'Commands:'),
          (pull ? ON_PULL : ON_ISSUE).map((command) =>
            el.button(
              {
                key: command,
                type: 'button',
                class: 'chip',
                title: COMMANDS[command],
                onClick: () => insert(command),
              },
              command,
              el.span({ class: 'sr' }, `: ${COMMANDS[command]}`),
            ),
          ),
        ),
        h(Refused, { error: act.error }),
        el.div(
          { class: 'buttons' },
          children?.({ words, clear: () => write('') }),
          el.button(
            { class: 'button primary', disabled: act.busy || !words.trim() },
            act.busy ? 'Sending…' : 'Comment',
          ),
        ),
      ),
    ),
  );
}

/** Says aloud who has spoken since the last look. */
export function useHeard(comments) {
  const seen = useRef(null);
  useEffect(() => {
    if (!comments) return;
    const fresh = seen.current === null ? [] : comments.filter((c) => !seen.current.has(`${c.id}@${c.updated_at}`));
    seen.current = new Set(comments.map((c) => `${c.id}@${c.updated_at}`));
    if (fresh.length) say(`${fresh.at(-1).user.login.replace(/\[bot\]$/, '')} commented`);
  }, [comments]);
}
