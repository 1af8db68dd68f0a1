import { classes, el, h } from '/js/dom.js';
import { sandbox } from '/js/github.js';
import { useLive } from '/js/live.js';
import { Empty, Pending, Time } from '/js/parts.js';
import { to } from '/js/route.js';

const subjectOf = ({ event, repository, number }) => {
  if (!repository) return '';
  if (!number) return el.a({ href: to.repository(repository) }, repository);
  return el.a(
    { href: /pull_request|check/.test(event) ? to.pull(repository, number) : to.issue(repository, number) },
    `${repository.split('/')[1]}#${number}`,
  );
};

const tone = ({ status_code: status, delivered_at: delivered }) => {
  if (!delivered) return '';
  return status >= 200 && status < 300 ? 'badge-good' : 'badge-bad';
};

export function Webhooks() {
  const live = useLive('webhooks', () => sandbox.deliveries());
  return el.div(
    {},
    el.h1({}, 'Webhooks'),
    el.p(
      { class: 'muted' },
      'What the stand-in has delivered to Registrar, newest first: each one signed, over HTTP, as GitHub does it.',
    ),
    h(Pending, { of: live }),
    live.data &&
      (live.data.length
        ? el.div(
            { class: 'card table-frame', tabIndex: 0, role: 'region', 'aria-label': 'Deliveries' },
            el.table(
              { class: 'plain' },
              el.thead(
                {},
                el.tr(
                  {},
                  ['When', 'Event', 'About', 'Answer', 'Took', 'Delivery'].map((name) =>
                    el.th({ key: name, scope: 'col' }, name),
                  ),
                ),
              ),
              el.tbody(
                {},
                live.data.map((d) =>
                  el.tr(
                    { key: `${d.guid}-${d.delivered_at}` },
                    el.td({}, h(Time, { at: d.delivered_at })),
                    el.td({}, el.code({}, d.action ? `${d.event}.${d.action}` : d.event)),
                    el.td({}, subjectOf(d)),
                    el.td(
                      {},
                      el.span(
                        { class: classes('badge', tone(d)) },
                        d.status_code || (d.delivered_at ? 'no answer' : 'on its way'),
                      ),
                    ),
                    el.td({ class: 'numeric' }, d.delivered_at ? `${d.duration_ms ?? d.ms} ms` : ''),
                    el.td({}, el.code({ class: 'muted' }, d.guid.slice(0, 8))),
                  ),
                ),
              ),
            ),
          )
        : h(Empty, {}, 'Nothing has been delivered yet.')),
  );
}
