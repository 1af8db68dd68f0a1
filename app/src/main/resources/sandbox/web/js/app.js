// The frame around every view: where one is, who one is, and what has just happened.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { classes, el, h } from '/js/dom.js';
import { choose, person, repository, start, useShared } from '/js/live.js';
import { Avatar, Tabs } from '/js/parts.js';
import { to, useRoute, viewOf } from '/js/route.js';
import { slug } from '/js/story.js';
import { Commit, Commits } from '/js/views/commits.js';
import { Editor } from '/js/views/editor.js';
import { File, Files } from '/js/views/files.js';
import { Home } from '/js/views/home.js';
import { Issue } from '/js/views/issue.js';
import { Issues, Pulls } from '/js/views/lists.js';
import { NewIssue, Request } from '/js/views/request.js';
import { Pull } from '/js/views/pull.js';
import { Webhooks } from '/js/views/webhooks.js';

const VIEWS = {
  home: [Home, null, 'Home'],
  webhooks: [Webhooks, null, 'Webhooks'],
  files: [Files, 'files', 'Files'],
  file: [File, 'files', 'File'],
  edit: [Editor, 'files', 'Edit'],
  pulls: [Pulls, 'pulls', 'Pull requests'],
  pull: [Pull, 'pulls', 'Pull request'],
  issues: [Issues, 'issues', 'Issues'],
  issue: [Issue, 'issues', 'Issue'],
  request: [Request, 'issues', 'New request'],
  'new-issue': [NewIssue, 'issues', 'New issue'],
  commits: [Commits, 'commits', 'Commits'],
  commit: [Commit, 'commits', 'Commit'],
};

const ROLES = { owner: 'owner of the organization', member: 'member', outsider: 'outside the organization' };

function Switcher() {
  const { world, login } = useShared();
  const me = person(login);
  const teams = (me?.teams ?? []).map(slug);
  return el.div(
    { class: 'switcher' },
    h(Avatar, { user: me }),
    el.div(
      { class: 'switcher-words' },
      el.label({ for: 'person' }, 'You are'),
      el.select(
        { id: 'person', value: login, onChange: (e) => choose(e.target.value), 'aria-describedby': 'person-about' },
        world.people.map((p) =>
          el.option(
            { key: p.login, value: p.login, selected: p.login === login },
            p.name ? `${p.name} (${p.login})` : p.login,
          ),
        ),
      ),
    ),
    el.p(
      { id: 'person-about', class: 'switcher-about' },
      el.span({}, teams.length ? teams.join(', ') : 'no team', ' · ', ROLES[me?.role] ?? me?.role),
      me?.blurb ? el.span({}, me.blurb) : null,
    ),
  );
}

function Header({ route }) {
  const { world } = useShared();
  const here = (active) => (active ? 'page' : undefined);
  return el.header(
    { class: 'top' },
    el.div(
      { class: 'top-row' },
      el.a(
        { class: 'brand', href: to.home() },
        el.img({ src: '/favicon.svg', alt: '', width: 26, height: 26 }),
        el.span({}, 'Registrar'),
        el.span({ class: 'brand-sub' }, 'sandbox'),
      ),
      el.nav(
        { class: 'top-nav', 'aria-label': 'Main' },
        el.a({ href: to.home(), 'aria-current': here(route.view === 'home') }, 'Home'),
        world.repositories.map((r) =>
          el.a(
            { key: r.full_name, href: to.repository(r.full_name), 'aria-current': here(route.repo === r.full_name) },
            r.full_name.split('/')[1],
          ),
        ),
        el.a({ href: to.webhooks(), 'aria-current': here(route.view === 'webhooks') }, 'Webhooks'),
        world.dashboard ? el.a({ href: world.dashboard }, 'Dashboard') : null,
      ),
      h(Switcher, {}),
    ),
  );
}

function RepositoryHead({ route }) {
  const [owner, name] = route.repo.split('/');
  const about = repository(route.repo);
  return el.div(
    { class: 'repo-head' },
    el.div(
      { class: 'repo-title' },
      el.span({ class: 'repo-name' }, `${owner} / `, el.a({ href: to.repository(route.repo) }, name)),
      about?.role_hint ? el.span({ class: 'badge' }, about.role_hint) : null,
      about?.description ? el.span({ class: 'muted' }, about.description) : null,
    ),
    h(Tabs, {
      label: 'Repository',
      current: VIEWS[route.view]?.[1],
      items: [
        { id: 'files', text: 'Files', href: to.repository(route.repo), icon: 'file' },
        { id: 'pulls', text: 'Pull requests', href: to.pulls(route.repo), icon: 'pull' },
        { id: 'issues', text: 'Issues', href: to.issues(route.repo), icon: 'issue' },
        { id: 'commits', text: 'Commits', href: to.commits(route.repo), icon: 'commit' },
      ],
    }),
  );
}

function useArrival(route) {
  const main = useRef(null);
  const key = [route.view, route.repo, route.number ?? route.path ?? route.sha ?? route.at, route.tab].join('|');
  const first = useRef(true);
  useEffect(() => {
    document.title = [
      route.number ? `#${route.number}` : route.path,
      VIEWS[route.view]?.[2],
      route.repo,
      'Registrar sandbox',
    ]
      .filter(Boolean)
      .join(' · ');
    if (!first.current && !document.activeElement?.closest('.tabs, textarea, input')) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [key]);
  return { main, key };
}

function App() {
  const { world, lost, said } = useShared();
  const route = useRoute();
  const { main } = useArrival(route);
  useTicking();
  if (!world)
    return el.p(
      { class: 'boot', role: 'status' },
      lost ? 'The sandbox does not answer. Is it still running?' : 'Opening the sandbox…',
    );
  const [View] = VIEWS[route.view] ?? [];
  const place = [route.view, route.repo, route.number, route.path, route.at, route.sha].join('|');
  return el.div(
    { class: 'page' },
    el.a(
      {
        class: 'skip',
        href: '#main',
        onClick: (e) => {
          e.preventDefault();
          main.current?.focus();
        },
      },
      'Skip to the content',
    ),
    h(Header, { route }),
    lost
      ? el.p(
          { class: 'lost', role: 'alert' },
          'The sandbox does not answer. What you see may be old; it will catch up by itself.',
        )
      : null,
    el.main(
      { ref: main, id: 'main', tabIndex: -1, class: classes('main', route.repo && 'in-repo') },
      route.repo ? h(RepositoryHead, { route }) : null,
      View ? h(View, { key: place, ...route }) : el.div({}, el.h1({}, 'No such page'), el.p({}, el.a({ href: to.home() }, 'Go to the start page'))),
    ),
    el.footer(
      { class: 'foot' },
      'Everything here is local: the stand-in for GitHub, its people, and Registrar itself.',
    ),
    el.div({ class: 'sr', role: 'status', 'aria-live': 'polite' }, said),
  );
}

/** “3 minutes ago” grows old by itself. */
function useTicking() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 20000);
    return () => clearInterval(timer);
  }, []);
}

// GitHub's own addresses lead to the same things here, so that links in checks and comments can be followed.
const shown = viewOf(location.href, location.origin);
if (shown) history.replaceState(null, '', `/${shown}`);

render(h(App, {}), document.getElementById('app'));
const open = () => start().catch(() => setTimeout(open, 1500));
open();
