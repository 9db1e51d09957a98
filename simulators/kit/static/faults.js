/* Faults: the usual ones, any other by the form, and those that stand. */

import { MOST, act, ask, shown, whom } from "./door.js";
import { el, renew } from "./dom.js";
import { field, value, variants } from "./fault_form.js";

const section = document.getElementById("faults");
const find = (name) => section.querySelector(`[data-${name}]`);
const form = find("form");
const USUAL = {
  "Fail the next 3 calls with 503": { kind: "fail-next", calls: 3, status: 503 },
  "Answer 3 s late for a minute": { kind: "latency", seconds: 3, seconds_to_live: 60 },
  "Outage of a minute": { kind: "outage", seconds: 60 },
  "Reset the next call": { kind: "reset", count: 1 },
  "Drip the next answer": { kind: "drip", count: 1 },
};
let known = [];

export async function begin() {
  find("presets").append(...Object.entries(USUAL).map(([words, wish]) => el("button", { type: "button", onclick: () => add(wish) }, words)));
  find("kind").addEventListener("change", choose);
  find("heal").addEventListener("click", () => act(section, () => ask("faults", { method: "DELETE" }), `All faults of ${whom()} are healed.`));
  form.addEventListener("submit", (event) => { event.preventDefault(); add(wished()); });
  await shown(section, async () => {
    known = variants(await ask("openapi.json"));
    find("kind").replaceChildren(...known.map((one, at) => el("option", { value: at }, one.label)));
    choose();
  });
}

const add = (wish) => act(section, () => ask("faults", { method: "POST", body: wish }), `Set for ${whom()}: ${wish.kind}.`);

function choose() {
  const one = known[find("kind").value];
  const typed = typedSoFar();
  find("description").textContent = one.description;
  for (const part of ["settings", "rule"]) find(part).replaceChildren(...one[part].map((each) => field(each, one.required.includes(each[0]))));
  form.querySelector("details").hidden = one.rule.length === 0;
  for (const input of inputs()) if (input.name in typed) input.value = typed[input.name];
}

const inputs = () => [...form.elements].filter((one) => one.name && one.name !== "kind");
const typedSoFar = () => Object.fromEntries(inputs().filter((one) => one.closest("[data-rule]")).map((one) => [one.name, one.value]));

function wished() {
  const said = inputs().filter((one) => one.value !== "").map((one) => [one.name, value(one)]);
  return { kind: known[find("kind").value].kind, ...Object.fromEntries(said) };
}

export const show = () => shown(section, async () => {
  const { accounts } = await ask("faults");
  const standing = Object.entries(accounts).flatMap(([account, all]) => all.map((one) => ({ account, ...one })));
  const held = find("list").contains(document.activeElement);
  const anew = renew(find("list"), standing, () => (standing.length ? [el("ul", { className: "plain" }, ...standing.slice(0, MOST).map(item))] : [el("p", { className: "hint" }, "None: every call is answered as it should be.")]));
  if (anew && held) find("list").focus();
});

function item(one) {
  const left = [one.operation ?? "every operation", one.count === null ? null : `${one.count} call${one.count === 1 ? "" : "s"} left`, one.until && `until ${one.until.slice(0, 19).replace("T", " ")} UTC`, `${one.seen ?? 0} matched`];
  const words = el("span", { className: "grow" }, el("b", {}, one.kind), ` in ${one.account}: ${left.filter(Boolean).join(", ")}`);
  const heal = () => act(section, () => ask(`faults/${one.id}`, { method: "DELETE", query: { account: one.account } }), `Healed: ${one.kind} in ${one.account}.`);
  return el("li", {}, words, el("button", { type: "button", onclick: heal, "aria-label": `Heal ${one.kind} in ${one.account}` }, "Heal"));
}
