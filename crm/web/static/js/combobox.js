// @ts-check
// <select data-remote="URL"> becomes a box to type into; the select stays the form's real field.
// What is typed and not chosen is sent as name-typed, so that it comes back with the sentence.
// data-remote-with="other" adds the value of the field named so; data-least="0" asks at once.
// The event "refresh" on the select redraws after somebody else has changed its options.

import { Suggestions } from "./suggest.js";
import { element, icon, text } from "./texts.js";

class Combobox {
  /** @param {HTMLSelectElement} select */
  constructor(select) {
    this.select = select;
    this.many = select.multiple;
    this.input = /** @type {HTMLInputElement} */ (element("input", {
      type: "text", id: `${select.id}-input`, autocomplete: "off", spellcheck: "false",
      placeholder: select.dataset.placeholder ?? "",
    }));
    if (select.form?.method === "post") this.input.name = `${select.name}-typed`;
    this.input.value = select.dataset.typed ?? "";
    this.box = element("div", { class: "form-control combo-box" }, this.input);
    this.whole = element("div", { class: "combo" }, this.box);
    this.said = element("span", { class: "visually-hidden", role: "status" });
    this.takeOver();
    this.suggestions = new Suggestions(this.input, this.whole, {
      address: (q) => this.address(q),
      choose: (result, touched) => this.add(String(result.id), result.text, touched),
      known: () => new Set(this.chosen().map((option) => option.value)),
      least: Number(select.dataset.least ?? 2),
      add: select.dataset.add ? (q) => this.adding(q) : undefined,
    });
    this.box.addEventListener("click", (event) => event.target === this.box && this.input.focus());
    this.input.addEventListener("keydown", (event) => this.key(event));
    select.addEventListener("refresh", () => this.draw());
    this.draw();
  }

  /** The label, the hint and the error belong to the visible input from now on. */
  takeOver() {
    const { select, input } = this;
    select.after(this.whole);
    this.whole.append(this.said);
    select.hidden = true;
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    label?.setAttribute("for", input.id);
    input.dataset.listLabel = label?.textContent?.replace("*", "").trim() ?? "";
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const value = select.getAttribute(name);
      if (value) input.setAttribute(name, value);
    }
    if (select.required) input.setAttribute("aria-required", "true");
    if (select.classList.contains("is-invalid")) this.box.classList.add("is-invalid");
    if (select.autofocus) input.focus();
    select.required = false;
  }

  /** @param {string} q */
  address(q) {
    const url = new URL(this.select.dataset.remote ?? "", location.href);
    url.searchParams.set("q", q);
    for (const name of (this.select.dataset.remoteWith ?? "").split(",").filter(Boolean)) {
      const other = /** @type {HTMLInputElement | null} */ (
        this.select.form?.querySelector(`[name="${CSS.escape(name)}"]`));
      if (other?.value) url.searchParams.set(name, other.value);
    }
    return url.href;
  }

  chosen() {
    return [...this.select.options].filter((option) => option.selected && option.value !== "");
  }

  /** @param {string} value @param {string} words
   *  @param {boolean} [touched] by a finger: the keyboard goes, and nothing looks chosen already */
  add(value, words, touched = false) {
    if (!this.many) this.select.replaceChildren(new Option("", ""));
    this.select.append(new Option(words, value, true, true));
    this.input.value = "";
    this.changed(text("chosen", { name: words }));
    if (touched && !this.many) this.input.blur();
    else (this.many ? this.input : this.next())?.focus();
  }

  /** What comes after the box in the form: whoever has chosen goes on there. */
  next() {
    const all = [...(this.select.form?.querySelectorAll("input, select, textarea, button, summary, a[href]") ?? [])];
    return /** @type {HTMLElement | undefined} */ (all.find((each) =>
      this.whole.compareDocumentPosition(each) === Node.DOCUMENT_POSITION_FOLLOWING
      && each.checkVisibility() && /** @type {HTMLElement} */ (each).tabIndex >= 0));
  }

  /** @param {string} q */
  adding(q) {
    const url = new URL(this.select.dataset.add ?? "", location.href);
    url.searchParams.set("name", q);
    return element("a", { href: url.href, "data-take-along": "" }, icon("plus-lg"), text("add", { name: q }));
  }

  /** @param {HTMLOptionElement} option */
  remove(option) {
    const words = option.text;
    option.remove();
    if (!this.many) this.select.value = "";
    this.changed(text("removed", { name: words }));
    this.input.focus();
  }

  /** @param {string} words */
  changed(words) {
    this.draw();
    this.said.textContent = words;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    for (const chip of this.box.querySelectorAll(".combo-chip")) chip.remove();
    const chosen = this.chosen();
    this.input.before(...chosen.map((option) => this.chip(option)));
    this.input.hidden = !this.many && chosen.length > 0;
    if (this.input.hidden) this.input.value = "";
  }

  /** @param {HTMLOptionElement} option */
  chip(option) {
    const button = element("button", { type: "button", "aria-label": text("remove", { name: option.text }) }, icon("x-lg"));
    button.addEventListener("click", () => this.remove(option));
    return element("span", { class: "combo-chip" }, element("span", {}, option.text), button);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const last = this.chosen().at(-1);
    if (event.key === "Backspace" && this.input.value === "" && last) this.remove(last);
    if (event.key === "Enter") event.preventDefault();
  }
}

/** Also for forms that come into the page later. @param {ParentNode} within */
export function enhance(within) {
  for (const each of within.querySelectorAll("select[data-remote]:not([data-combo])")) {
    const select = /** @type {HTMLSelectElement} */ (each);
    select.dataset.combo = "yes";
    new Combobox(select);
  }
}

/** The search box of the top bar: what is chosen is opened. */
function searchBox() {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("input[data-suggest]"));
  if (!input?.dataset.suggest || !input.form) return;
  const address = input.dataset.suggest;
  input.dataset.listLabel = text("suggestions");
  new Suggestions(input, input.form, {
    address: (q) => `${address}?q=${encodeURIComponent(q)}`,
    choose: (result) => result.url && location.assign(result.url),
  });
}

enhance(document);
searchBox();
