// GitHub's REST API as the person who is chosen, and the few calls that only the sandbox has.

export class Refusal extends Error {
  constructor(status, body) {
    super(body?.message || `The answer was ${status}.`);
    this.status = status;
    this.details = (body?.errors ?? [])
      .map((e) => (typeof e === 'string' ? e : e.message || [e.field, e.code].filter(Boolean).join(' ')))
      .filter(Boolean);
  }
}

async function call(method, url, { login, body, signal } = {}) {
  const headers = { Accept: 'application/vnd.github+json' };
  if (login) headers.Authorization = `Bearer person_${login}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(url, {
    method,
    headers,
    signal,
    cache: 'no-store',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed = parse(text);
  if (!response.ok) throw new Refusal(response.status, parsed);
  return parsed;
}

function parse(text) {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 300) };
  }
}

export const path = (value) => value.split('/').map(encodeURIComponent).join('/');

/** The sandbox's own side channel. */
export const sandbox = {
  world: () => call('GET', '/_sandbox/world'),
  changes: (since, signal) => call('GET', `/_sandbox/changes?since=${since}&wait=25`, { signal }),
  deliveries: () => call('GET', '/_sandbox/deliveries?limit=50'),
  actions: (sha) => call('GET', `/_sandbox/actions/${sha}`),
  press: (login, checkRun, action) =>
    call('POST', `/_sandbox/check-runs/${checkRun}/actions/${encodeURIComponent(action)}`, { login, body: {} }),
};

const PAGE = 100; // GitHub's largest page
const PAGES = 10;

/** GitHub, as this person sees it. */
export function github(login) {
  const send = (method, url, body) => call(method, `/api/v3${url}`, { login, body });
  const get = (url) => send('GET', url);
  const all = async (url, items = (page) => page) => {
    const found = [];
    for (let page = 1; page <= PAGES; page += 1) {
      const part = items(await get(`${url}${url.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`));
      found.push(...part);
      if (part.length < PAGE) break;
    }
    return found;
  };
  return { ...reading(get, all), ...writing(send) };
}

const reading = (get, all) => ({
  pulls: (repo) => all(`/repos/${repo}/pulls?state=all`),
  pull: (repo, number) => get(`/repos/${repo}/pulls/${number}`),
  pullFiles: (repo, number) => all(`/repos/${repo}/pulls/${number}/files`),
  pullCommits: (repo, number) => all(`/repos/${repo}/pulls/${number}/commits`),
  reviews: (repo, number) => all(`/repos/${repo}/pulls/${number}/reviews`),
  /** With their buttons, which GitHub's REST does not tell of. */
  checkRuns: async (repo, sha) => {
    const [runs, buttons] = await Promise.all([
      all(`/repos/${repo}/commits/${sha}/check-runs`, (page) => page.check_runs),
      sandbox.actions(sha),
    ]);
    return runs.map((run) => ({ ...run, actions: buttons[run.id] ?? [] }));
  },
  annotations: (repo, run) => all(`/repos/${repo}/check-runs/${run}/annotations`),
  issues: (repo) => all(`/repos/${repo}/issues?state=all`),
  newestIssues: (repo, limit) => get(`/repos/${repo}/issues?state=all&sort=updated&direction=desc&per_page=${limit}`),
  issue: (repo, number) => get(`/repos/${repo}/issues/${number}`),
  comments: (repo, number) => all(`/repos/${repo}/issues/${number}/comments`),
  contents: (repo, ref, file) => get(`/repos/${repo}/contents/${path(file)}?ref=${encodeURIComponent(ref)}`),
  tree: (repo, ref) => get(`/repos/${repo}/git/trees/${encodeURIComponent(ref)}?recursive=1`),
  commits: (repo, ref, limit = 50) => get(`/repos/${repo}/commits?sha=${encodeURIComponent(ref)}&per_page=${limit}`),
  commit: (repo, sha) => get(`/repos/${repo}/commits/${sha}`),
  branch: (repo, name) => get(`/repos/${repo}/branches/${encodeURIComponent(name)}`),
});

const writing = (send) => ({
  createBranch: (repo, name, sha) => send('POST', `/repos/${repo}/git/refs`, { ref: `refs/heads/${name}`, sha }),
  writeFile: (repo, file, { message, text, sha, branch }) =>
    send('PUT', `/repos/${repo}/contents/${path(file)}`, { message, content: encodeText(text), sha, branch }),
  openPull: (repo, pull) => send('POST', `/repos/${repo}/pulls`, pull),
  editPull: (repo, number, change) => send('PATCH', `/repos/${repo}/pulls/${number}`, change),
  merge: (repo, number, sha) => send('PUT', `/repos/${repo}/pulls/${number}/merge`, { merge_method: 'squash', sha }),
  review: (repo, number, review) => send('POST', `/repos/${repo}/pulls/${number}/reviews`, review),
  openIssue: (repo, issue) => send('POST', `/repos/${repo}/issues`, issue),
  editIssue: (repo, number, change) => send('PATCH', `/repos/${repo}/issues/${number}`, change),
  comment: (repo, number, body) => send('POST', `/repos/${repo}/issues/${number}/comments`, { body }),
  editComment: (repo, id, body) => send('PATCH', `/repos/${repo}/issues/comments/${id}`, { body }),
  rerun: (repo, run) => send('POST', `/repos/${repo}/check-runs/${run}/rerequest`, {}),
});

export function encodeText(text) {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function decodeText(base64) {
  const binary = atob(base64.replace(/\s/g, ''));
  return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
}
