// @ts-check
// One tick for all rows of the page.

const all = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-tick-all]"));

all?.addEventListener("change", () => {
  for (const each of document.querySelectorAll('input[name="row"]')) {
    /** @type {HTMLInputElement} */ (each).checked = all.checked;
  }
});
