// A pull request's conversation, with the checks and the merge button beside it.
import { CheckLines, Mark, summary } from '/js/checks.js';
import { CommentBox, Said } from '/js/conversation.js';
import { classes, el, h } from '/js/dom.js';
import { Icon, pullState, Refused, State, Time, useAction, Who } from '/js/parts.js';
import { to } from '/js/route.js';
import { Comments } from '/js/views/issue.js';

const VERDICTS = {
  APPROVED: ['approved these changes', 'good'],
  CHANGES_REQUESTED: ['asked for changes', 'bad'],
  COMMENTED: ['reviewed', ''],
  DISMISSED: ['reviewed; dismissed', ''],
};

/** Comments, reviews and commits as they came. */
function Timeline({ data, repo, me }) {
  const commits = data.commits.map((c) => ({
    at: c.commit.committer?.date ?? c.commit.author.date,
    node: h(Pushed, { key: c.sha, commit: c, repo }),
  }));
  const comments = data.comments.map((c) => ({
    at: c.created_at,
    node: h(Comments, { key: `c${c.id}`, comments: [c], repo, me }),
  }));
  const reviews = data.reviews
    .filter((r) => r.state !== 'PENDING')
    .map((r) => {
      const [did, tone] = VERDICTS[r.state] ?? VERDICTS.COMMENTED;
      return {
        at: r.submitted_at,
        node: h(Said, { key: `r${r.id}`, user: r.user, at: r.submitted_at, did, tone, text: r.body, repo }),
      };
    });
  return [...commits, ...comments, ...reviews]
    .sort((a, b) => new Date(a.at) - new Date(b.at))
    .map((entry) => entry.node);
}

const Pushed = ({ commit, repo }) =>
  el.p(
    { class: 'event' },
    h(Icon, { name: 'commit' }),
    h(Who, { user: commit.author ?? { login: commit.commit.author.name } }),
    ' committed ',
    el.a({ href: to.commit(repo, commit.sha) }, commit.commit.message.split('\n')[0]),
    ' ',
    el.code({}, commit.sha.slice(0, 7)),
    ' ',
    h(Time, { at: commit.commit.author.date }),
  );

function MergeBox({ data, repo, me }) {
  const { pull, runs } = data;
  const act = useAction();
  const total = summary(runs);
  const merge = () => act.run(() => me.github.merge(repo, pull.number, pull.head.sha), 'Merged');
  const conflict = pull.mergeable === false;
  return el.section(
    { class: classes('card', 'merge-box', `edge-${total.key}`), 'aria-label': 'Checks and merge' },
    el.header(
      { class: 'card-head' },
      h(Mark, { of: { ...total, word: 'Checks' } }),
      el.strong({ class: 'push' }, total.text),
      el.a({ href: to.pull(repo, pull.number, 'checks') }, 'See all'),
    ),
    h(CheckLines, { runs, repo, number: pull.number }),
    pullState(pull) === 'open'
      ? el.div(
          { class: 'card-body' },
          conflict ? el.p({ class: 'notice notice-bad' }, 'This branch conflicts with the base branch.') : null,
          h(Refused, { error: act.error }),
          el.div(
            { class: 'buttons start' },
            el.button(
              { type: 'button', class: 'button primary', disabled: act.busy, onClick: merge },
              h(Icon, { name: 'merged' }),
              act.busy ? 'Merging…' : 'Merge',
            ),
            el.span({ class: 'muted small' }, 'as ', el.strong({}, me.login), '; GitHub says why, if it will not'),
          ),
        )
      : null,
  );
}

function Answer({ data, repo, me }) {
  const { pull } = data;
  const act = useAction();
  const open = pull.state === 'open';
  const review = (event, words, clear, done) =>
    act.run(
      () => me.github.review(repo, pull.number, { event, body: words, commit_id: pull.head.sha }).then(clear),
      done,
    );
  const state = () =>
    act.run(
      () => me.github.editPull(repo, pull.number, { state: open ? 'closed' : 'open' }),
      open ? 'Closed' : 'Reopened',
    );
  return [
    h(CommentBox, { key: 'box', repo, number: pull.number, pull: true }, ({ words, clear }) => [
      pull.merged
        ? null
        : el.button(
            { key: 'state', type: 'button', class: 'button', disabled: act.busy, onClick: state },
            open ? 'Close' : 'Reopen',
          ),
      open
        ? el.button(
            {
              key: 'no',
              type: 'button',
              class: 'button',
              disabled: act.busy || !words.trim(),
              title: 'Write first what should change',
              onClick: () => review('REQUEST_CHANGES', words, clear, 'Changes requested'),
            },
            'Request changes',
          )
        : null,
      open
        ? el.button(
            {
              key: 'yes',
              type: 'button',
              class: 'button good',
              disabled: act.busy,
              onClick: () => review('APPROVE', words, clear, 'Approved'),
            },
            'Approve',
          )
        : null,
    ]),
    h(Refused, { key: 'refused', error: act.error }),
  ];
}

export const Conversation = ({ data, repo, me, change }) =>
  el.div(
    { class: 'with-side' },
    el.div(
      { class: 'thread' },
      h(Said, {
        user: data.pull.user,
        at: data.pull.created_at,
        did: 'wrote',
        text: data.pull.body || '_No description._',
        repo,
        save: change ? (body) => change({ body }) : undefined,
      }),
      h(Timeline, { data, repo, me }),
      data.pull.merged_at
        ? el.p(
            { class: 'event' },
            h(State, { state: 'merged', bare: true }),
            data.pull.merged_by ? h(Who, { user: data.pull.merged_by }) : null,
            ' merged this ',
            h(Time, { at: data.pull.merged_at }),
          )
        : null,
      h(Answer, { data, repo, me }),
    ),
    el.aside({ class: 'side' }, h(MergeBox, { data, repo, me })),
  );
