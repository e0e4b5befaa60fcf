// @ts-check
// Words kept on this device, for this login, until they are saved: reading and writing forms.

/** @typedef {{key: string, at: number, values: [string, string][],
 *             texts: Record<string, string>, title: string}} Kept
 * ``title``: what My day calls it; empty where the form has no page of its own. */

const DAYS_KEPT = 14;
const SECRET = new Set(["csrf_token"]);
const META = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="login"]'));
const MINE = `words:${META?.content ?? ""}:`;

/** One copy for each form; forms are told apart by where they are sent: a page may have two, and
 *  of one firm's form the other firm's knows nothing.
 *  @param {HTMLFormElement} form @param {string} client_key */
export function nameOf(form, client_key) {
  const sent_to = new URL(form.getAttribute("action") ?? "", location.href);
  sent_to.searchParams.delete("draft");
  return `${MINE}${sent_to.pathname}${sent_to.search}#${client_key}`;
}

/** @param {HTMLFormElement} form @returns {[string, string][]} without secrets and files */
export function valuesOf(form) {
  const secret = new Set([...form.querySelectorAll('[type="password"]')].map((field) =>
    /** @type {HTMLInputElement} */ (field).name));
  return /** @type {[string, string][]} */ ([...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && !SECRET.has(name) && !secret.has(name)));
}

/** The words of chosen options, which a select that asks the server does not know by itself.
 *  @param {HTMLFormElement} form */
export function textsOf(form) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const each of form.querySelectorAll("select[data-remote] option")) {
    const option = /** @type {HTMLOptionElement} */ (each);
    const select = /** @type {HTMLSelectElement} */ (option.closest("select"));
    if (option.selected && option.value) texts[`${select.name}=${option.value}`] = option.text;
  }
  return texts;
}

/** @param {HTMLFormElement} form @param {Kept} kept */
export function putBack(form, kept) {
  // Scripts that add rows to a form listen to this and make room first.
  form.dispatchEvent(new CustomEvent("words:back", { detail: kept.values }));
  const left = new Map();
  for (const [name, value] of kept.values) left.set(name, [...(left.get(name) ?? []), value]);
  for (const each of form.elements) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (each);
    if (!field.name || SECRET.has(field.name) || ["password", "file"].includes(field.type)) continue;
    const values = left.get(field.name) ?? [];
    if (field instanceof HTMLSelectElement) putSelect(field, values, kept.texts);
    else if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type !== "submit") field.value = values.shift() ?? "";
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {HTMLSelectElement} select @param {string[]} values @param {Record<string, string>} texts */
function putSelect(select, values, texts) {
  if (select.dataset.remote !== undefined) {
    const empty = select.multiple ? [] : [new Option("", "")];
    const chosen = values.filter(Boolean).map((value) =>
      new Option(texts[`${select.name}=${value}`] ?? value, value, true, true));
    select.replaceChildren(...empty, ...chosen);
    select.dispatchEvent(new Event("refresh"));
  } else {
    for (const option of select.options) option.selected = values.includes(option.value);
  }
}

/** @param {string} name @param {Kept} kept */
export function keep(name, kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the draft on the server remains.
  }
}

/** @param {string} name @returns {Kept | null} */
export function keptAs(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} name */
export function forget(name) {
  localStorage.removeItem(name);
}

/** Where the form of such a copy is. @param {string} name */
export function addressOf(name) {
  return name.slice(MINE.length).split("#")[0] ?? "/";
}

/** The names of all copies of this login; those past their time are thrown away.
 *  @returns {string[]} newest first */
export function names() {
  const limit = Date.now() - DAYS_KEPT * 86_400_000;
  const all = Object.keys(localStorage).filter((name) => name.startsWith("words:"));
  all.filter((name) => (keptAs(name)?.at ?? 0) < limit).forEach(forget);
  return all.filter((name) => name.startsWith(MINE) && keptAs(name))
    .sort((a, b) => (keptAs(b)?.at ?? 0) - (keptAs(a)?.at ?? 0));
}
