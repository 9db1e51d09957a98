/* <block-drawer>: what a developer wants to know of a block's last exchange. In a shadow of its own, so that neither
   the shell nor the block's styles reach it: it must be legible just when they are wrong. */

import { copy } from "./copying.js";
import { el } from "./dom.js";
import { curl, lines, pretty } from "./exchange.js";
import { number, word } from "./words.js";

const MOST_PLACES = 5;
const STYLES = new URL("drawer.css", import.meta.url).href;

class Drawer extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.facts = el("span", { className: "facts" });
    this.count = el("span", { className: "count", hidden: true });
    this.body = el("div");
    this.warnings = el("details", { className: "part", hidden: true, open: true });
    this.exchange = el("div");
    this.said = el("p", { className: "said", role: "status" });
    this.details = el("details", {}, el("summary", {}, el("span", {}, word("drawer")), this.facts, this.count), el("div", { className: "body" }, this.said, this.body, this.warnings, this.exchange));
    this.details.addEventListener("toggle", () => { if (this.details.open) this.dispatchEvent(new Event("opened")); });
    this.attachShadow({ mode: "open" }).append(el("link", { rel: "stylesheet", href: STYLES }), this.details);
  }

  /** Nothing is known yet. */
  wait() {
    this.facts.textContent = "";
    this.count.hidden = this.warnings.hidden = true;
    this.body.replaceChildren(el("p", {}, word("loading")));
    this.exchange.replaceChildren();
  }

  /** Show an exchange, as `POST …/tickets/{id}/blocks/{block}` tells it. */
  show(told) {
    const exchanged = told.asked !== undefined; // else the simulator itself was in trouble
    this.facts.textContent = exchanged ? facts(told) : "";
    const outcome = el("p", { className: "outcome" }, el("strong", {}, told.title), " ", told.advice);
    this.body.replaceChildren(outcome, ...(exchanged ? [summary(told)] : []));
    const parts = exchanged ? [this.request(told.asked), told.answered && this.answer(told)] : [];
    this.exchange.replaceChildren(...parts.filter(Boolean));
  }

  /** Show the HTML of a block that is asked of nobody. */
  showContent(html) {
    this.exchange.replaceChildren(this.text(word("content"), word("html"), html));
  }

  /** Show what was found against the block: `[{ rule, places: [{ where, what }] }]`. */
  warn(found) {
    this.count.hidden = this.warnings.hidden = found.length === 0;
    this.count.textContent = word("warnings", { number: number(found.length) });
    this.warnings.replaceChildren(el("summary", {}, this.count.textContent), el("ul", { className: "rules" }, ...found.map(warning)));
  }

  request(asked) {
    const part = word("request");
    const command = el("div", { className: "tools" }, this.copier(word("curl"), () => curl(asked)));
    return el("details", { className: "part" }, el("summary", {}, part),
      this.text(part, word("line"), `${asked.method} ${asked.url}`), this.text(part, word("headers"), lines(asked.headers)),
      this.text(part, word("body"), asked.body, pretty(asked)), command);
  }

  answer({ answered, html, outcome }) {
    const part = word("answer");
    const shown = html ? [this.text(part, word("html"), html)] : [];
    return el("details", { className: "part", "data-outcome": outcome }, el("summary", {}, part),
      this.text(part, word("headers"), lines(answered.headers)), this.text(part, word("body"), answered.body, pretty(answered)), ...shown);
  }

  /** A named text with a button to copy it, and one to lay it out if that can be done. */
  text(part, name, raw, laidOut = null) {
    const shown = el("pre", { tabIndex: 0, role: "group", "aria-label": `${part}: ${name}` }, laidOut ?? raw);
    const tools = [this.copier(word("copy"), () => shown.textContent, `${part}: ${name}`)];
    if (laidOut !== null && laidOut !== raw) tools.unshift(toggle(word("raw"), (pressed) => { shown.textContent = pressed ? raw : laidOut; }));
    return el("div", { className: "text" }, el("div", { className: "tools" }, el("h4", {}, name), ...tools), raw ? shown : el("p", { className: "none" }, word("none")));
  }

  copier(label, text, name = "") {
    const button = el("button", { type: "button" }, label);
    if (name) button.setAttribute("aria-label", `${label}: ${name}`);
    button.addEventListener("click", async () => {
      const done = await copy(text());
      this.said.textContent = "";
      this.said.textContent = done ? word("copied") : word("uncopied");
    });
    return button;
  }
}

function toggle(label, pressed) {
  const button = el("button", { type: "button", "aria-pressed": "false" }, label);
  button.addEventListener("click", () => {
    const now = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(now));
    pressed(now);
  });
  return button;
}

const size = (bytes) => (bytes < 1024 ? `${number(bytes)} B` : `${number(Math.round(bytes / 102.4) / 10)} KB`);
const milliseconds = (value) => `${number(Math.round(value))} ms`;
const facts = (told) => [told.status || "", milliseconds(told.milliseconds), told.status ? size(told.size) : ""].filter(Boolean).join(" · ");

function summary(told) {
  const kept = (departures) => (departures.length ? list(departures, "bad") : word("kept"));
  const rows = [
    [word("status"), told.status ? String(told.status) : word("none")],
    [word("time"), word("timeOf", { milliseconds: milliseconds(told.milliseconds), limit: told.limit })],
    [word("size"), told.answered ? size(told.size) : word("none")],
    [word("requestContract"), kept(told.verdict.request)],
    [word("answerContract"), kept(told.verdict.answer)],
    [word("dialect"), Object.keys(told.dialect).length ? list(Object.entries(told.dialect).map(([name, position]) => `${name}: ${position}`)) : word("asUsual")],
    [word("faults"), told.faults.length ? list(told.faults, "bad") : word("none")],
  ];
  return el("dl", {}, ...rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

const list = (texts, className = "") => el("ul", { className }, ...texts.map((text) => el("li", {}, text)));

function warning({ rule, places }) {
  const shown = places.slice(0, MOST_PLACES).map(({ where, what }) => el("li", {}, where ? el("code", {}, where) : null, where && what ? " " : null, el("span", {}, what)));
  if (places.length > MOST_PLACES) shown.push(el("li", {}, word("more", { number: number(places.length - MOST_PLACES) })));
  return el("li", { "data-rule": rule }, el("strong", {}, word(`${rule}.title`)), el("p", {}, `${word(`${rule}.why`)} ${word(`${rule}.instead`)}`), el("ul", { className: "places" }, ...shown));
}

customElements.define("block-drawer", Drawer);
