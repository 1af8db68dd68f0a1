// What the home page suggests to try: who does it, where it leads, and what is filled in beforehand.
import { decodeText } from '/js/github.js';
import { asMe, catalogRepository, choose, world } from '/js/live.js';
import { go, to } from '/js/route.js';

const SETTINGS = '.github/registrar.yml';
const CATALOG = 'docs/20-contracts/resource-catalogs/ecr-catalog.yaml'; // the default of `catalog.path`
const LABEL = 'registry-request';

const prefills = new Map();

/** Text that is waiting for a form, once. */
export function takePrefill(place) {
  const text = prefills.get(place);
  prefills.delete(place);
  return text;
}

const members = () => world().people.filter((p) => p.role !== 'outsider');
const isPlatform = (p) => (p.teams ?? []).some((team) => /platform/.test(slug(team)));
const isDeveloper = (p) => !isPlatform(p) && (p.teams ?? []).length > 0 && p.role === 'member';
export const slug = (team) => (typeof team === 'string' ? team : (team.slug ?? team.name ?? ''));

export const developer = () => members().find(isDeveloper) ?? members()[0];
export const approver = (notThis) =>
  members().find((p) => isPlatform(p) && p.login !== notThis) ?? members().find((p) => p.login !== notThis);

const settled = (promise, instead) => promise.catch(() => instead);

export async function catalogPath(repo) {
  const file = await settled(asMe().contents(repo.full_name, repo.default_branch, SETTINGS), null);
  const path =
    file && decodeText(file.content).match(/^catalog:[^\S\n]*\n(?:[ \t#].*\n|\n)*?[ \t]+path:[ \t]*["']?([^\s"'#]+)/m);
  return path ? path[1] : CATALOG;
}

/** An entry in which most gates find something: the owner fits, so that one of them passes. */
export const faultyEntry = (owner, login) => `  Payments_Refunds:
    metadata:
      id: REGISTRY_REFUNDS
      owner: ${owner}
      risk: high
      environment: prod
      requested_by: ${login}
      domain: delivery
      status: pending
    governance:
      image_scanning: true
      encryption: AES256
      tag_mutability: MUTABLE
      lifecycle_policy:
        keep_image_count: 10
`;

/** Puts an entry after the last line of the `repositories:` block, and leaves every other line alone. */
export function withEntry(catalog, entry) {
  const lines = catalog.split('\n');
  const start = lines.findIndex((line) => /^repositories:/.test(line));
  if (start < 0) return `${catalog.replace(/\n*$/, '\n')}repositories:\n${entry}`;
  let last = start;
  for (let i = start + 1; i < lines.length && !/^[^\s#]/.test(lines[i]); i += 1) {
    if (/^\s+[^\s#]/.test(lines[i])) last = i;
  }
  return [...lines.slice(0, last + 1), ...entry.replace(/\n$/, '').split('\n'), ...lines.slice(last + 1)].join('\n');
}

export async function tryFaults() {
  const who = developer();
  const repo = catalogRepository();
  choose(who.login);
  const path = await catalogPath(repo);
  const file = await asMe().contents(repo.full_name, repo.default_branch, path);
  const entry = faultyEntry(slug(who.teams[0] ?? 'app-team-payments'), who.login);
  prefills.set(`edit:${repo.full_name}:${repo.default_branch}:${path}`, {
    text: withEntry(decodeText(file.content), entry),
    title: 'Add a registry for refunds',
  });
  go(to.edit(repo.full_name, repo.default_branch, path));
}

const WISHES = ['payments-receipts', 'payments-disputes', 'payments-invoices', 'payments-payouts', 'payments-mandates'];

/** Files for a registry that the catalog does not hold yet, so that the story can be told again. */
export async function tryRequest() {
  const who = developer();
  const repo = catalogRepository();
  choose(who.login);
  const path = await catalogPath(repo);
  const catalog = await settled(asMe().contents(repo.full_name, repo.default_branch, path), { content: '' });
  const taken = decodeText(catalog.content);
  prefills.set('request', {
    name: WISHES.find((wish) => !taken.includes(`${wish}:`)) ?? WISHES[0],
    team: slug(who.teams[0] ?? ''),
    tier: 'medium',
    environment: 'prod',
    domain: 'delivery',
    why: 'This part moves out of the monolith and needs an image of its own.',
  });
  go(to.request(repo.full_name));
}

/** Leads to the newest open request, written by somebody else; with none, to the form that makes one. */
export async function tryApprove() {
  const repo = catalogRepository().full_name;
  const open = (await asMe().newestIssues(repo, 50)).filter(
    (i) => !i.pull_request && i.state === 'open' && isRequest(i),
  );
  if (!open.length) {
    await tryRequest();
    return;
  }
  choose(approver(open[0].user.login).login);
  prefills.set(`comment:${repo}#${open[0].number}`, '/approve-registry');
  go(to.issue(repo, open[0].number));
}

export const isRequest = (issue) => issue.labels.some((label) => (label.name ?? label) === LABEL);

const FIELDS = [
  ['Registry name', 'name'],
  ['Owning team', 'team'],
  ['Risk tier', 'tier'],
  ['Environment', 'environment'],
  ['Domain', 'domain'],
  ['Justification', 'why'],
];

/** The issue as GitHub composes it from the form. */
export const requestIssue = (form) => ({
  title: `Registry request: ${form.name.trim()}`,
  body: FIELDS.map(([heading, field]) => `### ${heading}\n\n${form[field].trim() || '_No response_'}`).join('\n\n'),
  labels: [LABEL],
});
