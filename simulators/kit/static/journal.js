/* The calls, newest first, as they come. */

import { MOST, act, address, ask, shown, whom } from "./door.js";
import { el } from "./dom.js";

const section = document.getElementById("journal");
const find = (name) => section.querySelector(`[data-${name}]`);
const filter = find("filter");
const pause = find("pause");
let seen = null; // the number of the last call that is shown, by account; null when all is to be read anew
let rows = [];

export function begin() {
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("input", (event) => (event.target.name === "text" ? sift() : forget()));
  pause.addEventListener("click", () => { pause.setAttribute("aria-pressed", String(!paused())); pause.textContent = paused() ? "Go on" : "Pause"; show(); });
  for (const input of section.querySelectorAll("fieldset input")) input.addEventListener("change", () => keep(input));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
    event.preventDefault();
    filter.elements.text.focus();
  });
}

const paused = () => pause.getAttribute("aria-pressed") === "true";

function keep(input) {
  const body = input.name === "keep" ? { keep: input.value } : { header: input.checked };
  act(section, () => ask("journal", { method: "PUT", body }), `Chosen for ${whom()}.`);
}

/** Read the journal anew, as after another account or filter was chosen. */
export function forget() {
  seen = null;
  return show();
}

function query() {
  const { operation, status, violations } = filter.elements;
  const asked = { limit: MOST };
  if (operation.value) asked.operation = operation.value;
  if (status.value) asked.status = status.value;
  if (violations.checked) asked.violations = "true";
  return asked;
}

let turn = Promise.resolve();

/** Show the calls that came since; tells whether there were any. One look at a time, each seeing what the last one left. */
export function show() {
  turn = turn.then(look);
  return turn;
}

async function look() {
  let grew = false;
  await shown(section, async () => {
    find("har").href = address("journal.har", query());
    const { accounts } = await ask("journal", { query: { limit: 0 } });
    mark(Object.values(accounts));
    if (paused() && seen) return;
    if (!seen || Object.keys(seen).some((name) => (accounts[name]?.last ?? -1) < seen[name])) start();
    const first = seen === null;
    const changed = first ? [null] : Object.keys(accounts).filter((name) => accounts[name].last > (seen[name] ?? 0));
    for (const name of changed) {
      const asked = first ? query() : { ...query(), account: name, since: seen[name] ?? 0 };
      const told = await ask("journal", { query: asked });
      seen = { ...seen, ...Object.fromEntries(Object.entries(told.accounts).map(([one, kept]) => [one, kept.last])) };
      add(told.entries);
    }
    grew = !first && changed.length > 0;
    if (changed.length || first) sift();
  });
  return grew;
}

function start() {
  seen = null;
  rows = [];
  find("list").replaceChildren();
}

function mark(accounts) {
  const same = (name) => (new Set(accounts.map((one) => one[name])).size === 1 ? accounts[0][name] : null);
  for (const radio of section.querySelectorAll("[name=keep]")) radio.checked = radio.value === same("keep");
  const header = section.querySelector("[name=header]");
  header.checked = same("header") === true;
  header.indeterminate = accounts.length > 0 && same("header") === null;
}

function add(entries) {
  const made = entries.map(row).reverse();
  find("list").prepend(...made.flatMap((one) => one.elements));
  rows = [...made, ...rows];
  for (const old of rows.splice(MOST)) for (const element of old.elements) element.remove();
}

function sift() {
  const text = filter.elements.text.value.toLowerCase();
  for (const one of rows) {
    const hidden = !one.text.includes(text);
    one.elements[0].hidden = hidden;
    one.elements[1].hidden = hidden || one.button.getAttribute("aria-expanded") === "false";
  }
  const count = rows.filter((one) => !one.elements[0].hidden).length;
  const words = `${count} calls shown, the latest ${MOST} at most`;
  if (find("count").textContent !== words) find("count").textContent = words;
}

function row(entry) {
  const button = el("button", { type: "button", "aria-expanded": "false" }, `${entry.scope ?? ""} #${entry.number}`);
  const bad = entry.violations.length;
  const verdict = el("span", { className: bad ? "bad" : "kept" }, bad ? entry.violations.join("; ") : "kept");
  const status = el("span", { className: entry.status >= 400 ? "bad" : "" }, String(entry.status));
  const cells = [button, entry.operation || `${entry.method}, unknown`, status, entry.milliseconds.toFixed(1), verdict];
  const detail = el("tr", { className: "detail", hidden: true }, el("td", { colSpan: 5 }));
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    if (open) detail.firstChild.replaceChildren(facts(entry));
    button.setAttribute("aria-expanded", String(open));
    detail.hidden = !open;
  });
  return { button, text: JSON.stringify(entry).toLowerCase(), elements: [el("tr", {}, ...cells.map((one) => el("td", {}, one))), detail] };
}

function facts(entry) {
  const told = {
    Parameters: entry.query.map((one) => `${one.name} = ${one.value}`).join(", ") || entry.parameters.join(", ") || "none",
    Contract: entry.violations.join("; ") || "kept, by request and answer",
    Explain: entry.explain, Faults: entry.faults.join(", ") || "none", Key: entry.key ?? "none",
    At: entry.at, Took: `${entry.milliseconds} ms`, Size: `${entry.size} bytes`, "Request id": entry.request_id, "Trace id": entry.trace_id,
  };
  const said = Object.entries(told).filter(([, value]) => value !== null);
  return el("dl", {}, ...said.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
