// @ts-check
// Deciding on duplicates by keys: each presses the button or follows the link that names it.

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
  const key = event.key.toLowerCase();
  if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$/.test(key)) return;
  const found = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${key}"]`));
  const pressed = found?.matches("a, button") ? found : found?.querySelector("button");
  if (!(pressed instanceof HTMLElement)) return;
  event.preventDefault();
  pressed.click();
});

// The next pair stands on a new page; a second press on this one would decide on what is gone.
document.querySelector("[data-review]")?.addEventListener("submit", () => {
  document.querySelectorAll("[data-key]").forEach((each) => each.removeAttribute("data-key"));
});
