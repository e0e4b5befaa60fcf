// @ts-check
// The scripts' words, in the page's language: layout.html puts them into <meta name="texts">.

const held = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="texts"]'));
const texts = /** @type {Record<string, string>} */ (JSON.parse(held?.content || "{}"));

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the {placeholders}
 */
export function text(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));
}

/**
 * An element with attributes and children; texts become text nodes, never markup.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A picture from the sprite, like icon() in templates. @param {string} name */
export function icon(name) {
  const any = document.querySelector("svg.icon use");
  const sprite = (any?.getAttribute("href") ?? "").split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
