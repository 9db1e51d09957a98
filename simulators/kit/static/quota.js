/* RetailCRM's own limit of requests, lifted or kept. */

import { MOST, act, ask, shown, whom } from "./door.js";
import { renew, table } from "./dom.js";

const section = document.getElementById("quota"); // only the RetailCRM simulator has it

export function begin() {
  for (const button of section?.querySelectorAll("[data-lifted]") ?? []) {
    const lifted = button.dataset.lifted === "true";
    button.addEventListener("click", () => act(section, () => ask("quota", { method: "PUT", body: { lifted } }), `The limit of ${whom()} is ${lifted ? "lifted" : "kept"}.`));
  }
}

export const show = async () => section && shown(section, async () => {
  const { accounts } = await ask("quota");
  const rows = Object.entries(accounts).slice(0, MOST).map(([name, one]) => [name, one.lifted ? "lifted" : "kept", `${one.per_second} a second, telephony ${one.telephony_per_second}`]);
  renew(section.querySelector("[data-list]"), rows, () => [table(["Account", "Limit", "Requests of one key"], rows)]);
});
