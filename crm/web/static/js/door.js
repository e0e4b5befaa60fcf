// @ts-check
// At the door: a tap shows at once, waits on this device, and is sent when the network is there.

import { element } from "./texts.js";

/** @typedef {{row?: number, status?: string, name?: string, key?: string, at: number}} Tap */

const AGAIN = 5_000;
const LOOK = 20_000;
/** Milliseconds: what waits is tried again soon, what colleagues tapped is looked at now and then. */
const door = /** @type {HTMLElement} */ (document.querySelector("[data-door]"));
const login = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="login"]'));
const address = door.dataset.door ?? "";
const kept_as = `door:${login?.content ?? ""}:${address}`;
const words = /** @type {Record<string, string>} */ (JSON.parse(door.dataset.doorTexts ?? "{}"));
const state = /** @type {HTMLElement} */ (door.querySelector("[data-door-state]"));
const came = /** @type {HTMLElement} */ (door.querySelector("[data-door-came]"));
const newcomers = /** @type {HTMLElement} */ (door.querySelector("[data-door-newcomers]"));
const buttons = /** @type {HTMLButtonElement[]} */ ([...door.querySelectorAll('button[name="one"]')]);
const token = /** @type {HTMLInputElement} */ (door.querySelector('[name="csrf_token"]'));
let sending = false;

/** @returns {Tap[]} */
function waiting() {
  try {
    return JSON.parse(localStorage.getItem(kept_as) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {Tap[]} taps */
function keep(taps) {
  if (taps.length) localStorage.setItem(kept_as, JSON.stringify(taps));
  else localStorage.removeItem(kept_as);
}

/** @param {string} key @param {number} count */
function say(key, count) {
  state.textContent = (words[key] ?? "").replace("{count}", String(count));
  state.classList.toggle("is-waiting", key !== "sent");
}

/** @param {HTMLButtonElement} button */
const rowOf = (button) => Number(button.value.split(":")[0]);

/** @param {HTMLButtonElement} button @param {boolean} here */
function show(button, here) {
  button.setAttribute("aria-pressed", String(here));
  button.value = `${rowOf(button)}:${here ? "registered" : "attended"}`;
}

function count() {
  const here = buttons.filter((each) => each.getAttribute("aria-pressed") === "true").length;
  came.textContent = String(here + newcomers.children.length);
}

/** What waits here is newer than what the server says. @param {Record<string, string>} states */
function take(states) {
  for (const button of buttons) {
    const said = states[String(rowOf(button))];
    if (said) show(button, said === "attended");
  }
  for (const tap of waiting()) mark(tap);
  count();
}

/** @param {Tap} tap */
function mark(tap) {
  const button = buttons.find((each) => rowOf(each) === tap.row);
  if (button) show(button, tap.status === "attended");
  if (tap.name && !newcomers.querySelector(`[data-key="${CSS.escape(tap.key ?? "")}"]`)) {
    newcomers.append(element("li", { "data-key": tap.key ?? "" }, tap.name));
  }
}

/** @param {Tap} tap */
function note(tap) {
  keep([...waiting(), tap]);
  mark(tap);
  count();
  send();
}

async function send() {
  if (sending) return;
  sending = true;
  const taps = waiting();
  const now = Date.now();
  const sent = taps.map(({ at, ...tap }) => ({ ...tap, age: Math.max(0, (now - at) / 1000) }));
  const body = new URLSearchParams({ csrf_token: token.value, taps: JSON.stringify(sent) });
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "error" });
    if (answer.ok) {
      // Only what was sent is done; taps that came meanwhile stand behind it.
      keep(waiting().slice(taps.length));
      take((await answer.json()).states);
      if (taps.length) say("sent", 0);
    } else if (answer.status === 401 || answer.status === 400) {
      say("signed_out", taps.length);
    }
  } catch {
    if (waiting().length) say("waiting", waiting().length);
  }
  sending = false;
  if (waiting().length > 0 && navigator.onLine && !state.classList.contains("is-waiting")) send();
}

door.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const by = /** @type {SubmitEvent} */ (event).submitter;
  event.preventDefault();
  if (form.matches("[data-door-new]")) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("name"));
    const name = field.value.trim();
    if (name) note({ name, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.slice(0, 36), at: Date.now() });
    field.value = "";
  } else if (by instanceof HTMLButtonElement) {
    const [row, status] = by.value.split(":");
    note({ row: Number(row), status, at: Date.now() });
  }
});

door.querySelector("[data-door-filter]")?.addEventListener("input", (event) => {
  const wanted = /** @type {HTMLInputElement} */ (event.target).value.trim().toLowerCase();
  for (const button of buttons) {
    const row = button.closest("li");
    if (row) row.hidden = !(button.textContent ?? "").toLowerCase().includes(wanted);
  }
});

for (const tap of waiting()) mark(tap);
count();
if (waiting().length) send();
window.addEventListener("online", send);
setInterval(() => { if (waiting().length) send(); }, AGAIN);
setInterval(() => { if (!waiting().length) send(); }, LOOK);
