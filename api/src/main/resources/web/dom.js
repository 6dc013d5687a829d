// Elements are made from data in one way only: text becomes a text node, never markup.

const SVG = 'http://www.w3.org/2000/svg';
const shown = new WeakMap();

/** An element: h('a', {href, class, onclick}, children…). Children that are null, undefined or false are left out. */
export function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same of an SVG. */
export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** A link that leads only to pages: an address from data could name anything. */
export function link(href, attributes, ...children) {
  const safe = /^(https?:\/\/|\/(?!\/)|#|\?)/i.test(href);
  return h('a', { ...attributes, href: safe ? href : '#' }, ...children);
}

/** Shows what `make` makes of a value, anew only when the value has changed, so that focus and selection stay. */
export function keep(element, value, make) {
  const text = JSON.stringify(value) ?? '';
  if (shown.get(element) !== text) {
    shown.set(element, text);
    element.replaceChildren(...present([make(value)].flat()));
  }
  return element;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...present(children.flat()));
  return element;
}

function present(children) {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}
