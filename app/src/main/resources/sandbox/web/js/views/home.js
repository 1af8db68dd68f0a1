import { useState } from 'preact/hooks';
import { el, h } from '/js/dom.js';
import { choose, useLive, useShared } from '/js/live.js';
import { Avatar, Icon, issueState, pullState, Pending, Refused, State, Time, Who } from '/js/parts.js';
import { to } from '/js/route.js';
import { approver, developer, tryApprove, tryFaults, tryRequest } from '/js/story.js';

const SHOWN = 10;

const first = (person) => (person?.name ?? person?.login ?? 'somebody').split(' ')[0];

function Suggestions() {
  const [problem, tell] = useState(null);
  const press = (action) => async () => {
    tell(null);
    try {
      await action();
    } catch (error) {
      tell(error);
    }
  };
  const cards = [
    [
      'Open a pull request with faults',
      `As ${first(developer())}, add a registry that breaks the rules. The gates answer on the exact lines.`,
      tryFaults,
    ],
    [
      'Ask for a registry',
      `As ${first(developer())}, file a request with the form. Registrar shows the entry it would commit.`,
      tryRequest,
    ],
    [
      'Approve it',
      `As ${first(approver())}, answer with /approve-registry. The entry is committed and the request closed.`,
      tryApprove,
    ],
  ];
  return el.section(
    { 'aria-labelledby': 'try' },
    el.h2({ id: 'try' }, 'Three things to try'),
    el.ol(
      { class: 'suggestions' },
      cards.map(([title, words, action], i) =>
        el.li(
          { key: title },
          el.button(
            { type: 'button', class: 'suggestion', onClick: press(action) },
            el.span({ class: 'suggestion-number', 'aria-hidden': 'true' }, i + 1),
            el.span({ class: 'suggestion-words' }, el.strong({}, title), el.span({}, words)),
          ),
        ),
      ),
    ),
    h(Refused, { error: problem }),
  );
}

async function activity(github, repositories) {
  const found = await Promise.all(
    repositories.map(async ({ full_name: repo, default_branch: branch }) => {
      const [issues, commits] = await Promise.all([
        github.newestIssues(repo, SHOWN).catch(() => []),
        github.commits(repo, branch, 5).catch(() => []),
      ]);
      return [
        ...issues.map((item) => ({ at: item.updated_at, repo, item })),
        ...commits.map((commit) => ({ at: commit.commit.committer?.date ?? commit.commit.author.date, repo, commit })),
      ];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
}

function Line({ repo, item, commit, at }) {
  const name = el.span({ class: 'muted small' }, repo.split('/')[1]);
  if (commit) {
    const user = commit.author ?? { login: commit.commit.author.name };
    return el.li(
      {},
      el.span({ class: 'state-bare' }, h(Icon, { name: 'commit', label: 'Commit' })),
      el.span(
        { class: 'line-words' },
        el.a({ href: to.commit(repo, commit.sha) }, commit.commit.message.split('\n')[0]),
      ),
      el.span({ class: 'line-end' }, name, h(Who, { user }), h(Time, { at })),
    );
  }
  const pull = Boolean(item.pull_request);
  return el.li(
    {},
    h(State, { state: pull ? pullState(item) : issueState(item), bare: true }),
    el.span(
      { class: 'line-words' },
      el.a({ href: pull ? to.pull(repo, item.number) : to.issue(repo, item.number) }, item.title),
      el.span({ class: 'muted' }, ` #${item.number}`),
    ),
    el.span({ class: 'line-end' }, name, h(Who, { user: item.user }), h(Time, { at })),
  );
}

export function Home() {
  const { world, login } = useShared();
  const live = useLive('home', (github) => activity(github, world.repositories));
  return el.div(
    { class: 'home' },
    el.section(
      { class: 'hero' },
      el.h1({}, 'See Registrar at work'),
      el.p(
        { class: 'lead' },
        'Registrar is a GitHub App that governs container registries through pull requests and issues. This page stands in for GitHub, on your machine only; the Registrar behind it is the real one. Choose who you are at the top, change something, and watch it answer within a second.',
      ),
      world.app?.installed === false
        ? el.p(
            { class: 'notice notice-bad' },
            'The App is not installed here yet, so nobody will answer. Start Registrar as the terminal says, and register the App on the page whose address it prints.',
          )
        : null,
    ),
    h(Suggestions, {}),
    el.div(
      { class: 'columns' },
      el.section(
        { 'aria-labelledby': 'recent' },
        el.h2({ id: 'recent' }, 'Recent activity'),
        h(Pending, { of: live }),
        live.data
          ? el.ul(
              { class: 'card lines' },
              live.data.map((line) => h(Line, { key: `${line.repo}${line.item?.number ?? line.commit.sha}`, ...line })),
            )
          : null,
      ),
      el.section(
        { 'aria-labelledby': 'people' },
        el.h2({ id: 'people' }, 'Who is here'),
        el.ul(
          { class: 'card lines people' },
          world.people.map((p) =>
            el.li(
              { key: p.login },
              h(Avatar, { user: p }),
              el.span(
                { class: 'person' },
                el.strong({}, p.name ?? p.login),
                el.span({ class: 'muted small' }, p.blurb ?? p.role),
              ),
              p.login === login
                ? el.span({ class: 'badge' }, 'you')
                : el.button(
                    { type: 'button', class: 'link small', onClick: () => choose(p.login) },
                    'Act as',
                    el.span({ class: 'sr' }, ` ${p.name ?? p.login}`),
                  ),
            ),
          ),
        ),
      ),
    ),
  );
}
