// Asking for a registry with the form, and opening a plain issue.
import { useState } from 'preact/hooks';
import { el, h } from '/js/dom.js';
import { useMe, useShared } from '/js/live.js';
import { Refused, useAction } from '/js/parts.js';
import { go, to } from '/js/route.js';
import { requestIssue, slug, takePrefill } from '/js/story.js';

const TIERS = ['low', 'medium', 'high'];
const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];
const BLANK = { name: '', team: '', tier: '', environment: '', domain: '', why: '' };

const Field = ({ id, label, hint, children }) =>
  el.div(
    { class: 'field' },
    el.label({ for: id }, label),
    hint ? el.p({ class: 'muted small', id: `${id}-hint` }, hint) : null,
    children,
  );

export function Request({ repo }) {
  const me = useMe();
  const { world } = useShared();
  const [form, set] = useState(() => ({
    ...BLANK,
    team: slug(me.person?.teams?.[0] ?? ''),
    ...takePrefill('request'),
  }));
  const act = useAction();
  const write = (field) => (e) => set({ ...form, [field]: e.target.value });
  const teams = [...new Set(world.people.flatMap((p) => (p.teams ?? []).map(slug)))].sort();
  const submit = (event) => {
    event.preventDefault();
    act.run(async () => {
      const issue = await me.github.openIssue(repo, requestIssue(form));
      go(to.issue(repo, issue.number));
    }, 'Request filed');
  };
  const input = (id, field, more) =>
    el.input({
      id,
      value: form[field],
      onInput: write(field),
      'aria-describedby': `${id}-hint`,
      autocomplete: 'off',
      spellcheck: false,
      ...more,
    });
  const select = (id, field, options) =>
    el.select(
      { id, value: form[field], onChange: write(field), 'aria-describedby': `${id}-hint` },
      el.option({ value: '' }, 'None'),
      options.map((o) => el.option({ key: o, value: o, selected: form[field] === o }, o)),
    );
  return el.form(
    { class: 'card request', onSubmit: submit },
    el.header({ class: 'card-head' }, el.h1({}, 'Request a registry')),
    el.div(
      { class: 'card-body' },
      el.p(
        { class: 'muted' },
        'Registrar answers on the issue with the entry it would commit. Any field may stay empty, as on GitHub: see what it says then.',
      ),
      h(
        Field,
        { id: 'r-name', label: 'Registry name', hint: 'Small letters, digits and hyphens: product-component.' },
        input('r-name', 'name', { class: 'mono' }),
      ),
      h(
        Field,
        { id: 'r-team', label: 'Owning team', hint: 'The team that answers for it.' },
        input('r-team', 'team', { class: 'mono', list: 'teams' }),
        el.datalist(
          { id: 'teams' },
          teams.map((t) => el.option({ key: t, value: t })),
        ),
      ),
      el.div(
        { class: 'pair' },
        h(
          Field,
          { id: 'r-tier', label: 'Risk tier', hint: 'Decides encryption, tags, retention, scanning.' },
          select('r-tier', 'tier', TIERS),
        ),
        h(
          Field,
          { id: 'r-env', label: 'Environment', hint: 'Where its images run.' },
          select('r-env', 'environment', ENVIRONMENTS),
        ),
      ),
      h(Field, { id: 'r-domain', label: 'Domain', hint: 'For example delivery.' }, input('r-domain', 'domain')),
      h(
        Field,
        { id: 'r-why', label: 'Justification', hint: 'Why it is needed.' },
        el.textarea({ id: 'r-why', rows: 4, value: form.why, onInput: write('why'), 'aria-describedby': 'r-why-hint' }),
      ),
      h(Refused, { error: act.error }),
      el.div(
        { class: 'buttons' },
        el.a({ class: 'button', href: to.issues(repo) }, 'Cancel'),
        el.button({ class: 'button primary', disabled: act.busy }, act.busy ? 'Filing…' : `File as ${me.login}`),
      ),
    ),
  );
}

export function NewIssue({ repo }) {
  const me = useMe();
  const [title, name] = useState('');
  const [body, write] = useState('');
  const act = useAction();
  const submit = (event) => {
    event.preventDefault();
    act.run(async () => go(to.issue(repo, (await me.github.openIssue(repo, { title, body })).number)), 'Issue opened');
  };
  return el.form(
    { class: 'card request', onSubmit: submit },
    el.header({ class: 'card-head' }, el.h1({}, 'New issue')),
    el.div(
      { class: 'card-body' },
      h(
        Field,
        { id: 'i-title', label: 'Title' },
        el.input({ id: 'i-title', value: title, required: true, onInput: (e) => name(e.target.value) }),
      ),
      h(
        Field,
        { id: 'i-body', label: 'Text' },
        el.textarea({ id: 'i-body', rows: 8, value: body, onInput: (e) => write(e.target.value) }),
      ),
      h(Refused, { error: act.error }),
      el.div(
        { class: 'buttons' },
        el.a({ class: 'button', href: to.issues(repo) }, 'Cancel'),
        el.button({ class: 'button primary', disabled: act.busy }, `Open as ${me.login}`),
      ),
    ),
  );
}
