/* Asks the simulator for blocks, which posts to their servers. All are asked at once and collected over one
   connection: a browser opens six to a host, and six slow blocks would hold up the seventh and the next page. */

import { word } from "./words.js";

const { ask: ASK, answers: ANSWERS, page: PAGE } = document.getElementById("ticket_detail_container").dataset;
const due = new Map(); // by turn and block: who waits, and whether the simulator knows
let turns = 0;
let collecting = false;

/** A promise of the answer for each block; it fails with the simulator's own words. */
export function ask(blocks) {
  turns += 1;
  const keys = blocks.map((block) => `${turns} ${block}`);
  const promises = keys.map((key) => new Promise((resolve, reject) => due.set(key, { resolve, reject, known: false })));
  begin(blocks, keys, turns);
  return promises;
}

async function begin(blocks, keys, turn) {
  const query = new URLSearchParams([["page", PAGE], ["turn", turn], ...blocks.map((block) => ["block", block])]);
  try {
    await said(fetch(`${ASK}?${query}`, { method: "POST", headers: { Accept: "application/json" } }));
  } catch (error) {
    for (const key of keys) taken(key)?.reject(error);
    return;
  }
  for (const key of keys) if (due.has(key)) due.get(key).known = true;
  collect();
}

const known = () => [...due].filter(([, one]) => one.known);

async function collect() {
  if (collecting) return;
  collecting = true;
  try {
    while (known().length) {
      const answers = await (await said(fetch(`${ANSWERS}?${new URLSearchParams({ page: PAGE })}`, { headers: { Accept: "application/json" } }))).json();
      for (const one of answers) taken(`${one.turn} ${one.block}`)?.resolve(one);
    }
  } catch (error) {
    for (const [key] of known()) taken(key).reject(error);
  } finally {
    collecting = false;
  }
}

function taken(key) {
  const one = due.get(key);
  due.delete(key);
  return one;
}

/** The response if it is a good one; else an Error with the simulator's words. */
async function said(asked) {
  const answer = await asked;
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(told.detail || word("trouble", { status: answer.status })), { told: true });
}
