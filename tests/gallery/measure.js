// What the proofs measure in the page; each function tells what is wrong, by sample.
(() => {
  "use strict";

  const place = () => document.querySelector(".block-html");
  const blocks = () => [...place().querySelectorAll("[data-sample]")];
  const tell = (sample, element, what) =>
    `${sample.dataset.sample}: <${element.localName} class="${element.className}"> ${what}: ${element.textContent.trim().slice(0, 60)}`;
  const hidden = (element) => {
    const box = element.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1; // folded, or for screen readers only
  };

  // --- setting the stage
  function widen(width) {
    document.documentElement.style.setProperty("--right-column", `${width}px`);
  }

  function show(html) {
    place().replaceChildren(...Object.entries(html).map(([name, text]) => {
      const sample = document.createElement("div");
      sample.dataset.sample = name;
      sample.innerHTML = text; // as Usedesk does
      return sample;
    }));
    spare();
  }

  // A page has one block, not a hundred: of sheets that say the same, one is enough, and far quicker to lay out.
  function spare() {
    const said = new Set();
    for (const one of place().querySelectorAll("style")) {
      one.sheet.disabled = said.has(one.textContent);
      said.add(one.textContent);
    }
  }

  function fold(opened) {
    place().querySelectorAll("details").forEach((one) => { one.open = opened; });
  }

  // --- nothing stands out, nothing is cut off
  function tooWide() {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px`] : [];
    const body = place().parentElement;
    if (body.scrollWidth > body.clientWidth) found.push(`the panel scrolls sideways by ${body.scrollWidth - body.clientWidth} px`);
    return found.concat(blocks().flatMap(outside));
  }

  function outside(sample) {
    const column = sample.getBoundingClientRect();
    const out = (box) => box.width > 0 && (box.right > column.right + 0.6 || box.left < column.left - 0.6);
    return [...seen(sample)].flatMap((element) => {
      if (out(element.getBoundingClientRect())) return [tell(sample, element, "stands out")];
      if (texts(element).some((text) => [...boxes(text)].some(out))) return [tell(sample, element, "has text that stands out")];
      return cutOff(element) ? [tell(sample, element, "cuts its text off")] : [];
    });
  }

  // Everything below that is not folded away with all it holds.
  function* seen(parent) {
    for (const element of parent.children) {
      if (element.localName === "style" || (hidden(element) && getComputedStyle(element).overflowX !== "visible")) continue;
      yield element;
      yield* seen(element);
    }
  }

  const texts = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  function boxes(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getClientRects();
  }

  function cutOff(element) {
    const style = getComputedStyle(element);
    if (style.overflowX === "visible" && style.overflowY === "visible") return false;
    return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  }

  // --- a dot stands between two things of one line: it neither ends a line nor begins one
  function hanging() {
    return blocks().flatMap((sample) => [...sample.querySelectorAll(".rcb-run>*")].filter(hangs).map((one) => tell(sample, one, "has a hanging dot")));
  }

  function hangs(thing) {
    const text = thing.firstChild;
    const at = text.nodeType === Node.TEXT_NODE ? text.data.indexOf("·") : -1;
    const box = at < 0 ? null : signAt(text, at);
    if (at < 0) return thing.localName !== "li" && thing.previousElementSibling !== null; // its start would be cut off
    if (!box.width) return false; // folded
    const run = thing.parentElement;
    const cut = parseFloat(getComputedStyle(run).clipPath.split(" ")[3]) || 0;
    if (box.right <= run.getBoundingClientRect().left + cut + 0.6) return false;
    const before = thing.previousElementSibling.getBoundingClientRect();
    return before.bottom <= box.top || before.right > box.left + 0.6;
  }

  function signAt(text, place) {
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect();
  }

  // --- colours come in pairs
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = numbers(colour).map((value) => channel(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const opaque = (colour) => (numbers(colour)[3] ?? 1) === 1;

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  function unpaired() {
    return blocks().flatMap((sample) => [...sample.querySelectorAll("*")].flatMap((element) => {
      if (!texts(element).length || element.closest("style") || hidden(element)) return [];
      const on = painted(element, sample);
      if (!on) return []; // nothing of ours is painted: the host's colours, both of them
      const ratio = contrast(getComputedStyle(element).color, on);
      return ratio < 4.5 ? [tell(sample, element, `contrast ${ratio.toFixed(2)}`)] : [];
    }));
  }

  // The background of ours on which a text stands; null where it is the host's.
  function painted(element, sample) {
    for (let one = element; one && one !== sample; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (opaque(backgroundColor)) return backgroundColor;
    }
    return null;
  }

  // --- the host
  const GEOMETRY = /^(block-size|inline-size|height|width|perspective-origin|transform-origin|top|bottom|left|right|inset.*|grid-template-rows|grid-template-columns)$/;

  function host() {
    const outsiders = [...document.querySelectorAll("*")].filter((one) => !place().contains(one));
    outsiders.push(place());
    return Object.fromEntries(outsiders.flatMap((one, number) => {
      const name = `${number} ${one.localName}.${one.getAttribute("class") ?? ""}`;
      const drawn = ["::before", "::after"].map((pseudo) => [name + pseudo, styleOf(one, pseudo)]);
      const coloured = ["::marker", "::selection", "::placeholder"].map((pseudo) => [name + pseudo, coloursOf(one, pseudo)]);
      return [[name, styleOf(one)], ...drawn, ...coloured];
    }));
  }

  function styleOf(element, pseudo) {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && style.content === "none") return "none";
    const names = [...style].filter((name) => !GEOMETRY.test(name));
    return names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
  }

  function coloursOf(element, pseudo) {
    const { color, backgroundColor } = getComputedStyle(element, pseudo);
    return `${color} on ${backgroundColor}`;
  }

  // --- chips
  const chips = () => blocks().flatMap((sample) => [...sample.querySelectorAll(".rcb-chip")].map((chip) => [sample, chip]));

  function pale() {
    return chips().filter(([, chip]) => !opaque(getComputedStyle(chip).backgroundColor)).map(([sample, chip]) => tell(sample, chip, "has no ground"));
  }

  function borderless() {
    return chips().filter(([, chip]) => {
      const style = getComputedStyle(chip);
      return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1;
    }).map(([sample, chip]) => tell(sample, chip, "has no border"));
  }

  // Lists that are layout; what an order holds may keep its bullets.
  function bulleted() {
    return blocks().flatMap((sample) => [...sample.querySelectorAll("ul:not(.rcb-order ul)")]
      .filter((list) => getComputedStyle(list).listStyleType !== "none").map((list) => tell(sample, list, "has bullets")));
  }

  // --- nothing of others' becomes markup
  const TEXTS = ["aria-label", "title", "alt"];

  // What a parser made of a block: its elements with their attributes' names and the properties they style.
  function shape(name) {
    const elements = [...place().querySelectorAll(`[data-sample="${name}"] *`)];
    return elements.map((one) => `${one.localName} ${one.getAttributeNames().sort().join()} ${[...one.style].sort().join()}`);
  }

  // What it says: to the eye, and to screen readers.
  function says(name) {
    const sample = place().querySelector(`[data-sample="${name}"]`);
    sample.querySelectorAll("style").forEach((one) => one.remove());
    const labels = [...sample.querySelectorAll("*")].flatMap((one) => TEXTS.map((label) => one.getAttribute(label) ?? ""));
    return [sample.textContent, ...labels].join("\n");
  }

  function addresses() {
    return [...place().querySelectorAll("*")].flatMap((one) => [one.href, one.src, one.action].filter(Boolean));
  }

  function poke() {
    for (const one of place().querySelectorAll("*")) {
      for (const event of ["mouseover", "focus", "error", "load", "toggle"]) one.dispatchEvent(new Event(event, { bubbles: true }));
    }
    return window.ran ?? null;
  }

  // --- the keyboard
  const nameOf = (element) => element.getAttribute("aria-label") ?? element.textContent.trim();

  function operable() {
    return [...place().querySelectorAll("a[href], summary")].filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).map(nameOf);
  }

  function focused() {
    const style = getComputedStyle(document.activeElement);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return [nameOf(document.activeElement), ring ? "a ring" : "nothing to see"];
  }

  window.measure = {
    operable, focused, widen, show, fold, tooWide, hanging, unpaired, pale, borderless, bulleted, host, shape, says, addresses, poke,
  };
})();
