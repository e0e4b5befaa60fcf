// @ts-check
// While somebody writes on the public page, their browser works for half a second, so that nobody
// has to solve a puzzle. Protocol of ALTCHA: which number gives this hash behind this salt?

const task = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-challenge]"));
const answer = /** @type {HTMLInputElement | null} */ (document.querySelector('[name="proof"]'));
const BREATH = 500;

/** @param {string} text @returns {Promise<string>} */
async function sha256(text) {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {{salt: string, challenge: string, maxNumber: number}} asked */
async function solve(asked) {
  for (let number = 0; number <= asked.maxNumber; number += 1) {
    if (await sha256(asked.salt + number) === asked.challenge) return number;
    if (number % BREATH === 0) await new Promise((resume) => { setTimeout(resume); });
  }
  return null;
}

async function prove() {
  if (!task || !answer || !crypto.subtle) return;  // without https the server asks once more
  const asked = JSON.parse(task.dataset.challenge ?? "{}");
  const number = await solve(asked);
  answer.value = btoa(JSON.stringify({ ...asked, number }));
}

task?.addEventListener("focusin", () => { void prove(); }, { once: true });
