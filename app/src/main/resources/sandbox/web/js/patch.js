// The `patch` of GitHub's file lists (a unified diff without its header) as rows with line numbers on both sides.

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

export function rowsOf(patch) {
  const rows = [];
  let before = 0;
  let after = 0;
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    const hunk = line.match(HUNK);
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])];
      rows.push({ kind: 'hunk', text: line });
    } else if (line.startsWith('\\')) {
      rows.push({ kind: 'meta', text: line });
    } else {
      rows.push(row(line, line.startsWith('+') ? null : before++, line.startsWith('-') ? null : after++));
    }
  }
  return rows;
}

const row = (line, before, after) => ({
  kind: before === null ? 'add' : after === null ? 'del' : 'same',
  text: line.slice(1),
  before,
  after,
});

/** Where each annotation goes: under the last of its lines that the patch shows, or beside the file when it shows none. */
export function place(annotations, rows) {
  const shown = new Set(rows.filter((r) => r.after).map((r) => r.after));
  const under = new Map();
  const beside = [];
  for (const annotation of annotations) {
    const line = [annotation.end_line, annotation.start_line].find((n) => shown.has(n));
    if (line === undefined) beside.push(annotation);
    else under.set(line, [...(under.get(line) ?? []), annotation]);
  }
  return { under, beside };
}
