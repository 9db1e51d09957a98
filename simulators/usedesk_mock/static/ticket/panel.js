/* One dynamic block's panel: it loads, it shows what came or what went wrong, and how old that is. */

import { ask } from "./asking.js";
import { el } from "./dom.js";
import { ago, word } from "./words.js";

/** A spinner and the seconds gone by; screen readers hear only that the block is loading. */
function loading(limit) {
  const seconds = el("span", { className: "block-seconds", "aria-hidden": "true" });
  const began = performance.now();
  const count = () => { seconds.textContent = word("seconds", { seconds: Math.floor((performance.now() - began) / 1000), limit }); };
  count();
  const spinner = el("span", { className: "block-spinner", "aria-hidden": "true" });
  return { elements: [spinner, el("span", {}, word("loading")), seconds], counting: setInterval(count, 1000) };
}

const trouble = (title, advice) =>
  el("div", { className: "block-trouble" }, el("strong", {}, title), advice ? el("span", {}, advice) : null);

export class Panel {
  /** `told` is called with each answer. */
  constructor(section, told) {
    Object.assign(this, { section, told, asking: null, since: null });
    this.limit = section.dataset.limit; // how long the block may take, in seconds
    this.block = section.dataset.blockId;
    this.state = section.querySelector(".block-state");
    this.html = section.querySelector(".block-html");
    this.content = section.querySelector(".block-content")?.dataset.html ?? ""; // stands above what is answered
    this.age = section.querySelector(".block-age");
    this.body = section.querySelector(".panel-body");
    const reload = section.querySelector(".block-reload-button");
    reload.addEventListener("click", (event) => { event.preventDefault(); this.refresh(); });
    reload.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); this.refresh(); }
    });
  }

  refresh() {
    this.load(ask([this.block])[0]);
  }

  /** Show the answer that is promised, unless another is promised meanwhile. */
  async load(promise) {
    clearInterval(this.counting);
    this.asking = promise;
    this.since = null;
    const { elements, counting } = loading(this.limit);
    this.counting = counting;
    this.html.replaceChildren();
    this.state.replaceChildren(...elements);
    this.section.dataset.outcome = "loading";
    this.section.setAttribute("aria-busy", "true");
    this.tell();
    this.told(this, null);
    const answer = await promise.catch(failed);
    if (promise !== this.asking) return;
    clearInterval(counting);
    this.section.removeAttribute("aria-busy");
    this.since = performance.now();
    this.show(answer);
    this.tell();
    this.told(this, answer);
  }

  show(answer) {
    this.section.dataset.outcome = answer.outcome;
    if (answer.outcome !== "answered") {
      this.state.replaceChildren(trouble(answer.title, answer.advice));
      return;
    }
    this.state.replaceChildren();
    this.html.innerHTML = answer.html; // as Usedesk does: into the page, scripts inert
    reachable(this.body);
  }

  /** Write how old it is; no live region, so nobody is read the seconds. */
  tell() {
    this.age.textContent = this.since === null ? "" : ago(performance.now() - this.since);
  }
}

/** Let who has no mouse scroll what is too wide. */
export function reachable(body) {
  if (body.scrollWidth > body.clientWidth) body.tabIndex = 0;
}

/** What went wrong between the page and the simulator, as if it were an answer. */
function failed(error) {
  return error.told
    ? { outcome: "simulator", title: error.message, advice: "" }
    : { outcome: "simulator", title: word("unanswered"), advice: String(error.message || error) };
}
