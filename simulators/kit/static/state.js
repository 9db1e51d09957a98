/* What the accounts hold: figures, reset, new data, accounts, snapshots. */

import { MOST, act, address, ask, filled, picker, shown, whom } from "./door.js";
import { el, renew, table } from "./dom.js";

const section = document.getElementById("state");
const find = (name) => section.querySelector(`[data-${name}]`);
const LOST = "All that was added or changed since is lost: data, settings and keys, clock, dialect, faults and the journal.";
const post = (name, body) => ask(name, { method: "POST", body });

export function begin() {
  find("reset").addEventListener("click", () => {
    if (confirm(`Put ${whom()} back to its start? ${LOST}`)) act(section, () => post("reset", {}), `Back to the start: ${whom()}.`);
  });
  onSubmit("seed", (form) => act(section, () => post("seed", filled(form)), `Data were made in ${whom()}.`));
  onSubmit("keep", (form) => act(section, () => post("snapshots", filled(form)), `A copy is kept: ${form.elements.name.value}.`));
  onSubmit("upload", upload);
  if (find("create")) beginAccounts();
}

function onSubmit(name, deed) {
  find(name).addEventListener("submit", (event) => { event.preventDefault(); deed(event.target); });
}

function beginAccounts() {
  onSubmit("create", (form) => {
    const body = filled(form);
    act(section, () => ask("accounts", { method: "POST", body, everywhere: true }), `Account ${body.account} is made.`);
  });
  find("delete").addEventListener("click", () => {
    const name = picker.value;
    const gone = () => ask(`accounts/${encodeURIComponent(name)}`, { method: "DELETE", everywhere: true });
    if (confirm(`Delete account ${name} and all that it holds?`)) act(section, gone, `Account ${name} is deleted.`);
  });
}

function upload(form) {
  const file = form.elements.file.files[0];
  if (!confirm(`Put ${file.name} in place of what ${picker.value ? whom() : "its accounts"} hold${picker.value ? "s" : ""} now?`)) return;
  act(section, async () => ask("snapshot", { method: "PUT", body: await file.text() }), `${file.name} is in place.`);
}

export const show = () => shown(section, async () => {
  const [{ accounts }, kept] = await Promise.all([ask("state"), ask("snapshots")]);
  const figures = [...new Set(Object.values(accounts).flatMap((one) => Object.keys(one)))];
  const rows = Object.entries(accounts).slice(0, MOST).map(([name, one]) => [name, ...figures.map((figure) => told(one[figure]))]);
  renew(find("list"), rows, () => [rows.length ? table(["Account", ...figures.map((one) => one.replaceAll("_", " "))], rows) : el("p", { className: "hint" }, "There is no account yet.")]);
  const names = [...new Set(Object.values(kept.accounts).flat())];
  renew(find("kept"), names, () => names.slice(0, MOST).map(copy));
  find("download").href = address("snapshot");
  find("download").download = `snapshot${picker.value && `-${picker.value}`}.json`;
  if (find("delete")) find("delete").disabled = !picker.value;
});

const told = (value) => (value === undefined ? "" : Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value));

function copy(name) {
  const place = `snapshots/${encodeURIComponent(name)}`;
  const back = () => confirm(`Put the copy ${name} in place of what ${whom()} holds?`) && act(section, () => post(`${place}/restore`, {}), `${name} is put back.`);
  const drop = () => act(section, () => ask(place, { method: "DELETE" }), `${name} is dropped.`);
  return el("li", {}, el("span", { className: "grow" }, name), el("button", { onclick: back, "aria-label": `Put back ${name}` }, "Put back"), el("button", { className: "danger", onclick: drop, "aria-label": `Drop ${name}` }, "Drop"));
}
