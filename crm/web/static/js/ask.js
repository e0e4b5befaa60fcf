// @ts-check
// The one dialog that asks before something happens: <dialog id="ask"> of layout.html.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));

/**
 * @param {string} question
 * @returns {Promise<boolean>} whether the reader said yes
 */
export function ask(question) {
  const words = /** @type {HTMLElement} */ (dialog.querySelector("#ask-text"));
  words.textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((tell) => {
    dialog.addEventListener("close", () => tell(dialog.returnValue === "yes"), { once: true });
  });
}
