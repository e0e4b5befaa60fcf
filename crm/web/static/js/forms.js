// @ts-check
// Forms that never lose words: sent once, kept on this device at every change, brought back.

import { ask } from "./ask.js";
import { forget, keep, keptAs, nameOf, names, putBack, textsOf, valuesOf } from "./kept.js";
import { element, icon, text } from "./texts.js";

const PAUSE = 2000;
const STUCK = 20_000;
const NOT_WORDS = new Set(["client_key", "version"]);

class KeptForm {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.first = this.now();
    this.sending = false;
    this.timer = 0;
    this.sent = Promise.resolve();
    this.flight = new AbortController();
    this.turn = 0;
    this.state = element("span", { class: "form-state" });
    form.querySelector(".form-actions")?.append(this.state);
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("click", (event) => this.leaving(event));
    form.addEventListener("click", (event) => this.takingAlong(event));
    window.addEventListener("beforeunload", (event) => this.isDirty() && !this.sending && event.preventDefault());
    window.addEventListener("online", () => this.isDirty() && this.send());
    this.bringBack();
  }

  get key() {
    const field = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("client_key"));
    return field?.value || this.form.dataset.draft || "";
  }

  /** The form as it is at this moment, as it is kept. */
  now() {
    return { key: this.key, at: Date.now(), values: valuesOf(this.form), texts: textsOf(this.form), title: this.title };
  }

  /** With the firm that is chosen, so that drafts are told apart. */
  get title() {
    if (this.form.dataset.draftServer === "no") return "";
    const title = this.form.dataset.draftTitle || document.querySelector("h1")?.textContent || "";
    const box = /** @type {HTMLInputElement | null} */ (this.form.querySelector('[name="company-typed"], [name="name"]'));
    const firm = this.form.querySelector('select[name="company"] option:checked')?.textContent || box?.value || "";
    return !firm || title.includes(firm) ? title : `${title}: ${firm}`;
  }

  isDirty() {
    return words(valuesOf(this.form)) !== words(this.first.values);
  }

  changed() {
    const name = nameOf(this.form, this.key);
    if (!this.isDirty()) return forget(name);
    keep(name, this.now());
    this.state.textContent = text("kept_here");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  /** Sends the draft to the server, where the other devices of this login find it. One state after
   *  the other: what was typed first must not arrive last. */
  send() {
    const turn = this.turn;
    this.sent = this.sent.then(() => (turn === this.turn ? this.sendNow() : undefined));
    return this.sent;
  }

  async sendNow() {
    if (this.form.dataset.draftServer === "no" || !navigator.onLine || this.sending) return;
    const body = new URLSearchParams(valuesOf(this.form));
    const token = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("csrf_token"));
    body.set("csrf_token", token?.value ?? "");
    body.set("draft_address", withoutDraft());
    body.set("draft_title", this.title);
    this.flight = new AbortController();
    const stuck = setTimeout(() => this.flight.abort(), STUCK);
    try {
      const answer = await fetch(`/drafts/${encodeURIComponent(this.key)}`, { method: "POST", body, redirect: "error", signal: this.flight.signal });
      if (answer.ok) this.state.textContent = text("kept_there", { time: clock() });
    } catch {
      // It stays on this device; the next change tries again.
    }
    clearTimeout(stuck);
  }

  /** What is saved or thrown away now must not come back as a draft that was still under way. */
  sendNoMore() {
    clearTimeout(this.timer);
    this.turn += 1;
    this.flight.abort();
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    if (event.defaultPrevented) return;
    if (this.isUnreadable()) return event.preventDefault();
    if (!navigator.onLine) {
      event.preventDefault();
      this.notice("wifi-off", text("offline_submit"), "warn");
      window.addEventListener("online", () => this.notice("wifi", text("online_again"), "info"), { once: true });
      return;
    }
    this.sendNoMore();
    this.sending = true;
  }

  /** A browser sends nothing at all for 31.02.; what was typed is left where it stands. */
  isUnreadable() {
    const fields = /** @type {HTMLInputElement[]} */ ([...this.form.elements]);
    const bad = fields.find((field) => field.validity?.badInput);
    if (!bad) return false;
    const label = bad.labels?.[0]?.textContent?.replace("*", "").trim() ?? "";
    bad.closest("details")?.setAttribute("open", "");
    this.notice("exclamation-octagon", text("unreadable", { name: label }), "bad");
    bad.focus();
    return true;
  }

  /** A link to what is missing here: the words wait on the server, which leads back to them.
   *  @param {MouseEvent} event */
  async takingAlong(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest("a[data-take-along]"));
    if (!link || !this.isDirty()) return;
    event.preventDefault();
    await this.send();
    this.sending = true;
    const address = new URL(link.href);
    address.searchParams.set("draft_of", this.key);
    location.assign(address);
  }

  /** Cancelling throws the words away, so it asks. @param {MouseEvent} event */
  async leaving(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest("a[data-leave]"));
    if (!link || !this.isDirty()) return;
    event.preventDefault();
    if (!(await ask(text("discard_question")))) return;
    this.discard();
    this.sending = true;
    location.assign(link.href);
  }

  /** Words of this page that no other open tab is writing on. */
  async bringBack() {
    if (this.form.dataset.newer !== undefined) return this.keepNewer();
    const here = nameOf(this.form, "");
    for (const name of names().filter((each) => each.startsWith(here))) {
      const kept = keptAs(name);
      if (!kept || (kept.key !== this.key && !(await isFree(name)))) continue;
      if (words(kept.values) === words(this.first.values)) continue;
      putBack(this.form, kept);
      this.form.closest("details")?.setAttribute("open", "");
      this.notice("arrow-counterclockwise", text("brought_back", { time: clock(kept.at) }), "info", true);
      break;
    }
    hold(nameOf(this.form, this.key));
  }

  /** The server has put something into the form since: what is kept is older. */
  keepNewer() {
    keep(nameOf(this.form, this.key), this.now());
    this.timer = setTimeout(() => this.send(), PAUSE);
    hold(nameOf(this.form, this.key));
  }

  discard() {
    this.sendNoMore();
    forget(nameOf(this.form, this.key));
    if (this.form.dataset.draftServer !== "no") {
      const token = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("csrf_token"));
      const body = new URLSearchParams({ csrf_token: token?.value ?? "" });
      fetch(`/drafts/${encodeURIComponent(this.key)}/discard`, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
    }
  }

  startAgain() {
    this.discard();
    putBack(this.form, this.first);
    clearTimeout(this.timer);
    forget(nameOf(this.form, this.key));
    this.state.textContent = "";
    this.form.querySelector(".notice[data-words]")?.remove();
  }

  /** @param {string} picture @param {string} message @param {string} tone @param {boolean} [undo] */
  notice(picture, message, tone, undo = false) {
    this.form.querySelector(".notice[data-words]")?.remove();
    const note = element("div", { class: `notice notice-${tone}`, role: "status", "data-words": "" }, icon(picture), element("div", {}, message));
    if (undo) {
      const button = element("button", { type: "button", class: "btn btn-quiet btn-sm" }, text("discard"));
      button.addEventListener("click", () => this.startAgain());
      note.append(button);
    }
    this.form.prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }
}

/** @param {[string, string][]} values */
function words(values) {
  return JSON.stringify(values.filter(([name, value]) => !NOT_WORDS.has(name) && value !== ""));
}

/** @param {number} [at] */
function clock(at = Date.now()) {
  const sameDay = new Date(at).toDateString() === new Date().toDateString();
  const day = sameDay ? {} : /** @type {const} */ ({ day: "numeric", month: "numeric" });
  return new Date(at).toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...day });
}

function withoutDraft() {
  const url = new URL(location.href);
  url.searchParams.delete("draft");
  return url.pathname + url.search;
}

/** A tab holds its form's name while it is open. @param {string} name */
function hold(name) {
  navigator.locks?.request(name, () => new Promise(() => {}));
}

/** @param {string} name */
async function isFree(name) {
  const held = (await navigator.locks?.query())?.held ?? [];
  return !held.some((lock) => lock.name === name);
}

// What somebody else stored takes the place of what was typed.
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-take-over]"));
  const field = document.getElementById(button?.dataset.takeOver ?? "");
  if (!button || !field) return;
  const value = button.dataset.value ?? "";
  const ids = value.split(",");
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== "";
  else if ("value" in field && !field.matches("ul")) field.value = value;
  else for (const each of field.querySelectorAll("input")) each.checked = ids.includes(each.value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest(".field-theirs")?.remove();
});

// Every form that changes something is sent once; the buttons come back with the page.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method !== "post") return;
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('button:not([type="button"])'));
  const off = (/** @type {boolean} */ yes) => buttons.forEach((button) => (button.disabled = yes));
  form.setAttribute("aria-busy", "true");
  setTimeout(() => off(true));
  setTimeout(() => off(false), STUCK);
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
  }
});

// Thrown away where it was listed: on this device too.
document.addEventListener("submit", (event) => {
  const key = /** @type {HTMLFormElement} */ (event.target).dataset.forget;
  if (key && !event.defaultPrevented) names().filter((name) => name.endsWith(`#${key}`)).forEach(forget);
});

// Saved: the copy has done its duty. Signed out: nothing of this login stays on the device.
for (const meta of document.querySelectorAll('meta[name="saved-key"]')) {
  const key = /** @type {HTMLMetaElement} */ (meta).content;
  names().filter((name) => name.endsWith(`#${key}`)).forEach(forget);
}
document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => names().forEach(forget));

for (const form of document.querySelectorAll("form[data-draft]")) {
  new KeptForm(/** @type {HTMLFormElement} */ (form));
}
