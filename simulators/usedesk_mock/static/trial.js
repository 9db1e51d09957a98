/* The Test button: sends the form as it stands, and shows the request, the answer and what became of it. */

import { el } from "./ticket/dom.js";
import "./ticket/drawer.js";
import { lintSource, surroundings } from "./ticket/lint/lint.js";
import { word } from "./ticket/words.js";

const section = document.querySelector("[data-trial]");
const form = document.getElementById("block-form");
const state = section.querySelector(".block-state");
const shown = section.querySelector(".trial-shown");
const drawer = section.querySelector("block-drawer");
const button = section.querySelector("button");

/** Counts the seconds in sight; screen readers hear only that it is loading. */
function wait() {
  const seconds = el("span", { "aria-hidden": "true" });
  const began = performance.now();
  const count = () => { seconds.textContent = ` ${Math.floor((performance.now() - began) / 1000)} s`; };
  count();
  state.replaceChildren(word("loading"), seconds);
  return setInterval(count, 1000);
}

function refuse({ detail, errors = {} }) {
  const fields = Object.entries(errors).map(([name, text]) => el("li", {}, el("a", { href: `#${name}` }, text)));
  state.replaceChildren(el("strong", {}, detail), el("ul", {}, ...fields));
}

function show(told) {
  state.replaceChildren(el("strong", {}, told.title), " ", told.advice);
  shown.hidden = !told.html;
  shown.querySelector(".panel-title").textContent = form.elements.title.value;
  const html = shown.querySelector(".block-html");
  html.innerHTML = told.html; // as the ticket's page does it
  drawer.hidden = false;
  drawer.show(told);
  drawer.warn(told.html ? lintSource(told.html, surroundings(html)) : []);
}

async function test() {
  const body = new URLSearchParams(new FormData(form));
  body.set("channel", section.querySelector("select").value);
  button.disabled = true;
  shown.hidden = drawer.hidden = true;
  const counting = wait();
  try {
    const answer = await fetch(section.dataset.trial, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) show(told);
    else refuse(told);
  } catch {
    refuse({ detail: word("unanswered") });
  } finally {
    clearInterval(counting);
    button.disabled = false;
  }
}

button.addEventListener("click", test);
