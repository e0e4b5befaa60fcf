// A job's progress bar: asks how far it is, and shows the result when it is done.

const box = document.querySelector("[data-job]");
const EVERY = 700;

async function ask() {
  try {
    const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
    const state = await answer.json();
    if (state.status !== "running") return location.reload();
    show(state);
  } catch {
    // The network is away; the job goes on, so we ask again.
  }
  setTimeout(ask, EVERY);
}

function show(state) {
  box.querySelector("progress").value = state.percent;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const left = state.seconds_left === null ? "" : ` · ${state.seconds_left} s`;
  box.querySelector("[data-job-note]").textContent =
    `${number.format(state.done)} / ${number.format(state.total)}${left}`;
}

if (box) setTimeout(ask, EVERY);
