// Check runs: one line for each, and in full with text, annotations, buttons and re-run.
import { useState } from 'preact/hooks';
import { Annotation, positionOf } from '/js/diff.js';
import { classes, count, el, h } from '/js/dom.js';
import { sandbox } from '/js/github.js';
import { useMe } from '/js/live.js';
import { Markdown } from '/js/markdown.js';
import { Icon, Refused, Time, useAction } from '/js/parts.js';
import { to } from '/js/route.js';

const OUTCOMES = {
  success: ['success', 'passed'],
  failure: ['failure', 'failed'],
  action_required: ['action', 'needs action'],
  neutral: ['neutral', 'neutral'],
  skipped: ['neutral', 'skipped'],
  cancelled: ['neutral', 'cancelled'],
  timed_out: ['failure', 'timed out'],
  stale: ['neutral', 'stale'],
};

export function outcome(run) {
  if (run.status !== 'completed')
    return { key: 'wait', icon: 'wait', word: run.status === 'in_progress' ? 'running' : 'waiting' };
  const [icon, word] = OUTCOMES[run.conclusion] ?? ['neutral', run.conclusion ?? 'done'];
  return { key: icon, icon, word };
}

const SEVERITY = ['failure', 'action', 'wait', 'success', 'neutral'];

/** The worst of several check runs, and a sentence about all of them. */
export function summary(runs) {
  if (!runs.length) return { key: 'wait', icon: 'wait', text: 'No checks yet' };
  const found = runs.map(outcome);
  found.sort((a, b) => SEVERITY.indexOf(a.key) - SEVERITY.indexOf(b.key));
  const worst = found[0].key;
  const parts = [...new Set(found.map((o) => o.word))].map(
    (word) => `${found.filter((o) => o.word === word).length} ${word}`,
  );
  return { key: worst, icon: worst, text: parts.join(', ') };
}

/** The sum first, then the gates by name. */
export const inOrder = (runs) => [...runs].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));

const rank = (run) => (run.name === 'registrar' ? 0 : 1);

export const Mark = ({ of }) => el.span({ class: `mark is-${of.key}` }, h(Icon, { name: of.icon, label: of.word }));

export const CheckLines = ({ runs, repo, number }) =>
  el.ul(
    { class: 'check-lines' },
    inOrder(runs).map((run) => {
      const result = outcome(run);
      return el.li(
        { key: run.id },
        h(Mark, { of: result }),
        el.a({ href: to.pull(repo, number, `checks/${run.id}`) }, run.name),
        el.span({ class: 'muted' }, run.output?.title || result.word),
      );
    }),
  );

function Buttons({ run, repo }) {
  const me = useMe();
  const act = useAction();
  const [pressed, press] = useState(null);
  const go = (name, action, said) => () => {
    press(name);
    act.run(action, said);
  };
  return el.div(
    { class: 'check-buttons' },
    (run.actions ?? []).map((a) =>
      el.button(
        {
          key: a.identifier,
          type: 'button',
          class: 'button primary',
          disabled: act.busy,
          title: a.description,
          onClick: go(a.identifier, () => sandbox.press(me.login, run.id, a.identifier), `${a.label} pressed`),
        },
        act.busy && pressed === a.identifier ? `${a.label}…` : a.label,
      ),
    ),
    el.button(
      {
        type: 'button',
        class: 'button',
        disabled: act.busy,
        onClick: go('rerun', () => me.github.rerun(repo, run.id), `${run.name} asked to run again`),
      },
      'Re-run',
    ),
    run.details_url ? el.a({ class: 'button', href: run.details_url }, 'Details') : null,
    (run.actions ?? []).length
      ? el.p({ class: 'muted small' }, run.actions.map((a) => `${a.label}: ${a.description}`).join(' · '))
      : null,
    h(Refused, { error: act.error }),
  );
}

export function CheckRun({ run, annotations, repo, number, head, open }) {
  const result = outcome(run);
  return el.details(
    { class: classes('card', 'check', `edge-${result.key}`), open, id: `check-${run.id}` },
    el.summary(
      { class: 'card-head' },
      h(Mark, { of: result }),
      el.span(
        { class: 'check-name' },
        el.strong({}, run.name),
        el.span({ class: 'muted' }, run.output?.title || result.word),
      ),
      annotations.length ? el.span({ class: 'badge' }, count(annotations.length, 'annotation')) : null,
    ),
    el.div(
      { class: 'card-body' },
      el.p(
        { class: 'muted small' },
        result.word,
        ' ',
        h(Time, { at: run.completed_at || run.started_at }),
        ' on ',
        el.code({}, run.head_sha?.slice(0, 7)),
      ),
      h(Buttons, { run, repo }),
      h(Markdown, { text: run.output?.summary, repo, empty: result.key === 'wait' ? 'Nothing to read yet.' : '' }),
      h(Markdown, { text: run.output?.text, repo }),
      annotations.length ? el.h2({}, 'Annotations') : null,
      annotations.map((a) =>
        h(Annotation, {
          key: a.key,
          annotation: { ...a, check: null },
          where: el.a(
            { class: 'mono', href: number ? to.file(repo, head, a.path, a.start_line) : undefined },
            positionOf(a),
          ),
        }),
      ),
    ),
  );
}
