// Markdown that people wrote, shown safely. marked turns it into HTML, DOMPurify lets through a short list of elements,
// and only the resulting nodes, never a string, reach the page.
import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { colourDiff, colourYaml } from '/js/colour.js';
import { to, viewOf } from '/js/route.js';

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// Pictures would call out to whoever hosts them, so they stay links.
const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: { image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || href)}</a>` },
});
const purify = DOMPurify(window);

const ALLOWED = {
  ALLOWED_TAGS: [
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'dd',
    'del',
    'details',
    'div',
    'dl',
    'dt',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'input',
    'ins',
    'kbd',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'samp',
    'span',
    'strong',
    'sub',
    'summary',
    'sup',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'ul',
  ],
  ALLOWED_ATTR: [
    'align',
    'checked',
    'class',
    'colspan',
    'disabled',
    'href',
    'open',
    'rowspan',
    'start',
    'title',
    'type',
  ],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|\/(?!\/)|\.{0,2}[\w.-]+(?:[/?#]|$))/i,
  ADD_URI_SAFE_ATTR: ['align', 'colspan', 'rowspan', 'start', 'type'], // words and numbers, not addresses
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

// Of classes only a fence's language, so that nobody can dress words up as a part of this page.
purify.addHook('uponSanitizeAttribute', (node, data) => {
  if (data.attrName === 'class') data.keepAttr = node.nodeName === 'CODE' && /^language-[\w-]+$/.test(data.attrValue);
});
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName === 'INPUT') {
    if (node.getAttribute('type') !== 'checkbox') node.remove();
    node.setAttribute('disabled', '');
  }
});

/** Links to what this page shows lead to its views, others to a new window; what leads nowhere is no link. */
function lead(link, file) {
  const href = link.getAttribute('href') ?? '';
  const absolute = /^(?:https?:|\/)/i.test(href);
  const view = absolute ? viewOf(href, location.origin) : beside(href, file);
  if (view) {
    link.setAttribute('href', view);
  } else if (/^(?:https?:|mailto:)/i.test(href)) {
    link.setAttribute('rel', 'noopener noreferrer nofollow');
    link.setAttribute('target', '_blank');
  } else {
    link.removeAttribute('href');
  }
}

/** The view of a file that is named relative to the one in which the link stands. */
function beside(href, file) {
  if (!file || !/^[\w.]/.test(href) || /^[a-z]+:/i.test(href)) return null;
  const { pathname } = new URL(href, `http://files/${file.path}`);
  return to.file(file.repo, file.at, decodeURIComponent(pathname.slice(1)));
}

/** The sanitized nodes of a Markdown text; `repo` is what a bare `#12` belongs to, `file` where the text is from. */
export function markdownNodes(text, repo, file) {
  const fragment = purify.sanitize(marked.parse(text), ALLOWED);
  fragment.querySelectorAll('a').forEach((link) => lead(link, file));
  fragment.querySelectorAll('pre > code').forEach(colourFence);
  fragment.querySelectorAll('table').forEach(letScroll);
  fragment.querySelectorAll('li > input, li > p > input').forEach(asTask);
  fragment.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach(below);
  fragment.querySelectorAll('blockquote').forEach(alertOf);
  linkReferences(fragment, repo);
  fragment.querySelectorAll('td').forEach(breakAtJoints);
  return fragment;
}

function asTask(box) {
  box.closest('li').classList.add('task');
  box.setAttribute('aria-label', box.checked ? 'Done' : 'To do');
}

/** People's headings stand below the page's own, which has the only one of the first level. */
function below(heading) {
  heading.setAttribute('aria-level', Math.min(Number(heading.tagName[1]) + 1, 6));
}

function colourFence(code) {
  if (code.classList.contains('language-diff')) colourDiff(code);
  if (code.classList.contains('language-yaml') || code.classList.contains('language-yml')) colourYaml(code);
  code.parentElement.tabIndex = 0; // a wide block scrolls with the keyboard too
}

function letScroll(table) {
  const frame = document.createElement('div');
  frame.className = 'table-frame';
  frame.tabIndex = 0;
  table.replaceWith(frame);
  frame.append(table);
}

/** In columns, long names break after their dots and underscores, so that the table fits, and nowhere else. */
function breakAtJoints(cell) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const parts = text.data.split(/(?<=\w[._/])(?=\w)/);
    text.replaceWith(...parts.flatMap((part, at) => (at ? [document.createElement('wbr'), part] : [part])));
  }
}

const ALERT = /^\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/;

function alertOf(quote) {
  const first = document
    .createTreeWalker(quote, NodeFilter.SHOW_TEXT, (node) =>
      node.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
    )
    .nextNode();
  const kind = first?.data.match(ALERT)?.[1];
  if (!kind) return;
  first.data = first.data.replace(ALERT, '');
  if (first.nextSibling?.nodeName === 'BR' && !first.data) first.nextSibling.remove();
  const title = document.createElement('p');
  title.className = 'alert-title';
  title.textContent = kind[0] + kind.slice(1).toLowerCase();
  quote.classList.add('alert', `alert-${kind.toLowerCase()}`);
  quote.prepend(title);
}

const REFERENCE =
  /(?<![\w/`])@[a-z\d](?:[a-z\d]|-(?=[a-z\d]))*(?:\/[a-z\d][\w-]*)?|(?<![\w/&])(?:[\w.-]+\/[\w.-]+)?#\d+\b|\b[\da-f]{40}\b/gi;

function linkReferences(fragment, repo) {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest('a, code, pre')) texts.push(walker.currentNode);
  }
  for (const text of texts) {
    const parts = referenced(text.data, repo);
    if (parts.length > 1) text.replaceWith(...parts);
  }
}

function referenced(text, repo) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const node = referenceNode(match[0], repo);
    if (!node) continue;
    parts.push(text.slice(from, match.index), node);
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function referenceNode(word, repo) {
  if (word.startsWith('@')) {
    const mention = document.createElement('span');
    mention.className = 'mention';
    mention.textContent = word;
    return mention;
  }
  const [where, number] = word.split('#');
  if (!where && !repo) return null;
  const link = document.createElement('a');
  link.textContent = number ? word : word.slice(0, 7);
  link.href = number ? to.issue(where || repo, number) : to.commit(repo, word);
  return link;
}

export function Markdown({ text, repo, at, path, empty = '' }) {
  const place = useRef(null);
  const words = text?.trim() ? text : '';
  useLayoutEffect(() => {
    if (words) place.current.replaceChildren(markdownNodes(words, repo, path && { repo, at, path }));
  }, [words, repo, at, path]);
  if (!words) return empty ? h('p', { class: 'muted' }, empty) : null;
  return h('div', { class: 'markdown', ref: place });
}
