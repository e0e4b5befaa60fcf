// @ts-check
// Asks the server while somebody types and shows what it answers in a WAI-ARIA listbox.
// The server answers {"results": [{"id", "text", "note", "url"}]}.

import { element, text } from "./texts.js";

/** @typedef {{id: number | string, text: string, note?: string, url?: string}} Result */
/** @typedef {{address: (q: string) => string, choose: (result: Result, touched?: boolean) => void,
 *             least?: number, known?: () => Set<string>,
 *             add?: (q: string) => HTMLElement}} Wishes
 * ``add`` makes the link under what was found, for what was not. */

const PAUSE = 180;
const SLOW = 1500;
const GIVE_UP = 10_000;
let made = 0;

export class Suggestions {
  /** @param {HTMLInputElement} input @param {HTMLElement} place where the list hangs
   *  @param {Wishes} wishes */
  constructor(input, place, wishes) {
    this.input = input;
    this.wishes = wishes;
    /** @type {Result[]} */
    this.results = [];
    /** @type {number} the marked option, -1: none */
    this.at = -1;
    /** @type {AbortController | null} */
    this.running = null;
    this.timer = 0;
    const id = `suggestions-${(made += 1)}`;
    this.options = element("ul", { role: "listbox", id, "aria-label": input.dataset.listLabel || text("suggestions") });
    this.status = element("div", { class: "combo-status", role: "status" });
    this.last = element("div", { class: "combo-add" });
    this.box = element("div", { class: "combo-list", hidden: "" }, this.options, this.status, this.last);
    place.append(this.box);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => (this.input.value || this.wishes.least === 0) && this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.left(), 150));
    // Keeps the focus in the input, so that the click is not lost to the blur.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.box.addEventListener("focusout", () => setTimeout(() => this.left()));
    this.options.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest('[role="option"]');
      const touched = /** @type {PointerEvent} */ (event).pointerType === "touch";
      if (option) this.take([...this.options.children].indexOf(option), touched);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
    this.offer();
  }

  /** What is not there is added as it stands in the box now, not as it was asked for. */
  offer() {
    const shown = !this.box.hidden && this.wishes.add;
    if (shown) this.last.replaceChildren(shown(this.input.value.trim()));
  }

  async ask() {
    const typed = this.input.value.trim();
    this.running?.abort("newer");
    if (typed.length < (this.wishes.least ?? 2)) return this.close();
    const running = (this.running = new AbortController());
    const slow = setTimeout(() => this.say(text("slow")), SLOW);
    const late = setTimeout(() => running.abort("late"), GIVE_UP);
    try {
      const answer = await fetch(this.wishes.address(typed), {
        signal: running.signal, headers: { Accept: "application/json" }, redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show((await answer.json()).results);
    } catch {
      if (running.signal.reason !== "newer") this.fail();
    } finally {
      clearTimeout(slow);
      clearTimeout(late);
    }
  }

  /** @param {Result[]} results */
  show(results) {
    const known = this.wishes.known?.() ?? new Set();
    this.results = results.filter((each) => !known.has(String(each.id)));
    this.at = -1;
    this.options.replaceChildren(...this.results.map((each, place) => {
      const note = each.note ? [element("small", {}, each.note)] : [];
      return element("li", { role: "option", id: `${this.options.id}-${place}`, "aria-selected": "false" }, each.text, ...note);
    }));
    this.say(this.results.length ? "" : text("nothing"));
    this.offer();
    this.mark();
  }

  fail() {
    this.results = [];
    this.options.replaceChildren();
    this.last.replaceChildren();
    this.say(navigator.onLine ? text("unanswered") : text("offline"), true);
  }

  /** @param {string} words @param {boolean} [bad] */
  say(words, bad = false) {
    this.status.textContent = words;
    this.status.classList.toggle("is-bad", bad);
    this.status.hidden = words === "";
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", String(this.results.length > 0));
  }

  close() {
    clearTimeout(this.timer);
    this.running?.abort("newer");
    this.box.hidden = true;
    this.results = [];
    this.at = -1;
    this.options.replaceChildren();
    this.last.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** The focus may have come back in the meantime. */
  left() {
    const at = document.activeElement;
    if (at !== this.input && !this.box.contains(at)) this.close();
  }

  mark() {
    [...this.options.children].forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === this.at)));
    const here = this.options.children[this.at];
    if (!here) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", here.id);
    here.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} place @param {boolean} [touched] */
  take(place, touched = false) {
    const result = this.results[place];
    if (!result) return;
    this.close();
    this.wishes.choose(result, touched);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const count = this.results.length;
    if (event.key === "Escape" && !this.box.hidden) {
      event.preventDefault();
      return this.close();
    }
    if (event.key === "ArrowDown" && this.box.hidden) return this.later();
    if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      return this.take(this.at);
    }
    if (event.key === "Tab" && this.at >= 0) {
      this.take(this.at);
      // Where choosing has gone on to the next field, the key must not go on once more.
      if (document.activeElement !== this.input) event.preventDefault();
      return;
    }
    /** @type {number | undefined} */
    const to = { ArrowDown: (this.at + 1) % count, ArrowUp: (this.at < 1 ? count : this.at) - 1 }[event.key];
    if (to === undefined || !count) return;
    event.preventDefault();
    this.at = to;
    this.mark();
  }
}
