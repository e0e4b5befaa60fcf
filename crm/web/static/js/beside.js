// @ts-check
// A search beside a form loads the page anew: what was typed in the form is there again afterwards.

import { putBack, textsOf, valuesOf } from "./kept.js";

const search = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-beside]"));
const form = /** @type {HTMLFormElement | null} */ (document.getElementById(search?.dataset.beside ?? ""));
const NAME = `beside:${location.pathname}`;

/** @param {string} name */
function isHidden(name) {
  return /** @type {HTMLInputElement | null} */ (form?.elements.namedItem(name))?.type === "hidden";
}

/** What is typed, not what the page itself says. @param {HTMLFormElement} of */
function typed(of) {
  return valuesOf(of).filter(([name, value]) => value && !isHidden(name));
}

function bringBack() {
  const stored = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  if (!stored || !form) return;
  const { values, texts } = JSON.parse(stored);
  const back = new Set(values.map((/** @type {[string, string]} */ [name]) => name));
  const others = valuesOf(form).filter(([name]) => !back.has(name));
  putBack(form, { key: "", at: 0, title: "", values: [...values, ...others], texts });
}

search?.addEventListener("submit", () => {
  if (form) sessionStorage.setItem(NAME, JSON.stringify({ values: typed(form), texts: textsOf(form) }));
});
bringBack();
