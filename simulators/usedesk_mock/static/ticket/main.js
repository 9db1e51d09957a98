/* The ticket page: asks all its dynamic blocks at once, tells their developers what came, keeps up how old it is. */

import { ask } from "./asking.js";
import * as column from "./column.js";
import "./drawer.js";
import { lintSource, lintView, surroundings } from "./lint/lint.js";
import { Panel, reachable } from "./panel.js";

for (const one of document.querySelectorAll("[data-html]")) one.innerHTML = one.dataset.html;
const panels = [...document.querySelectorAll(".dynamic-block")].map((section) => new Panel(section, told));
const drawer = (panel) => panel.section.nextElementSibling;

function told(panel, answer) {
  panel.answer = answer;
  if (answer === null) drawer(panel).wait();
  else drawer(panel).show(answer);
  look(panel);
}

/** Look for what hurts, once the browser has shown the block. */
function look(panel) {
  clearTimeout(panel.looking);
  panel.looking = setTimeout(() => {
    const source = panel.content + (panel.answer?.html ?? "");
    drawer(panel).warn(source ? [...lintSource(source, surroundings(panel.body)), ...lintView(panel.section)] : []);
  });
}

/** Static blocks are asked of nobody, and can hurt the page no less. */
function tellStatic(section) {
  const html = section.querySelector(".block-html");
  const shown = section.nextElementSibling;
  const look = () => shown.warn([...lintSource(html.dataset.html, surroundings(html)), ...lintView(section)]);
  reachable(section.querySelector(".panel-body"));
  shown.showContent(html.dataset.html);
  shown.addEventListener("opened", look);
  setTimeout(look);
}

for (const panel of panels) {
  panel.html.addEventListener("load", () => look(panel), true); // a picture's size is known now
  drawer(panel).addEventListener("opened", () => look(panel));
}
document.querySelectorAll(".static-block").forEach(tellStatic);
column.begin(() => panels.forEach(look));
const answers = panels.length ? ask(panels.map((panel) => panel.block)) : [];
answers.forEach((answer, place) => panels[place].load(answer));
setInterval(() => { for (const panel of panels) panel.tell(); }, 1000);
