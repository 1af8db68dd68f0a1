// Elements as functions: `el.p({class: 'note'}, 'text')`. Attributes always come first, so that data which happens to be
// an object can never be taken for attributes. Preact writes children as text: markup in people's words stays words.
import { h } from 'preact';

export { Fragment, h } from 'preact';

export const el = new Proxy(
  {},
  {
    get:
      (_, name) =>
      (attributes, ...children) =>
        h(name, attributes, ...children),
  },
);

/** Joins the class names that are set. */
export const classes = (...names) => names.filter(Boolean).join(' ');

/** `1 check`, `3 checks`. */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
