// The gallery: filters in the address, tiles that are drawn when they come into sight.
// A tile is the simulator's whole ticket page, 1280 px wide, seen through a window on its block.
"use strict";

const gallery = (() => {
  const DESKTOP = 1280;
  const usual = { lang: ["en"], width: ["350"], shell: ["classic"] };
  const blocks = {}; // by language
  const waiting = {}; // languages on their way
  const main = document.querySelector("main");
  const form = document.querySelector(".filters");
  const whole = document.querySelector(".whole");
  let contents = null;

  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  // --- the address: #find=…&outcome=…&lang=en,ru&width=350&shell=classic&plain=1&open=1&sample=…&page=1
  function state() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const several = (name) => asked.get(name)?.split(",").filter(Boolean) ?? usual[name];
    return {
      find: asked.get("find") ?? "", outcome: asked.get("outcome") ?? "", sample: asked.get("sample") ?? "",
      plain: asked.has("plain"), open: asked.has("open"), page: asked.has("page"),
      lang: several("lang"), width: several("width"), shell: several("shell"),
    };
  }

  function address(changed) {
    const all = { ...state(), page: false, ...changed };
    const parts = Object.entries(all).filter(([name, value]) => {
      if (Array.isArray(value)) return value.join() !== usual[name].join();
      return value;
    });
    return "#" + parts.map(([name, value]) => `${name}=${Array.isArray(value) ? value.join() : value === true ? 1 : encodeURIComponent(value)}`).join("&");
  }

  function fromForm() {
    const data = new FormData(form);
    const one = (name) => data.getAll(name).length ? data.getAll(name) : usual[name];
    history.replaceState(null, "", address({
      find: data.get("find"), outcome: data.get("outcome"), plain: data.has("plain"), open: data.has("open"),
      lang: one("lang"), width: one("width"), shell: one("shell"), sample: "",
    }));
    draw();
  }

  function toForm(now) {
    form.find.value = now.find;
    form.outcome.value = now.outcome;
    form.plain.checked = now.plain;
    form.open.checked = now.open;
    for (const name of ["lang", "width", "shell"]) {
      form.querySelectorAll(`[name=${name}]`).forEach((box) => { box.checked = now[name].includes(box.value); });
    }
  }

  // --- data
  function take(name, data) {
    if (name === "contents") { contents = data; begin(); return; }
    blocks[name] = data;
    waiting[name].done();
  }

  function language(lang) {
    waiting[lang] ??= (() => {
      let done;
      const promise = new Promise((resolve) => { done = resolve; });
      document.body.append(Object.assign(document.createElement("script"), { src: `data/${lang}.js` }));
      return { promise, done };
    })();
    return waiting[lang].promise;
  }

  function html(slug, lang, now) {
    const text = blocks[lang][slug];
    return now.plain ? text.replace(/<style>[^]*?<\/style>/g, "") : text;
  }

  async function frame(slug, { lang, width, shell }, now) {
    await language(lang);
    const made = document.createElement("iframe");
    made.title = `${slug}, ${lang}, ${width} px, ${shell}`;
    made.setAttribute("sandbox", "allow-same-origin allow-popups");
    const page = contents.pages[shell].replace(contents.place, () => html(slug, lang, now));
    made.srcdoc = page.replace(/<html/, `<html style="--right-column:${width}px"`);
    return made;
  }

  function unfold(made, now) {
    if (now.open) made.contentDocument.querySelectorAll(".block-html details").forEach((one) => { one.open = true; });
  }

  // --- tiles
  async function fill(pane) {
    const { slug, tile, now } = pane.wanted;
    const made = await frame(slug, tile, now);
    made.style.width = `${DESKTOP}px`;
    made.style.height = "2000px";
    made.addEventListener("load", () => {
      unfold(made, now);
      settle(pane, made);
      // a fold that is opened makes its window grow
      made.contentDocument.addEventListener("toggle", () => settle(pane, made), true);
    });
    pane.replaceChildren(made);
  }

  function settle(pane, made) {
    const panel = made.contentDocument.querySelector(".dynamic-block");
    made.style.height = `${Math.max(800, made.contentDocument.documentElement.scrollHeight)}px`;
    const box = panel.getBoundingClientRect();
    const view = made.contentWindow;
    made.style.left = `${-(box.left + view.scrollX)}px`;
    made.style.top = `${-(box.top + view.scrollY)}px`;
    pane.style.width = `${box.width}px`;
    pane.style.height = `${box.height}px`;
    pane.classList.remove("waiting");
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      fill(entry.target);
    }
  }, { rootMargin: "600px" });

  function tileOf(sample, tile, now) {
    const figure = make("figure", "tile");
    const pane = make("div", "window waiting");
    pane.style.setProperty("--width", `${tile.width}px`);
    pane.wanted = { slug: sample.slug, tile, now };
    const caption = make("figcaption", "");
    const link = make("a", "", "whole page");
    link.href = address({ sample: sample.slug, page: true, lang: [tile.lang], width: [tile.width], shell: [tile.shell] });
    link.setAttribute("aria-label", `The whole page of ${sample.name}, ${tile.lang}, ${tile.width} px, ${tile.shell}`);
    caption.append(make("span", "", `${tile.lang} · ${tile.width} · ${tile.shell}`), link);
    figure.append(pane, caption);
    seen.observe(pane);
    return figure;
  }

  function sectionOf(sample, now) {
    const section = make("section", "sample");
    section.id = sample.slug;
    const head = make("header", "");
    const title = make("h2", "");
    const link = make("a", "", sample.name);
    link.href = address({ sample: sample.slug });
    title.append(link);
    head.append(title, make("p", "outcome", sample.outcome));
    const tiles = make("div", "tiles");
    for (const shell of now.shell) for (const lang of now.lang) for (const width of now.width) {
      tiles.append(tileOf(sample, { lang, width, shell }, now));
    }
    head.style.setProperty("--widest", `${Math.max(...now.width, 260)}px`);
    section.append(head, tiles);
    return section;
  }

  // --- the page
  function chosen(now) {
    const words = now.find.toLowerCase().split(/\s+/).filter(Boolean);
    return contents.samples.filter((one) =>
      (!now.outcome || one.outcome === now.outcome) &&
      (!now.sample || one.slug === now.sample) &&
      words.every((word) => one.name.toLowerCase().includes(word)));
  }

  function draw() {
    const now = state();
    toForm(now);
    whole.hidden = !now.page;
    if (now.page) return drawWhole(now);
    seen.disconnect();
    const found = chosen(now);
    main.replaceChildren(...found.map((one) => sectionOf(one, now)));
    const tiles = found.length * now.lang.length * now.width.length * now.shell.length;
    document.querySelector(".count").textContent = `${found.length} of ${contents.samples.length} samples, ${tiles} tiles`;
    document.querySelector(".nothing").hidden = found.length > 0;
  }

  async function drawWhole(now) {
    const tile = { lang: now.lang[0], width: now.width[0], shell: now.shell[0] };
    whole.querySelector("iframe")?.remove();
    whole.querySelector(".back").href = address({ sample: "" });
    const name = contents.samples.find((one) => one.slug === now.sample)?.name ?? now.sample;
    whole.querySelector(".whole-name").textContent = `${name} · ${tile.lang} · ${tile.width} px · ${tile.shell}`;
    const made = await frame(now.sample, tile, now);
    made.addEventListener("load", () => unfold(made, now));
    whole.append(made);
  }

  function pills(name, values) {
    const group = form.querySelector(`[data-choice=${name}]`);
    for (const value of values) {
      const label = make("label", "pill");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value });
      label.append(box, make("span", "", value));
      group.append(label);
    }
  }

  function begin() {
    pills("lang", contents.languages);
    pills("width", contents.widths);
    pills("shell", Object.keys(contents.pages));
    for (const outcome of new Set(contents.samples.map((one) => one.outcome))) {
      form.outcome.append(new Option(outcome, outcome));
    }
    form.addEventListener("input", fromForm);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.querySelectorAll(".reset").forEach((button) => button.addEventListener("click", () => { location.hash = ""; draw(); }));
    addEventListener("hashchange", draw);
    addEventListener("keydown", (event) => {
      if (event.key === "/" && document.activeElement !== form.find) { event.preventDefault(); form.find.focus(); }
    });
    draw();
  }

  return { take };
})();
