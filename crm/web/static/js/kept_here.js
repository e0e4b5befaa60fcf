// @ts-check
// My day lists what was typed on this device and never reached the server.

import { addressOf, keptAs, names } from "./kept.js";
import { element } from "./texts.js";

const card = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept-here]"));
const known = new Set(card?.dataset.keptHere?.split(" "));

for (const name of names()) {
  const kept = keptAs(name);
  if (!card || !kept || !kept.title || known.has(kept.key)) continue;
  const when = new Date(kept.at).toLocaleString(document.documentElement.lang, {
    day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
  const words = element("div", { class: "tick-words" },
    element("a", { href: addressOf(name) }, kept.title), element("div", { class: "soft" }, when));
  card.querySelector("ul")?.append(element("li", {}, words));
  card.hidden = false;
}
