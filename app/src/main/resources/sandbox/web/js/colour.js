// Light colouring of diffs and YAML: text in, text out, only wrapped in spans.

function lines(code, paint) {
  const text = code.textContent.replace(/\n$/, '');
  code.replaceChildren(
    ...text.split('\n').map((line, i, all) => {
      const row = document.createElement('span');
      row.append(...paint(line, row), i < all.length - 1 ? '\n' : '');
      return row;
    }),
  );
}

export function colourDiff(code) {
  lines(code, (line, row) => {
    const kind = /^(\+\+\+|---|diff |index )/.test(line) ? 'meta' : { '+': 'add', '-': 'del', '@': 'hunk' }[line[0]];
    if (kind) row.className = `line-${kind}`;
    return [line];
  });
}

export function colourYaml(code) {
  lines(code, (line) =>
    yamlTokens(line).map(({ kind, text }) => {
      if (!kind) return text;
      const span = document.createElement('span');
      span.className = `y-${kind}`;
      span.textContent = text;
      return span;
    }),
  );
}

const KEY = /^(\s*(?:- +)*)((?:"[^"]*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`-][^:#]*|-[^\s:#][^:#]*))(:)(?=\s|$)/;
const VALUE =
  /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(#.*$)|\b(true|false|null|yes|no|-?\d+(?:\.\d+)?)\b(?=\s*(?:$|[,\]}#]))/g;

/** One line of YAML as pieces `{kind, text}`; a piece without a kind is plain. */
export function yamlTokens(line) {
  if (/^\s*#/.test(line)) return [{ kind: 'comment', text: line }];
  const key = line.match(KEY);
  const head = key ? [{ text: key[1] }, { kind: 'key', text: key[2] }, { text: key[3] }] : [];
  return [...head, ...valueTokens(line.slice(key ? key[0].length : 0))].filter((token) => token.text);
}

function valueTokens(text) {
  const tokens = [];
  let from = 0;
  for (const match of text.matchAll(VALUE)) {
    if (match[2] && match.index > 0 && !/\s/.test(text[match.index - 1])) continue; // a # inside a word is no comment
    tokens.push({ text: text.slice(from, match.index) });
    tokens.push({ kind: match[1] ? 'string' : match[2] ? 'comment' : 'plain', text: match[0] });
    from = match.index + match[0].length;
  }
  return [...tokens, { text: text.slice(from) }];
}
