// @ts-check
// What every page has: colours, shortcuts, questions before deleting, tidy filter addresses.

import { ask } from "./ask.js";
import "./combobox.js";
import "./forms.js";
import { element } from "./texts.js";

const A_YEAR = 31_536_000;

/** @type {NodeListOf<HTMLElement>} */
(document.querySelectorAll(".needs-script")).forEach((each) => (each.hidden = false));

if (matchMedia("(max-width: 767.98px)").matches) {
  for (const each of document.querySelectorAll("details[data-fold-narrow]")) each.removeAttribute("open");
}

document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const root = document.documentElement;
  const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  root.dataset.bsTheme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
});

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("search");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const question = form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  if (!(await ask(question))) return;
  form.dataset.confirmed = "yes";
  form.append(element("input", { type: "hidden", name: "ask_answered", value: "1" }));
  form.requestSubmit(/** @type {SubmitEvent} */ (event).submitter);
}, true);

// A button in a long page leads back to the very place of the page.
const STAY = "stay";
const AT_ONCE = 20_000;
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.dataset.stay === undefined) return;
  sessionStorage.setItem(STAY, JSON.stringify({ path: location.pathname, top: scrollY, at: Date.now() }));
});
const stay = JSON.parse(sessionStorage.getItem(STAY) ?? "null");
sessionStorage.removeItem(STAY);
if (stay?.path === location.pathname && Date.now() - stay.at < AT_ONCE) {
  // What is said lies above the page then, so that nothing moves under the finger.
  document.querySelector(".messages")?.classList.add("is-above");
  scrollTo({ top: stay.top, behavior: "instant" });
}
document.addEventListener("click", (event) => {
  /** @type {Element} */ (event.target).closest("[data-close]")?.closest(".notice")?.remove();
});

// A filter that is not set does not stand in the address.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form.filters")) return;
  for (const control of form.querySelectorAll("input, select")) {
    const field = /** @type {HTMLInputElement} */ (control);
    field.disabled = field.value === "";
  }
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters :disabled")) {
    /** @type {HTMLInputElement} */ (field).disabled = false;
  }
});

// While the other filters are folded on a phone, a tick filters by itself.
document.addEventListener("change", (event) => {
  const flag = /** @type {Element} */ (event.target).closest("form.filters:not(.is-open) .filter-flag");
  const form = flag?.closest("form");
  if (form && !form.querySelector('[type="submit"]')?.checkVisibility()) form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const form = /** @type {Element} */ (event.target).closest(".filter-toggle")?.closest("form");
  if (!form) return;
  form.classList.add("is-open");
  /** @type {HTMLElement | null} */ (form.querySelector("select, [type=date], [type=checkbox]"))?.focus();
});

// Only one explanation is open at a time; Escape and a click elsewhere close it.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.definition[open]")) {
    if (!open.contains(/** @type {Node} */ (event.target))) open.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = /** @type {HTMLDetailsElement | null} */ (
    document.activeElement?.closest("details.definition[open]"));
  open?.removeAttribute("open");
});

// An error that is being mended is not repeated.
document.addEventListener("change", (event) => {
  const field = /** @type {Element} */ (event.target).closest(".field.has-error");
  field?.querySelector(".field-error")?.remove();
  field?.classList.remove("has-error");
  for (const each of field?.querySelectorAll(".is-invalid") ?? []) each.classList.remove("is-invalid");
});

// The page of a refusal is no step of its own: "back" would ask to send it all again.
if (document.querySelector("[data-error-summary]")) history.replaceState(null, "", location.href);

// Sent back with errors: the summary is read first, and its links lead into the fields.
/** @type {HTMLElement | null} */ (document.querySelector("[data-error-summary]"))?.focus();
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("[data-error-summary] a");
  const field = link && document.getElementById((link.getAttribute("href") ?? "#").slice(1));
  if (!field) return;
  event.preventDefault();
  const inside = document.getElementById(`${field.id}-input`) ?? field;
  const control = inside.matches("input, select, textarea") ? inside : inside.querySelector("input");
  /** @type {HTMLElement} */ (control ?? inside).focus();
  (control ?? inside).scrollIntoView({ block: "center" });
});
