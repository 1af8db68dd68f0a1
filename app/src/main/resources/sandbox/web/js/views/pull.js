import { useEffect, useRef } from 'preact/hooks';
import { CheckRun, inOrder, Mark, outcome, summary } from '/js/checks.js';
import { useHeard } from '/js/conversation.js';
import { Diff } from '/js/diff.js';
import { classes, count, el, h } from '/js/dom.js';
import { say, useLive, useMe } from '/js/live.js';
import { Empty, Icon, Pending, pullState, State, Tabs, Time, Who } from '/js/parts.js';
import { to } from '/js/route.js';
import { Title } from '/js/views/issue.js';
import { Conversation } from '/js/views/talk.js';

async function load(github, repo, number) {
  const pull = await github.pull(repo, number);
  const [comments, reviews, commits, files, runs] = await Promise.all([
    github.comments(repo, number),
    github.reviews(repo, number),
    github.pullCommits(repo, number),
    github.pullFiles(repo, number),
    github.checkRuns(repo, pull.head.sha),
  ]);
  const annotations = (await Promise.all(runs.map((run) => annotationsOf(github, repo, run)))).flat();
  return { pull, comments, reviews, commits, files, runs: inOrder(runs), annotations };
}

async function annotationsOf(github, repo, run) {
  if (run.output?.annotations_count === 0) return [];
  const found = await github.annotations(repo, run.id);
  return found.map((a, i) => ({ ...a, key: `${run.id}-${i}`, run: run.id, check: run.name }));
}

function Checks({ data, repo, item }) {
  const wanted = Number(item);
  useEffect(() => {
    if (wanted) document.getElementById(`check-${wanted}`)?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  if (!data.runs.length) return h(Empty, {}, 'No check has reported on this commit yet.');
  return el.div(
    { class: 'checks' },
    data.runs.map((run) =>
      h(CheckRun, {
        key: run.id,
        run,
        repo,
        number: data.pull.number,
        head: data.pull.head.ref,
        annotations: data.annotations.filter((a) => a.run === run.id),
        open: wanted ? run.id === wanted : run.name === 'registrar' || outcome(run).key !== 'success',
      }),
    ),
  );
}

const Commits = ({ data, repo }) =>
  el.ul(
    { class: 'card rows' },
    data.commits.map((c) =>
      el.li(
        { key: c.sha },
        h(Icon, { name: 'commit' }),
        el.div(
          { class: 'row-words' },
          el.p({}, el.a({ class: 'row-title', href: to.commit(repo, c.sha) }, c.commit.message.split('\n')[0])),
          el.p(
            { class: 'muted small' },
            h(Who, { user: c.author ?? { login: c.commit.author.name } }),
            ' ',
            h(Time, { at: c.commit.author.date }),
          ),
        ),
        el.code({}, c.sha.slice(0, 7)),
      ),
    ),
  );

/** Says aloud when the checks come to another result. */
function useVerdict(runs) {
  const before = useRef(null);
  const text = runs ? summary(runs).text : null;
  useEffect(() => {
    if (text !== null && before.current !== null && before.current !== text) say(`Checks: ${text}`);
    if (text !== null) before.current = text;
  }, [text]);
}

export function Pull({ repo, number, tab, item }) {
  const me = useMe();
  const live = useLive(`pull:${repo}#${number}`, (github) => load(github, repo, number));
  useHeard(live.data?.comments);
  useVerdict(live.data?.runs);
  if (!live.data) return h(Pending, { of: live });
  const { pull, comments, reviews, files, commits, runs, annotations } = live.data;
  const total = summary(runs);
  const mine = pull.user?.login === me.login || me.person?.role === 'owner';
  const change = (wanted) => me.github.editPull(repo, number, wanted);
  const ours = !pull.head.repo || pull.head.repo.full_name === repo; // a fork's branch is not ours to commit to
  const edit = pull.state === 'open' && ours ? (path) => to.edit(repo, pull.head.ref, path, number) : undefined;
  return el.div(
    {},
    h(
      Title,
      { item: pull, mine, save: (title) => change({ title }) },
      h(State, { state: pullState(pull) }),
      el.span(
        { class: 'muted' },
        h(Who, { user: pull.user }),
        ' wants ',
        count(commits.length, 'commit'),
        ' from ',
        el.code({}, pull.head.ref),
        ' in ',
        el.code({}, pull.base.ref),
      ),
      el.span(
        { class: classes('mark-text', `is-${total.key}`) },
        h(Mark, { of: { ...total, word: 'Checks' } }),
        total.text,
      ),
    ),
    h(Tabs, {
      label: 'Pull request',
      current: tab || 'conversation',
      items: [
        {
          id: 'conversation',
          text: 'Conversation',
          href: to.pull(repo, number),
          badge: comments.length + reviews.length,
        },
        { id: 'checks', text: 'Checks', href: to.pull(repo, number, 'checks'), badge: runs.length },
        { id: 'files', text: 'Files changed', href: to.pull(repo, number, 'files'), badge: files.length },
        { id: 'commits', text: 'Commits', href: to.pull(repo, number, 'commits'), badge: commits.length },
      ],
    }),
    tab === 'checks'
      ? h(Checks, { data: live.data, repo, item })
      : tab === 'files'
        ? h(Diff, { files, annotations, repo, at: pull.head.sha, edit })
        : tab === 'commits'
          ? h(Commits, { data: live.data, repo })
          : h(Conversation, { data: live.data, repo, me, change: mine ? change : undefined }),
  );
}
