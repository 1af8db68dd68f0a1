// What a machine can tell of a rendered page; the answer is a list of faults in words.
(() => {
  const faults = [];
  const about = (e) => e.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
  const seen = (e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const fault = (what, e) => faults.push(e ? `${what}: ${about(e)}` : what);

  // The document.
  if (!document.documentElement.lang) fault('the document has no language');
  if (!document.title.trim()) fault('the document has no title');
  const rank = (heading) => Number(heading.getAttribute('aria-level') ?? heading.tagName[1]);
  const headings = all('h1, h2, h3, h4, h5, h6');
  const firsts = headings.filter((heading) => rank(heading) === 1).length;
  if (firsts !== 1) fault(`${firsts} headings of the first level`);
  if (all('main').length !== 1) fault(`${all('main').length} main landmarks`);
  let level = 0;
  for (const heading of headings.filter((heading) => !heading.closest('.markdown'))) { // people's text has its own order
    const next = rank(heading);
    if (next > level + 1 && level > 0) fault(`a heading of level ${next} follows one of level ${level}`, heading);
    if (!heading.textContent.trim()) fault('an empty heading', heading);
    level = next;
  }
  const ids = new Set();
  for (const { id } of document.querySelectorAll('[id]')) {
    if (ids.has(id)) fault(`the id ${id} is there twice`);
    ids.add(id);
  }
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
    for (const e of document.querySelectorAll(`[${name}]`)) {
      for (const id of e.getAttribute(name).split(/\s+/)) if (!ids.has(id)) fault(`${name} means nothing`, e);
    }
  }
  for (const img of all('img')) if (!img.hasAttribute('alt')) fault('an image without alternative text', img);
  for (const table of all('table:not([role=presentation])')) if (!table.querySelector('th')) fault('a table without header cells', table);
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) fault('a positive tabindex', e);
  for (const list of all('ul, ol')) {
    for (const item of list.children) if (!/^(LI|TEMPLATE|SCRIPT)$/.test(item.tagName)) fault('a list with something else in it', item);
  }

  // Contrast: WCAG 2.2, 1.4.3, at its stricter figure for every size.
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const colour = (css) => {
    if (!known.has(css)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(css, [r, g, b, a / 255]);
    }
    return known.get(css);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.backgroundColor = 'Canvas'; // which is another one in the dark
  const canvasColour = colour(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), canvasColour);
  };
  const opacity = (e) => {
    let all = 1;
    for (let at = e; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
  };
  const judge = (css, e, words) => {
    const [r, g, b, a] = colour(css);
    const ground = behind(e);
    const found = contrast(over([r, g, b, a * opacity(e)], ground), ground);
    if (found < 4.5) fault(`contrast ${found.toFixed(2)} of “${words.trim().slice(0, 30)}”`, e);
  };
  const hidden = (e) => {
    const { width, height } = e.getBoundingClientRect();
    return width <= 1 || height <= 1 || !seen(e) || e.closest('[disabled], [aria-disabled=true], [inert]');
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || judged.has(e) || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TITLE|DESC)$/i.test(e.tagName) || hidden(e)) continue;
    judged.add(e);
    const style = getComputedStyle(e);
    judge(e.namespaceURI.endsWith('svg') ? style.fill : style.color, e, walker.currentNode.data);
  }
  for (const e of all('input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')) {
    if (hidden(e)) continue;
    judge(getComputedStyle(e).color, e, e.value || e.name || e.id);
    if (e.placeholder) judge(getComputedStyle(e, '::placeholder').color, e, e.placeholder);
  }
  for (const e of all('body *')) {
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(e, pseudo);
      if (/[\p{L}\p{N}]/u.test(style.content) && !/^(none|normal|counter)/.test(style.content) && !hidden(e)) judge(style.color, e, style.content);
    }
  }

  // What the keyboard has to reach; the visits are counted from outside.
  const stops = all('a[href], button, [role=button], input:not([type=hidden]), select, textarea, summary, [tabindex="0"], [contenteditable=true]')
    .filter((e) => !e.disabled && !e.closest('[inert]'))
    .filter((e) => e.type !== 'radio' || e.checked || !document.querySelector(`input[type=radio][name="${e.name}"]:checked`));
  window.registrarCheck = {
    left: new Set(stops),
    unseen: new Set(),
    visit() {
      const e = document.activeElement;
      if (!e || e === document.body) return this.left.size;
      this.left.delete(e);
      const shows = (at) => {
        const style = getComputedStyle(at);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
      };
      if (!shows(e) && !(e.parentElement && e.parentElement.matches('label, :focus-within') && shows(e.parentElement))) this.unseen.add(about(e));
      return this.left.size;
    },
    rest: () => [
      ...[...registrarCheck.left].map((e) => `the Tab key does not reach ${about(e)}`),
      ...[...registrarCheck.unseen].map((e) => `no visible focus on ${e}`),
    ],
  };
  return faults;
})();
