// Addresses: everything after the #, so that every view can be linked to and the back button works.
import { useEffect, useState } from 'preact/hooks';

const enc = (value) => value.split('/').map(encodeURIComponent).join('/');
const one = encodeURIComponent;

export const to = {
  home: () => '#/',
  webhooks: () => '#/webhooks',
  repository: (repo) => `#/r/${repo}`,
  pulls: (repo) => `#/r/${repo}/pulls`,
  pull: (repo, number, tab = '') => `#/r/${repo}/pull/${number}${tab ? `/${tab}` : ''}`,
  issues: (repo) => `#/r/${repo}/issues`,
  issue: (repo, number) => `#/r/${repo}/issue/${number}`,
  request: (repo) => `#/r/${repo}/request`,
  newIssue: (repo) => `#/r/${repo}/new-issue`,
  file: (repo, ref, path, line) => `#/r/${repo}/file/${one(ref)}/${enc(path)}${line ? `?line=${line}` : ''}`,
  edit: (repo, ref, path, pull) => `#/r/${repo}/edit/${one(ref)}/${enc(path)}${pull ? `?pull=${pull}` : ''}`,
  commits: (repo, ref) => `#/r/${repo}/commits${ref ? `/${one(ref)}` : ''}`,
  commit: (repo, sha) => `#/r/${repo}/commit/${sha}`,
};

export function parseRoute(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decode);
  const search = new URLSearchParams(query);
  if (parts.length === 0) return { view: 'home' };
  if (parts[0] === 'webhooks') return { view: 'webhooks' };
  if (parts[0] !== 'r' || parts.length < 3) return { view: 'unknown' };
  return { repo: `${parts[1]}/${parts[2]}`, ...inside(parts.slice(3), search) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % in a link that somebody typed
  }
}

function inside([view = 'files', first, ...rest], search) {
  if (view === 'pull') return { view, number: Number(first), tab: rest[0] ?? '', item: rest[1] };
  if (view === 'issue') return { view, number: Number(first) };
  if (view === 'file') return { view, at: first, path: rest.join('/'), line: Number(search.get('line')) || 0 };
  if (view === 'edit') return { view, at: first, path: rest.join('/'), pull: Number(search.get('pull')) || 0 };
  if (view === 'commits') return { view, at: first };
  if (view === 'commit') return { view, sha: first };
  return ['files', 'pulls', 'issues', 'request', 'new-issue'].includes(view) ? { view } : { view: 'unknown' };
}

export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listener = () => setHash(location.hash);
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  }, []);
  return parseRoute(hash);
}

export const go = (hash) => {
  location.hash = hash;
};

const ADDRESS = /^\/([\w.-]+)\/([\w.-]+)(?:\/(pull|issues|commit|blob|tree|commits)\/(.+?))?\/?$/;

/** The view for one of GitHub's own web addresses, or null when it is none that we have. */
export function viewOf(href, origin) {
  const url = asUrl(href, origin);
  const match = url && url.origin === origin && url.pathname.match(ADDRESS);
  if (!match || match[1].startsWith('_') || match[1] === 'webjars') return null;
  const [, owner, name, kind, rest] = match;
  const repo = `${owner}/${name}`;
  if (!kind) return to.repository(repo);
  const [first, ...more] = rest.split('/').map(decode);
  if (kind === 'pull')
    return to.pull(repo, first, { checks: 'checks', files: 'files', commits: 'commits' }[more[0]] ?? '');
  if (kind === 'issues') return first === 'new' ? to.request(repo) : to.issue(repo, first);
  if (kind === 'commit') return to.commit(repo, first);
  if (kind === 'commits') return to.commits(repo, first);
  return more.length
    ? to.file(repo, first, more.join('/'), Number(url.hash.match(/^#L(\d+)/)?.[1]))
    : to.repository(repo);
}

function asUrl(href, origin) {
  try {
    return new URL(href, origin);
  } catch {
    return null;
  }
}
