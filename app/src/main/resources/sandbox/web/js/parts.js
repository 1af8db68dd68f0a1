// The small things that every view is made of.
import { useState } from 'preact/hooks';
import { classes, el, h } from '/js/dom.js';
import { person, refresh, say } from '/js/live.js';

const PATHS = {
  success: 'M3 8.5l3.2 3.2L13 4.8',
  failure: 'M4 4l8 8M12 4l-8 8',
  action: 'M8 3.5v5.5M8 12.2v.3',
  neutral: 'M4 8h8',
  wait: 'M8 4.5V8l2.3 1.6',
  pull: 'M4.5 5.8v4.6M4.5 5.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM4.5 14a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM11.5 14a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM11.5 10.4V6.5a2 2 0 0 0-2-2H8M9.6 2.6L7.8 4.5l1.8 1.9',
  merged:
    'M4.5 5.8v4.6M4.5 5.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM4.5 14a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM11.5 10.4a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM4.7 5.9c.4 1.8 2 2.7 4.9 2.7',
  issue: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 8v.2',
  closed: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 8.2l1.8 1.8 3.3-3.6',
  commit: 'M8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM1.5 8h3.8M10.7 8h3.8',
  file: 'M4 1.8h5l3.2 3.2v9.2H4zM9 1.8V5h3.2',
  folder: 'M1.8 4h4.4l1.4 1.8h6.6v7H1.8z',
  repo: 'M3 2.5h9.5v11H4.7A1.7 1.7 0 0 1 3 11.8zM3 11.6a1.7 1.7 0 0 1 1.7-1.4h7.8M6 5.2h4',
  hook: 'M3 8h7.5M8 5l3 3-3 3M13.5 3v10',
};

export const Icon = ({ name, label }) =>
  el.svg(
    {
      class: `icon icon-${name}`,
      viewBox: '0 0 16 16',
      role: label ? 'img' : undefined,
      'aria-label': label,
      'aria-hidden': label ? undefined : 'true',
    },
    el.path({ d: PATHS[name] ?? PATHS.neutral }),
  );

const HUES = 8;
const sum = (text) => [...text].reduce((total, c) => total + c.codePointAt(0), 0);

const initials = (name) => {
  const words = name
    .replace(/\[bot\]$/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? words.at(-1)[0] : (words[0]?.[1] ?? ''))).toUpperCase();
};

export const isBot = (user) => user?.type === 'Bot' || /\[bot\]$/.test(user?.login ?? '');

export function Avatar({ user, size = '' }) {
  const login = user?.login ?? 'ghost';
  if (isBot(user))
    return el.span({ class: classes('avatar', 'avatar-bot', size), 'aria-hidden': 'true' }, initials(login)[0]);
  const name = person(login)?.name ?? login;
  return el.span({ class: classes('avatar', `hue-${(person(login)?.id ?? sum(login)) % HUES}`, size), 'aria-hidden': 'true' }, initials(name));
}

export function Who({ user }) {
  const login = user?.login ?? 'ghost';
  return el.span(
    { class: 'who' },
    el.strong({ title: person(login)?.name }, login.replace(/\[bot\]$/, '')),
    isBot(user) ? el.span({ class: 'badge' }, 'bot') : null,
  );
}

const STEPS = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [7, 'day'],
  [4.35, 'week'],
  [12, 'month'],
  [Infinity, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function ago(date, now = Date.now()) {
  let amount = (new Date(date).getTime() - now) / 1000;
  if (Math.abs(amount) < 5) return 'just now';
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) return relative.format(Math.round(amount), unit);
    amount /= size;
  }
  return '';
}

export const Time = ({ at }) =>
  at ? el.time({ datetime: at, title: new Date(at).toLocaleString('en-GB') }, ago(at)) : null;

const STATES = {
  open: ['Open', 'pull'],
  merged: ['Merged', 'merged'],
  closed: ['Closed', 'failure'],
  draft: ['Draft', 'pull'],
  'issue-open': ['Open', 'issue'],
  completed: ['Closed', 'closed'],
  not_planned: ['Not planned', 'neutral'],
};

export function pullState(pull) {
  if (pull.merged_at || pull.merged || pull.pull_request?.merged_at) return 'merged';
  if (pull.state === 'closed') return 'closed';
  return pull.draft ? 'draft' : 'open';
}

export const issueState = (issue) =>
  issue.state === 'open' ? 'issue-open' : issue.state_reason === 'not_planned' ? 'not_planned' : 'completed';

export function State({ state, bare = false }) {
  const [label, icon] = STATES[state];
  if (bare) return el.span({ class: `state-bare is-${state}` }, h(Icon, { name: icon, label }));
  return el.span({ class: `state is-${state}` }, h(Icon, { name: icon }), label);
}

export const Label = ({ label }) => el.span({ class: 'label' }, typeof label === 'string' ? label : label.name);

/** What GitHub answered when it would not. */
export function Refused({ error }) {
  if (!error) return null;
  const lead = error.status ? `GitHub refused (${error.status}): ` : 'That did not work: ';
  return el.div(
    { class: 'notice notice-bad', role: 'alert' },
    el.p({}, el.strong({}, lead), error.message),
    error.details?.length
      ? el.ul(
          {},
          error.details.map((d) => el.li({ key: d }, d)),
        )
      : null,
  );
}

/** What is still loading, or could not be loaded; null when there is something to show. */
export function Pending({ of }) {
  if (of.data) return null;
  if (of.error?.status === 404)
    return el.p({ class: 'empty' }, 'There is nothing here, or this person may not see it.');
  if (of.error) return h(Refused, { error: of.error });
  return el.p({ class: 'empty', 'aria-busy': 'true' }, 'Loading…');
}

/** Runs an action once at a time, keeps its refusal, and refreshes what is shown. */
export function useAction() {
  const [state, set] = useState({ busy: false, error: null });
  const run = async (action, done) => {
    if (state.busy) return;
    set({ busy: true, error: null });
    try {
      await action();
      set({ busy: false, error: null });
      if (done) say(done);
      refresh();
    } catch (error) {
      set({ busy: false, error });
    }
  };
  return { ...state, run };
}

export const Empty = ({ children }) => el.p({ class: 'empty' }, children);

export const Tabs = ({ label, items, current }) =>
  el.nav(
    { class: 'tabs', 'aria-label': label },
    items.map(({ id, href, text, badge, icon }) =>
      el.a(
        { key: id, href, class: 'tab', 'aria-current': id === current ? 'page' : undefined },
        icon ? h(Icon, { name: icon }) : null,
        text,
        badge === undefined ? null : el.span({ class: 'count' }, badge),
      ),
    ),
  );
