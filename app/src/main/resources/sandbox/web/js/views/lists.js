import { useState } from 'preact/hooks';
import { el, h } from '/js/dom.js';
import { useLive } from '/js/live.js';
import { Empty, Icon, issueState, Label, Pending, pullState, State, Time, Who } from '/js/parts.js';
import { to } from '/js/route.js';
import { isRequest } from '/js/story.js';
import { Mark, summary } from '/js/checks.js';

/** Open or closed, with the numbers of both. */
function Filter({ items, shown, show }) {
  const open = items.filter((i) => i.state === 'open').length;
  const tab = (state, text) =>
    el.button(
      {
        type: 'button',
        class: 'filter',
        'aria-pressed': shown === state ? 'true' : 'false',
        onClick: () => show(state),
      },
      text,
    );
  return el.div(
    { class: 'filters', role: 'group', 'aria-label': 'Show' },
    tab('open', `${open} open`),
    tab('closed', `${items.length - open} closed`),
  );
}

function List({ live, name, row, none, children }) {
  const [shown, show] = useState('open');
  const items = live.data ?? [];
  const listed = items.filter((i) => i.state === shown);
  return el.div(
    {},
    el.h1({ class: 'sr' }, name),
    el.div({ class: 'bar' }, h(Filter, { items, shown, show }), el.span({ class: 'push' }), children),
    h(Pending, { of: live }),
    live.data && (listed.length ? el.ul({ class: 'card rows' }, listed.map(row)) : h(Empty, {}, none)),
  );
}

async function withChecks(github, repo) {
  const pulls = await github.pulls(repo);
  return Promise.all(
    pulls.map(async (pull) => ({
      ...pull,
      runs: pull.state === 'open' ? await github.checkRuns(repo, pull.head.sha).catch(() => []) : [],
    })),
  );
}

export function Pulls({ repo }) {
  const live = useLive(`pulls:${repo}`, (github) => withChecks(github, repo));
  return h(
    List,
    {
      live,
      name: 'Pull requests',
      none: 'No pull requests here.',
      row: (pull) =>
        el.li(
          { key: pull.number },
          h(State, { state: pullState(pull), bare: true }),
          el.div(
            { class: 'row-words' },
            el.p({}, el.a({ class: 'row-title', href: to.pull(repo, pull.number) }, pull.title)),
            el.p(
              { class: 'muted small' },
              `#${pull.number} by `,
              h(Who, { user: pull.user }),
              ' ',
              h(Time, { at: pull.created_at }),
              ' · ',
              el.code({}, pull.head.ref),
            ),
          ),
          pull.runs.length
            ? el.span(
                { class: 'row-checks' },
                h(Mark, { of: { ...summary(pull.runs), word: summary(pull.runs).text } }),
                el.span({ class: 'muted small', 'aria-hidden': 'true' }, summary(pull.runs).text),
              )
            : null,
        ),
    },
    el.a({ class: 'button', href: to.repository(repo) }, 'Edit a file to open one'),
  );
}

export function Issues({ repo }) {
  const live = useLive(`issues:${repo}`, async (github) => (await github.issues(repo)).filter((i) => !i.pull_request));
  return h(
    List,
    {
      live,
      name: 'Issues',
      none: 'No issues here.',
      row: (issue) =>
        el.li(
          { key: issue.number },
          h(State, { state: issueState(issue), bare: true }),
          el.div(
            { class: 'row-words' },
            el.p(
              {},
              el.a({ class: 'row-title', href: to.issue(repo, issue.number) }, issue.title),
              ' ',
              issue.labels.map((label) => h(Label, { key: label.name ?? label, label })),
            ),
            el.p(
              { class: 'muted small' },
              `#${issue.number} by `,
              h(Who, { user: issue.user }),
              ' ',
              h(Time, { at: issue.created_at }),
              isRequest(issue) ? ' · registry request' : '',
            ),
          ),
          issue.comments
            ? el.span(
                { class: 'muted small' },
                `${issue.comments} `,
                el.span({ 'aria-hidden': 'true' }, '💬'),
                el.span({ class: 'sr' }, 'comments'),
              )
            : null,
        ),
    },
    el.a({ class: 'button', href: to.newIssue(repo) }, 'New issue'),
    el.a({ class: 'button primary', href: to.request(repo) }, h(Icon, { name: 'repo' }), 'New request'),
  );
}
