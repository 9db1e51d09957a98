/* The page: which account it is about, and when it looks again. */

import * as clock from "./clock.js";
import * as dialect from "./dialect.js";
import { ask, picker, say } from "./door.js";
import { el, renew } from "./dom.js";
import * as faults from "./faults.js";
import * as journal from "./journal.js";
import * as quota from "./quota.js";
import * as state from "./state.js";

const EVERY = 1500; // milliseconds between two looks
const SECTIONS = [state, faults, dialect, clock, quota];
const wanted = new URLSearchParams(location.search).get("account") ?? "";

/** Let the picker offer the accounts there are, and keep the one chosen if it is among them. */
async function offer(chosen) {
  const names = Object.keys((await ask("state", { everywhere: true })).accounts);
  renew(picker, names, () => [el("option", { value: "" }, "all accounts"), ...names.map((one) => el("option", { value: one }, one))]);
  picker.value = names.includes(chosen) ? chosen : "";
  if (picker.value !== chosen) say(null, `There is no account ${chosen}; all accounts are shown.`, true);
  remember();
}

function remember() {
  history.replaceState(null, "", picker.value ? `?account=${encodeURIComponent(picker.value)}` : location.pathname);
}

const showAll = () => Promise.all([...SECTIONS.map((one) => one.show()), journal.forget()]);

async function look() {
  if (!document.hidden) {
    const grew = await journal.show();
    await Promise.all([faults.show(), grew ? state.show() : null]);
  }
}

async function goOn() {
  await look();
  setTimeout(goOn, EVERY);
}

picker.addEventListener("change", () => { say(null, ""); remember(); showAll(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) SECTIONS.forEach((one) => one.show()); });
document.addEventListener("changed", async () => { await offer(picker.value).catch((error) => say(null, error.message, true)); SECTIONS.forEach((one) => one.show()); journal.show(); });

for (const one of SECTIONS) one.begin();
journal.begin();
await offer(wanted).catch((error) => say(null, error.message, true));
await showAll();
goOn();
