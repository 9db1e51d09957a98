/* The accounts' clocks; they go on here between two looks. */

import { MOST, act, ask, shown, whom } from "./door.js";
import { el, renew } from "./dom.js";

const section = document.getElementById("clock");
const list = section.querySelector("[data-list]");
let seen = { at: 0, accounts: {} };

const change = (body) => act(section, () => ask("clock", { method: "PUT", body }), `The clock of ${whom()} is changed.`);

export function begin() {
  for (const button of section.querySelectorAll("[data-change]")) button.addEventListener("click", () => change(JSON.parse(button.dataset.change)));
  section.querySelector("[data-set]").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ now: `${event.target.elements.now.value}Z` });
  });
  setInterval(tick, 500);
}

export const show = () => shown(section, async () => {
  const { accounts } = await ask("clock");
  seen = { at: performance.now(), accounts };
  const names = Object.keys(accounts).slice(0, MOST);
  renew(list, names.map((name) => [name, accounts[name].frozen]), () => [el("ul", { className: "plain scroll" }, ...names.map(item))]);
  tick();
});

const item = (name) => el("li", {}, el("span", { className: "grow" }, name), el("time", { className: "time", "data-of": name }), el("span", { className: "hint" }, seen.accounts[name].frozen ? "frozen" : "running"));

function tick() {
  for (const place of list.querySelectorAll("time")) {
    const clock = seen.accounts[place.dataset.of];
    if (!clock) continue;
    const passed = clock.frozen ? 0 : performance.now() - seen.at;
    const now = new Date(Date.parse(clock.now) + passed).toISOString();
    place.dateTime = now;
    place.textContent = `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`;
  }
}
