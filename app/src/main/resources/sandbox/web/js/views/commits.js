import { Diff } from '/js/diff.js';
import { el, h } from '/js/dom.js';
import { repository, useLive } from '/js/live.js';
import { Avatar, isBot, Pending, Time, Who } from '/js/parts.js';
import { to } from '/js/route.js';

const userOf = (commit) => commit.author ?? { login: commit.commit.author.name };
const subject = (commit) => commit.commit.message.split('\n')[0];

const Verified = ({ commit }) =>
  commit.commit.verification?.verified ? el.span({ class: 'badge badge-good' }, 'verified') : null;

export function Commits({ repo, at }) {
  const ref = at ?? repository(repo)?.default_branch ?? 'main';
  const live = useLive(`commits:${repo}:${ref}`, (github) => github.commits(repo, ref));
  const newest = live.data?.[0];
  return el.div(
    {},
    el.h1({ class: 'sr' }, 'Commits'),
    el.p({ class: 'muted' }, 'On ', el.code({}, ref)),
    h(Pending, { of: live }),
    live.data
      ? el.ul(
          { class: 'card rows' },
          live.data.map((commit) =>
            el.li(
              { key: commit.sha },
              h(Avatar, { user: userOf(commit), size: 'small-avatar' }),
              el.div(
                { class: 'row-words' },
                el.p({}, el.a({ class: 'row-title', href: to.commit(repo, commit.sha) }, subject(commit))),
                el.p(
                  { class: 'muted small' },
                  h(Who, { user: userOf(commit) }),
                  ' ',
                  h(Time, { at: commit.commit.author.date }),
                  ' ',
                  h(Verified, { commit }),
                ),
              ),
              el.code({}, commit.sha.slice(0, 7)),
            ),
          ),
        )
      : null,
    newest
      ? el.section(
          { 'aria-labelledby': 'newest' },
          el.h2({ id: 'newest' }, 'The newest of them'),
          h(Changes, { repo, sha: newest.sha }),
        )
      : null,
  );
}

function Changes({ repo, sha }) {
  const live = useLive(`commit:${repo}:${sha}`, (github) => github.commit(repo, sha));
  return el.div(
    {},
    h(Pending, { of: live }),
    live.data
      ? [
          h(Message, { key: 'm', commit: live.data }),
          h(Diff, { key: 'd', files: live.data.files ?? [], repo, at: live.data.sha }),
        ]
      : null,
  );
}

/** The text under the subject: the reason, and the trailers. */
function Message({ commit }) {
  const rest = commit.commit.message.split('\n').slice(1).join('\n').trim();
  return el.div(
    { class: 'card card-body commit-message' },
    el.h2({}, subject(commit)),
    el.p(
      { class: 'muted small' },
      h(Who, { user: userOf(commit) }),
      isBot(userOf(commit)) ? ' by its App, ' : ' ',
      h(Time, { at: commit.commit.author.date }),
      ' · ',
      el.code({}, commit.sha.slice(0, 12)),
      ' ',
      h(Verified, { commit }),
    ),
    rest ? el.pre({ class: 'message', tabIndex: 0 }, rest) : null,
  );
}

export const Commit = ({ repo, sha }) => el.div({}, el.h1({ class: 'sr' }, 'Commit'), h(Changes, { repo, sha }));
