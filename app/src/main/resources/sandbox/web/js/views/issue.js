import { useState } from 'preact/hooks';
import { CommentBox, Said, useHeard } from '/js/conversation.js';
import { el, h } from '/js/dom.js';
import { useLive, useMe } from '/js/live.js';
import { issueState, Label, Pending, Refused, State, Time, useAction, Who } from '/js/parts.js';
import { go, to } from '/js/route.js';

const load = async (github, repo, number) => {
  const [issue, comments] = await Promise.all([github.issue(repo, number), github.comments(repo, number)]);
  return { issue, comments };
};

/** The title, which whoever may change it can change in place. */
export function Title({ item, save, mine, children }) {
  const [editing, edit] = useState(null);
  const act = useAction();
  const submit = (event) => {
    event.preventDefault();
    act.run(() => save(editing).then(() => edit(null)), 'Title saved');
  };
  if (editing !== null) {
    return el.form(
      { class: 'title-form', onSubmit: submit },
      el.input({ 'aria-label': 'Title', value: editing, required: true, onInput: (e) => edit(e.target.value) }),
      el.button({ class: 'button primary', disabled: act.busy }, 'Save'),
      el.button({ type: 'button', class: 'button', onClick: () => edit(null) }, 'Cancel'),
      h(Refused, { error: act.error }),
    );
  }
  return el.div(
    { class: 'title' },
    el.h1({}, item.title, ' ', el.span({ class: 'number' }, `#${item.number}`)),
    mine ? el.button({ type: 'button', class: 'link small', onClick: () => edit(item.title) }, 'Edit title') : null,
    el.div({ class: 'title-line' }, children),
  );
}

export const Comments = ({ comments, repo, me }) =>
  comments.map((comment) =>
    h(Said, {
      key: `comment-${comment.id}`,
      user: comment.user,
      at: comment.created_at,
      edited: comment.updated_at !== comment.created_at,
      text: comment.body,
      reactions: comment.reactions,
      repo,
      save: comment.user?.login === me.login ? (text) => me.github.editComment(repo, comment.id, text) : undefined,
    }),
  );

export function Issue({ repo, number }) {
  const me = useMe();
  const live = useLive(`issue:${repo}#${number}`, (github) => load(github, repo, number));
  const act = useAction();
  useHeard(live.data?.comments);
  if (!live.data) return h(Pending, { of: live });
  const { issue, comments } = live.data;
  if (issue.pull_request) {
    go(to.pull(repo, number));
    return null;
  }
  const mine = issue.user?.login === me.login || me.person?.role === 'owner';
  const change = (wanted) => me.github.editIssue(repo, number, wanted);
  const open = issue.state === 'open';
  return el.div(
    { class: 'thread' },
    h(
      Title,
      { item: issue, mine, save: (title) => change({ title }) },
      h(State, { state: issueState(issue) }),
      el.span({ class: 'muted' }, h(Who, { user: issue.user }), ' opened this ', h(Time, { at: issue.created_at })),
      issue.labels.map((label) => h(Label, { key: label.name ?? label, label })),
    ),
    h(Said, {
      user: issue.user,
      at: issue.created_at,
      did: 'wrote',
      text: issue.body || '_No words._',
      reactions: issue.reactions,
      repo,
      save: mine ? (body) => change({ body }) : undefined,
    }),
    h(Comments, { comments, repo, me }),
    issue.closed_at && !open
      ? el.p(
          { class: 'event' },
          h(State, { state: issueState(issue), bare: true }),
          issue.closed_by ? h(Who, { user: issue.closed_by }) : null,
          ' closed this ',
          h(Time, { at: issue.closed_at }),
        )
      : null,
    h(CommentBox, { repo, number }, () =>
      el.button(
        {
          type: 'button',
          class: 'button',
          disabled: act.busy,
          onClick: () => act.run(() => change({ state: open ? 'closed' : 'open' }), open ? 'Closed' : 'Reopened'),
        },
        open ? 'Close issue' : 'Reopen issue',
      ),
    ),
    h(Refused, { error: act.error }),
  );
}
