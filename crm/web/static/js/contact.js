// @ts-check
// The form for a contact: a firm's people, quick due days, rows that are asked for.

const people = /** @type {HTMLElement | null} */ (document.querySelector("#people"));
const company = /** @type {HTMLSelectElement | null} */ (document.querySelector("#company"));
const happened = /** @type {HTMLInputElement | null} */ (document.querySelector("#happened_on"));
const FIRST_YEAR = "1990"; // while it is being typed, 2026 is 0002 and 0020

/** @type {AbortController | undefined} */
let asking;

/** @returns {string[]} ids */
function tickedNow() {
  const boxes = /** @type {NodeListOf<HTMLInputElement> | undefined} */ (people?.querySelectorAll("input:checked"));
  return [...(boxes ?? [])].map((each) => each.value);
}

/** Asks for the chips of the firm's people on that day; the latest question wins.
 *  @param {string[]} [brought] ids that are brought back; else what is ticked when the answer comes stays */
async function showPeople(brought) {
  if (!people || !company) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  const address = new URL(people.dataset.people ?? "", location.href);
  address.searchParams.set("company", company.value || "0");
  if (happened && happened.value > FIRST_YEAR) address.searchParams.set("day", happened.value);
  try {
    const answer = await fetch(address, { redirect: "error", signal: mine.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const chips = await answer.text();
    if (mine.signal.aborted) return;
    const ticked = brought ?? tickedNow();
    people.innerHTML = chips;
    for (const each of people.querySelectorAll("input")) each.checked = ticked.includes(each.value);
    if (company.value && !people.querySelector("input")) unknownPeople();
    // Whoever has just chosen the firm goes on with its people.
    else if (document.activeElement?.matches("#new_people > summary")) people.querySelector("input")?.focus();
  } catch {
    if (!mine.signal.aborted) unknownPeople();
  }
}

/** Of a firm whose people nobody knows, or without a network, names are written in by hand. */
function unknownPeople() {
  document.querySelector("#new_people")?.setAttribute("open", "");
}

/** Whoever is ticked stays so, if they were there on the new day. */
function showPeopleOfTheDay() {
  if (happened && happened.value > FIRST_YEAR) showPeople();
}

/** @param {string} day */
function setHappened(day) {
  if (!happened) return;
  happened.value = day;
  for (const name of ["input", "change"]) happened.dispatchEvent(new Event(name, { bubbles: true }));
}

/** @param {HTMLElement} button */
function dueDay(button) {
  const today = button.parentElement?.dataset.today ?? "";
  const from = happened && happened.value > today ? happened.value : today;
  const day = new Date(`${from}T12:00:00`);
  day.setDate(day.getDate() + Number(button.dataset.days ?? 0));
  addMonths(day, Number(button.dataset.months ?? 0));
  while (day.getDay() % 6 === 0) day.setDate(day.getDate() + 1); // the next working day
  return day;
}

/** @param {Date} day @param {number} months */
function addMonths(day, months) {
  const wanted = day.getDate();
  day.setMonth(day.getMonth() + months);
  if (day.getDate() !== wanted) day.setDate(0); // 31 January and a month is the end of February
}

/** @param {HTMLElement} button as a date input holds it */
function dueValue(button) {
  const day = dueDay(button);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** @param {Element} inside an entry @returns {HTMLInputElement} */
function dueInput(inside) {
  return /** @type {HTMLInputElement} */ (inside.closest(".entry")?.querySelector("[type=date]"));
}

/** @param {HTMLElement} button */
function setDue(button) {
  dueInput(button).value = dueValue(button);
  dueInput(button).dispatchEvent(new Event("change", { bubbles: true }));
}

/** The button whose day it is looks pressed. */
function pressDays() {
  for (const each of document.querySelectorAll(".quick-days button")) {
    const button = /** @type {HTMLElement} */ (each);
    button.setAttribute("aria-pressed", String(dueInput(button).value === dueValue(button)));
  }
}

/** Whoever has a firm is no founder without one. */
function hideGuest() {
  const guest = /** @type {HTMLInputElement | null} */ (document.querySelector("#guest_name"));
  const field = /** @type {HTMLElement | null} */ (guest?.closest(".field"));
  if (guest && field && company) field.hidden = company.value !== "" && guest.value === "";
}

/** Whoever leads is there anyway. */
function hideLead() {
  const lead = /** @type {HTMLSelectElement | null} */ (document.querySelector("#lead"));
  for (const each of document.querySelectorAll("#colleagues li")) {
    const box = /** @type {HTMLInputElement} */ (each.querySelector("input"));
    /** @type {HTMLElement} */ (each).hidden = box.value === lead?.value && !box.checked;
  }
}

/** A promise is for in a week until somebody says otherwise. @param {Event} event */
function dueInAWeek(event) {
  const promise = /** @type {HTMLInputElement} */ (event.target);
  if (!promise.matches?.(".promise input[type=text]")) return;
  const due = dueInput(promise);
  if (promise.value && !due.value) {
    setDue(/** @type {HTMLElement} */ (promise.closest(".entry")?.querySelector("[data-days]")));
    due.dataset.guessed = due.value;
  } else if (!promise.value && due.value === due.dataset.guessed) due.value = "";
}

/** @param {HTMLElement} entry */
function isEmpty(entry) {
  return [...entry.querySelectorAll("input")].every((input) => !input.value);
}

/** @param {string} name */
function entriesOf(name) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-entry="${name}"]`)]);
}

/** The first row and those with words; the next one is offered once these are all in use. */
function unfold() {
  for (const name of ["new_people", "follow_ups"]) {
    const entries = entriesOf(name);
    for (const [index, entry] of entries.entries()) {
      if (!isEmpty(entry)) entry.dataset.wanted = "yes";
      entry.hidden = index > 0 && !entry.dataset.wanted;
    }
    const offer = /** @type {HTMLElement | null} */ (document.querySelector(`[data-another="${name}"]`));
    const inUse = !entries.some((entry) => !entry.hidden && isEmpty(entry));
    if (offer) offer.hidden = !inUse || !entries.some((entry) => entry.hidden);
  }
}

/** @param {string} name */
function addAnother(name) {
  const next = entriesOf(name).find((entry) => entry.hidden);
  if (!next) return;
  next.dataset.wanted = "yes";
  unfold();
  next.querySelector("input")?.focus();
}

if (people && company) {
  company.addEventListener("change", () => {
    people.replaceChildren();
    showPeople();
    hideGuest();
  });
  happened?.addEventListener("change", showPeopleOfTheDay);
  company.form?.addEventListener("words:back", (event) => {
    const values = /** @type {CustomEvent<[string, string][]>} */ (event).detail;
    const ticked = values.filter(([name]) => name === "persons").map(([, id]) => id);
    setTimeout(() => showPeople(ticked));
  });
  document.addEventListener("input", dueInAWeek);
  for (const name of ["input", "change"]) {
    document.addEventListener(name, unfold);
    document.addEventListener(name, pressDays);
    document.addEventListener(name, hideLead);
  }
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
    if (button?.dataset.happened) setHappened(button.dataset.happened);
    else if (button?.closest(".quick-days")) setDue(button);
    const offer = /** @type {HTMLElement | null | undefined} */ (button?.closest("[data-another]"));
    if (offer) addAnother(offer.dataset.another ?? "");
  });
  unfold();
  pressDays();
  hideGuest();
  hideLead();
  for (const field of document.querySelectorAll(".fold .has-error, .fold .field-theirs")) {
    field.closest("details")?.setAttribute("open", "");
  }
}
