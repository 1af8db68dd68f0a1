// Changed files, with annotations under the line that they are about.
import { classes, count, el, h } from '/js/dom.js';
import { Icon } from '/js/parts.js';
import { place, rowsOf } from '/js/patch.js';
import { to } from '/js/route.js';

const LEVELS = { failure: ['failure', 'Failure'], warning: ['action', 'Warning'], notice: ['neutral', 'Notice'] };

/** One annotation; `where` is a link to its line, absent when it stands under it. */
export function Annotation({ annotation, where }) {
  const [icon, word] = LEVELS[annotation.annotation_level] ?? LEVELS.notice;
  return el.div(
    { class: `annotation level-${annotation.annotation_level}` },
    el.p(
      { class: 'annotation-head' },
      h(Icon, { name: icon }),
      el.span({ class: 'sr' }, `${word}: `),
      el.strong({}, annotation.title || word),
      annotation.check ? el.span({ class: 'muted' }, annotation.check) : null,
      where,
    ),
    el.p({ class: 'annotation-words' }, annotation.message), // GitHub shows it as plain text too
    annotation.raw_details
      ? el.details({}, el.summary({}, 'Details'), el.pre({ class: 'raw', tabIndex: 0 }, annotation.raw_details))
      : null,
  );
}

export const positionOf = ({ path, start_line: start, end_line: end, start_column: column }) =>
  `${path}:${start}${end && end !== start ? `–${end}` : column ? `:${column}` : ''}`;

const SIGN = { add: '+', del: '−', same: ' ' };

function Row({ row }) {
  if (row.kind === 'hunk' || row.kind === 'meta') {
    return el.tr(
      { class: `row-${row.kind}` },
      el.td({ class: 'no' }),
      el.td({ class: 'no' }),
      el.td({ class: 'code' }, row.text),
    );
  }
  return el.tr(
    { class: `row-${row.kind}` },
    el.td({ class: 'no' }, row.before),
    el.td({ class: 'no' }, row.after),
    el.td({ class: 'code' }, el.span({ class: 'sign' }, SIGN[row.kind]), row.text || ' '),
  );
}

function Patch({ file, annotations }) {
  if (!file.patch) return el.p({ class: 'empty' }, file.changes ? 'Too large to show here.' : 'No lines changed.');
  const rows = rowsOf(file.patch);
  const { under, beside } = place(annotations, rows);
  return el.div(
    {},
    beside.map((a) => h(Annotation, { key: a.key, annotation: a, where: el.code({}, positionOf(a)) })),
    el.div(
      { class: 'patch-frame', tabIndex: 0, role: 'region', 'aria-label': `Changes in ${file.filename}` },
      el.table(
        { class: 'patch' },
        el.thead(
          { class: 'sr' },
          el.tr({}, el.th({ scope: 'col' }, 'Old line'), el.th({ scope: 'col' }, 'New line'), el.th({ scope: 'col' }, 'Text')),
        ),
        el.tbody(
          {},
          rows.map((row, i) => [
            h(Row, { key: `row-${i}`, row }),
            row.after && under.has(row.after)
              ? el.tr(
                  { key: `note-${row.after}`, class: 'row-note' },
                  el.td(
                    { colSpan: 3 },
                    el.div(
                      { class: 'notes' },
                      under.get(row.after).map((a) => h(Annotation, { key: a.key, annotation: a })),
                    ),
                  ),
                )
              : null,
          ]),
        ),
      ),
    ),
  );
}

/** `edit(file)`: the address where the file can be changed, or nothing. */
export function Diff({ files, annotations = [], repo, at, edit }) {
  if (!files.length) return el.p({ class: 'empty' }, 'No file changed.');
  const added = files.reduce((sum, f) => sum + f.additions, 0);
  const removed = files.reduce((sum, f) => sum + f.deletions, 0);
  return el.div(
    { class: 'diff' },
    el.p({ class: 'muted' }, `${count(files.length, 'file')}, `, h(Sums, { added, removed })),
    files.map((file) =>
      el.section(
        { key: file.filename, class: 'card file' },
        el.header(
          { class: 'card-head' },
          h(Icon, { name: 'file' }),
          el.h2(
            { class: 'mono' },
            file.previous_filename ? `${file.previous_filename} → ${file.filename}` : file.filename,
          ),
          file.status === 'modified' ? null : el.span({ class: 'badge' }, file.status),
          h(Sums, { added: file.additions, removed: file.deletions }),
          el.span({ class: 'push' }),
          file.status === 'removed' ? null : el.a({ class: 'small', href: to.file(repo, at, file.filename) }, 'View'),
          edit && file.status !== 'removed' ? el.a({ class: 'button small', href: edit(file.filename) }, 'Edit') : null,
        ),
        h(Patch, { file, annotations: annotations.filter((a) => a.path === file.filename) }),
      ),
    ),
  );
}

const Sums = ({ added, removed }) =>
  el.span(
    { class: classes('sums') },
    el.span({ class: 'plus' }, `+${added}`),
    ' ',
    el.span({ class: 'minus' }, `−${removed}`),
    el.span({ class: 'sr' }, ` (${count(added, 'line')} added, ${count(removed, 'line')} removed)`),
  );
