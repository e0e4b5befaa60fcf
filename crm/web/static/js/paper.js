// @ts-check
// A council paper's text: passages and names of figures are inserted where the cursor was.

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-insert-into]"));
const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(place?.dataset.insertInto ?? ""));

/** @param {string} words @param {boolean} apart a paragraph of its own */
function insert(words, apart) {
  if (!text) return;
  const before = text.value.slice(0, text.selectionStart);
  const after = text.value.slice(text.selectionEnd);
  const lead = apart ? gap(before, /\n*$/) : "";
  const trail = apart ? gap(after, /^\n*/) : "";
  text.setRangeText(lead + words + trail, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

/** What is lacking to an empty line. @param {string} beside @param {RegExp} edge */
function gap(beside, edge) {
  const there = (edge.exec(beside)?.[0] ?? "").length;
  return beside.trim() ? "\n".repeat(Math.max(0, 2 - there)) : "";
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-insert]"));
  if (button) insert(button.dataset.insert ?? "", button.dataset.insertParagraph !== undefined);
});
