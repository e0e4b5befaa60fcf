// The form for a contact: a firm's people, quick due days, rows that appear when needed.

const people = document.querySelector("#people");
const company = document.querySelector("#company");

async function showPeople() {
  const address = new URL(people.dataset.people, location.href);
  address.searchParams.set("company", company.value || "0");
  try {
    const answer = await fetch(address);
    if (answer.ok && !answer.redirected) people.innerHTML = await answer.text();
  } catch {
    // Without a network the names can still be written in by hand.
    document.querySelector("#new_people").open = true;
  }
}

function dueDay(button) {
  const day = new Date(`${button.parentElement.dataset.today}T12:00:00`);
  if (button.dataset.days) day.setDate(day.getDate() + Number(button.dataset.days));
  if (button.dataset.months) addMonths(day, Number(button.dataset.months));
  while (day.getDay() % 6 === 0) day.setDate(day.getDate() + 1); // the next working day
  return day;
}

function addMonths(day, months) {
  const wanted = day.getDate();
  day.setMonth(day.getMonth() + months);
  if (day.getDate() !== wanted) day.setDate(0); // 31 January and a month is the end of February
}

function pad(number) {
  return String(number).padStart(2, "0");
}

function setDue(button) {
  const day = dueDay(button);
  const input = button.closest(".entry").querySelector("input[type=date]");
  input.value = `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function isEmpty(entry) {
  return [...entry.querySelectorAll("input")].every((input) => !input.value);
}

// One empty row stands ready; the others wait until it is used.
function unfold() {
  for (const name of ["new_people", "follow_ups"]) {
    let ready = false;
    for (const entry of document.querySelectorAll(`[data-entry="${name}"]`)) {
      entry.hidden = ready && isEmpty(entry);
      ready ||= isEmpty(entry);
    }
  }
}

function openWhatIsWrong() {
  for (const field of document.querySelectorAll(".has-error")) {
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
}

if (people && company) {
  company.addEventListener("change", showPeople);
  document.addEventListener("input", unfold);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".quick-days button");
    if (button) setDue(button);
  });
  for (const each of document.querySelectorAll(".quick-days")) each.hidden = false;
  unfold();
  openWhatIsWrong();
}
