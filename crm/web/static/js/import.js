// @ts-check
// The day a register file holds from is proposed from the name of the file that was just chosen; of
// lists of contacts it is not asked.

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-import]"));
const file = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
const day = /** @type {HTMLInputElement} */ (form.elements.namedItem("as_of"));
const proposed = /** @type {HTMLInputElement} */ (form.elements.namedItem("proposed"));
const hint = document.getElementById(`${day.id}-hint`);
const source = /** @type {HTMLSelectElement} */ (form.elements.namedItem("source"));
const ofFirms = /** @type {HTMLElement} */ (form.querySelector("[data-of-firms]"));
const contacts = (form.dataset.contacts || "").split(" ");
let asked = "";
hint?.setAttribute("aria-live", "polite");

async function propose() {
  const name = file.files?.[0]?.name;
  if (!name || (day.value && day.value !== proposed.value)) return;
  asked = name;
  try {
    const answer = await fetch(`${form.dataset.import}?name=${encodeURIComponent(name)}`);
    const proposal = await answer.json();
    if (asked !== name || (day.value && day.value !== proposed.value)) return; // overtaken
    day.value = proposed.value = proposal.day;
    if (hint) hint.textContent = proposal.words;
  } catch {
    // Without an answer the server proposes the day when the form is sent.
  }
}

function askOfFirms() {
  ofFirms.hidden = contacts.includes(source.value);
  if (!ofFirms.hidden) return;
  for (const box of ofFirms.querySelectorAll("input")) box.checked = false;
}

source.addEventListener("change", askOfFirms);
askOfFirms();
file.addEventListener("change", propose);
propose(); // a file may have been chosen before this script was there
