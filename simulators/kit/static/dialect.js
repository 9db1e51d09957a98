/* The switches: what each asks, where it stands, and which were moved. */

import { act, ask, shown, whom } from "./door.js";
import { el, renew } from "./dom.js";

const section = document.getElementById("dialect");
const list = section.querySelector("[data-list]");
const back = section.querySelector("[data-defaults]");
let switches = [];

const choose = (body, done) => act(section, () => ask("dialect", { method: "PUT", body }), done);

export function begin() {
  const usual = () => Object.fromEntries(switches.map((one) => [one.name, one.positions[0]]));
  back.addEventListener("click", () => choose(usual(), `All switches of ${whom()} are at their defaults.`));
}

export const show = () => shown(section, async () => {
  const told = await ask("dialect");
  switches = told.switches;
  const stands = (one) => [...new Set(Object.values(told.accounts).map((positions) => positions[one.name]))];
  const changed = switches.filter((one) => stands(one).some((position) => position !== one.positions[0]));
  back.disabled = changed.length === 0;
  section.querySelector("[data-count]").textContent = switches.length ? `${changed.length} of ${switches.length} are changed.` : "There is none here.";
  const focused = document.activeElement?.id;
  if (renew(list, told, () => switches.map((one) => row(one, stands(one), changed.includes(one))))) list.querySelector(`#${CSS.escape(focused || "none")}`)?.focus();
});

function row(one, stands, changed) {
  const mixed = stands.length > 1;
  const options = one.positions.map((name, at) => el("option", { value: name, selected: !mixed && name === stands[0] }, at ? name : `${name} (default)`));
  if (mixed) options.unshift(el("option", { value: "", selected: true, disabled: true }, "differs by account"));
  const select = el("select", { id: `switch-${one.name}` }, ...options);
  select.addEventListener("change", () => choose({ [one.name]: select.value }, `${one.name} of ${whom()} is ${select.value}.`).then((well) => well || (select.value = mixed ? "" : stands[0])));
  const label = el("label", { for: select.id }, one.name + (changed ? " (changed)" : ""), el("span", { className: "hint" }, one.question));
  return el("div", { className: changed ? "switch changed" : "switch" }, label, select);
}
