// @ts-check
// My day lists what was typed on this device and never reached the server.

import { ask } from "./ask.js";
import { addressOf, forget, keptAs, names } from "./kept.js";
import { element, text } from "./texts.js";

const card = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept-here]"));
const known = new Set(card?.dataset.keptHere?.split(" "));

for (const name of names()) {
  const kept = keptAs(name);
  if (!card || !kept || !kept.title || known.has(kept.key)) continue;
  const when = new Date(kept.at).toLocaleString(document.documentElement.lang, {
    day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
  const words = element("div", { class: "tick-words" },
    element("a", { href: addressOf(name) }, kept.title), element("div", { class: "soft" }, when));
  const button = element("button", { class: "btn btn-plain btn-sm", type: "button" }, text("discard"));
  const row = element("li", {}, words, element("div", { class: "tick-buttons" }, button));
  button.addEventListener("click", async () => {
    if (!(await ask(text("discard_question")))) return;
    forget(name);
    row.remove();
    card.hidden = !card.querySelector("li");
  });
  card.querySelector("ul")?.append(row);
  card.hidden = false;
}
