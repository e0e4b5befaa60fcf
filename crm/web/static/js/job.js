// A job's progress bar: asks how far it is, and shows the result when it is done.

const box = document.querySelector("[data-job]");
const EVERY = 700;
const PATIENCE = 5;
let unanswered = 0;

async function ask() {
  try {
    const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
    const state = await answer.json();
    if (state.status !== box.dataset.status) return location.reload();
    unanswered = 0;
    show(state);
  } catch {
    // The network or the server is away; the job may go on, so we ask again.
    unanswered += 1;
    if (unanswered >= PATIENCE) say("unanswered");
  }
  setTimeout(ask, EVERY);
}

function show(state) {
  box.querySelector("progress").value = state.percent;
  if (state.status !== "running") return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const note = box.querySelector("[data-job-note]");
  const fill = (words, values) =>
    words.replace(/\{(\w+)\}/g, (_all, name) => number.format(values[name]));
  const parts = state.total ? [fill(note.dataset.rows, state)] : [];
  if (state.per_second) parts.push(fill(note.dataset.speed, { number: state.per_second }));
  if (state.seconds_left) parts.push(fill(note.dataset.left, { number: state.seconds_left }));
  note.textContent = parts.join(" · ");
  say(state.still === null ? "" : "still", number.format(state.still ?? 0));
}

function say(word, seconds) {
  const note = box.querySelector("[data-job-still]");
  note.hidden = !word;
  if (word) note.textContent = note.dataset[word].replace("{seconds}", seconds);
}

if (box) setTimeout(ask, EVERY);
