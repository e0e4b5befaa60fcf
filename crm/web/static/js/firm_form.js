// @ts-check
// A firm's form: the sector is found by words, the district follows from the address.

import { Suggestions } from "./suggest.js";
import { element } from "./texts.js";

const own = /** @type {HTMLElement} */ (document.querySelector("script[data-firm-form]"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.form"));

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement & HTMLSelectElement | null} */ (form.elements.namedItem(name));

/** @param {string} address @param {Record<string, string>} values */
const asked = (address, values) => `${address}?${new URLSearchParams(values)}`;

/** @param {HTMLInputElement} code */
function sectors(code) {
  const place = element("div", { class: "combo" });
  const said = element("span", { class: "form-text", role: "status" });
  code.replaceWith(place);
  place.append(code);
  place.after(said);
  const label = document.querySelector(`label[for="${CSS.escape(code.id)}"]`);
  code.dataset.listLabel = label?.textContent?.trim() ?? "";
  new Suggestions(code, place, {
    address: (q) => asked(own.dataset.sectors ?? "", { q, wz_edition: field("wz_edition")?.value ?? "2008" }),
    choose: (result) => {
      code.value = String(result.id);
      said.textContent = result.text;
      code.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
  code.addEventListener("input", () => (said.textContent = ""));
}

/** @param {HTMLSelectElement} district */
function districts(district) {
  const all = [...district.options];
  const said = element("div", { class: "form-text", role: "status" });
  district.after(said);
  let proposed = "";
  /** @type {AbortController | undefined} */
  let asking;
  const ask = async () => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const values = { postcode: field("postcode")?.value ?? "", street: field("street")?.value ?? "" };
    try {
      const answer = await fetch(asked(own.dataset.districts ?? "", values), { signal: mine.signal });
      const likely = await answer.json();
      if (!mine.signal.aborted) show(likely);
    } catch {
      // Nothing is proposed without an answer; the list is whole.
    }
  };
  /** @param {{districts: number[], sure: number | null, words: string, group: string}} likely */
  const show = (likely) => {
    const chosen = district.value;
    const first = likely.districts.map(String);
    const group = element("optgroup", { label: likely.group });
    group.append(...first.flatMap((id) => all.filter((option) => option.value === id)));
    const rest = all.filter((option) => option.value && !first.includes(option.value));
    district.replaceChildren(all[0], ...(first.length ? [group] : []), ...rest);
    const free = chosen === "" || chosen === proposed;
    district.value = free ? String(likely.sure ?? "") : chosen;
    proposed = free ? district.value : proposed;
    said.textContent = free || !likely.sure ? likely.words : "";
    if (district.value !== chosen) district.dispatchEvent(new Event("change", { bubbles: true }));
  };
  for (const name of ["postcode", "street"]) field(name)?.addEventListener("change", ask);
}

const code = field("wz_code");
const district = field("district_id");
if (code) sectors(code);
if (district && field("postcode")) districts(district);
