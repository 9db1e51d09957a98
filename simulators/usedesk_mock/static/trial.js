/* The Test button: sends the form as it stands, and shows the request, the answer and what became of it. */

import { el } from "./ticket/dom.js";
import "./ticket/drawer.js";
import { lintSource, lintView, surroundings } from "./ticket/lint/lint.js";
import { word } from "./ticket/words.js";

const section = document.querySelector("[data-trial]");
const form = document.getElementById("block-form");
const state = section.querySelector(".block-state");
const frame = section.querySelector(".trial-shown");
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

async function show(told) {
  state.replaceChildren(el("strong", {}, told.title), " ", told.advice);
  drawer.show(told);
  drawer.warn(told.html ? lint(told.html, await shown(told.html)) : []);
  drawer.hidden = false; // last: nothing above it moves any more, so that a click meets what it was meant for
}

async function shown(html) {
  frame.hidden = false;
  return fill(await emptied(), html);
}

const lint = (html, panel) => [...lintSource(html, surroundings(panel.querySelector(".block-html"))), ...lintView(panel)];

/** The frame's page, a new one each time: what the answer before did to it is gone. */
function emptied() {
  return new Promise((done) => {
    frame.addEventListener("load", () => done(frame.contentDocument), { once: true });
    frame.src = frame.dataset.page;
  });
}

/** Show the HTML as a ticket does, and keep the frame as high as it is; returns the panel. */
function fill(page, html) {
  const column = page.getElementById("right_resize_container");
  const panel = column.querySelector(".dynamic-block");
  panel.querySelector(".panel-title").textContent = form.elements.title.value;
  panel.querySelector(".block-html").innerHTML = html;
  panel.querySelector(".block-reload-button").addEventListener("click", (event) => { event.preventDefault(); test(); });
  frame.style.width = `${page.documentElement.dataset.column}px`;
  const fit = () => { frame.style.height = `${Math.ceil(column.getBoundingClientRect().bottom)}px`; };
  fit();
  new ResizeObserver(fit).observe(column);
  return panel;
}

async function test() {
  const body = new URLSearchParams(new FormData(form));
  body.set("channel", section.querySelector("select").value);
  button.disabled = true;
  frame.hidden = drawer.hidden = true;
  const counting = wait();
  try {
    const answer = await fetch(section.dataset.trial, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) await show(told);
    else refuse(told);
  } catch {
    refuse({ detail: word("unanswered") });
  } finally {
    clearInterval(counting);
    button.disabled = false;
  }
}

button.addEventListener("click", test);
