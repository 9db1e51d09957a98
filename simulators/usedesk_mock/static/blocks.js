// Loads the dynamic blocks of a ticket: each asks the simulator's server, which posts to the block's URL.
(function () {
  "use strict";

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text || "";
    return made;
  };

  // A spinner and the seconds gone by; screen readers hear only that the block is loading.
  function showLoading(state, limit) {
    const seconds = element("span", "block-seconds", "");
    seconds.setAttribute("aria-hidden", "true");
    const spinner = element("span", "block-spinner", "");
    spinner.setAttribute("aria-hidden", "true");
    state.replaceChildren(spinner, element("span", "", "Loading…"), seconds);
    const began = performance.now();
    const count = () => { seconds.textContent = Math.floor((performance.now() - began) / 1000) + " s of " + limit; };
    count();
    return setInterval(count, 1000);
  }

  function showTrouble(state, title, advice) {
    const alert = element("div", "block-trouble", "");
    alert.append(element("strong", "", title));
    if (advice) alert.append(element("span", "", advice));
    state.replaceChildren(alert);
  }

  async function ask(address, signal) {
    const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, signal });
    if (answer.ok) return answer.json();
    const said = await answer.json().catch(() => ({}));
    const words = said.detail || "The simulator answered " + answer.status + ". Open the ticket again.";
    return { outcome: "simulator", title: words, advice: "" };
  }

  function show(panel, state, html, answer) {
    panel.dataset.outcome = answer.outcome;
    if (answer.outcome !== "answered") return showTrouble(state, answer.title, answer.advice);
    state.replaceChildren();
    if (answer.html.trim()) html.innerHTML = answer.html; // as Usedesk does: into the page, scripts inert
    else state.replaceChildren(element("span", "block-empty", "The block answered with empty HTML."));
    const body = panel.querySelector(".panel-body");
    if (body.scrollWidth > body.clientWidth) body.tabIndex = 0; // who has no mouse scrolls by keys
  }

  async function load(panel) {
    if (panel.asking) panel.asking.abort();
    const asking = panel.asking = new AbortController();
    const state = panel.querySelector(".block-state");
    const html = panel.querySelector(".block-html");
    html.replaceChildren();
    panel.dataset.outcome = "loading";
    panel.setAttribute("aria-busy", "true");
    const counting = showLoading(state, panel.dataset.limit);
    try {
      const answer = await ask(panel.dataset.ask, asking.signal);
      if (asking === panel.asking) show(panel, state, html, answer);
    } catch (error) {
      if (asking !== panel.asking) return;
      panel.dataset.outcome = "simulator";
      showTrouble(state, "The simulator did not answer", String(error.message || error));
    } finally {
      clearInterval(counting);
      if (asking === panel.asking) panel.removeAttribute("aria-busy");
    }
  }

  document.querySelectorAll(".dynamic-block").forEach((panel) => {
    const reload = panel.querySelector(".block-reload-button");
    reload.addEventListener("click", (event) => { event.preventDefault(); load(panel); });
    reload.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); load(panel); }
    });
    load(panel);
  });
})();
