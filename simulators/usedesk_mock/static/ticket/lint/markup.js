/* Rules on a block's elements and attributes. */

import { ownClasses, path, tag } from "./source.js";

const found = (source, selector, isBad = () => true) =>
  [...source.root.querySelectorAll(selector)].filter(isBad).map((one) => ({ where: path(one), what: tag(one) }));

/** Ids that anything on the page may have, too. */
export const ids = {
  name: "ids",
  find(source, page) {
    const own = [...ownClasses(source, page)];
    return found(source, "[id]", (one) => !own.some((prefix) => one.id.startsWith(prefix)));
  },
};

/** Ids that something else on the page, or of the block, does have. */
export const clashingIds = {
  name: "clashingIds",
  find(source, page) {
    const counts = new Map();
    for (const one of source.root.querySelectorAll("[id]")) counts.set(one.id, (counts.get(one.id) ?? 0) + 1);
    return found(source, "[id]", (one) => page.ids.has(one.id) || counts.get(one.id) > 1);
  },
};

const opensTab = (element) => ["target", "formtarget"].some((name) => element.getAttribute(name)?.toLowerCase() === "_blank");

/** A button's is that of its form. */
const relation = (element) => (element.hasAttribute("formtarget") ? element.closest("form") : element)?.getAttribute("rel") ?? "";

/** New tabs that can reach back. */
export const blankTargets = {
  name: "blankTargets",
  find: (source) => found(source, "[target], [formtarget]", (one) => opensTab(one) && !/\b(?:noopener|noreferrer)\b/i.test(relation(one))),
};

const RUNS = /^(?:|module|.*(?:java|ecma)script.*)$/i; // other types are data, which nobody expects to run

/** Scripts that will not run. */
export const scripts = {
  name: "scripts",
  find: (source) => found(source, "script", (one) => RUNS.test(one.type.trim())),
};

/** Handlers in attributes. */
export const handlers = {
  name: "handlers",
  find: (source) => found(source, "*", (one) => [...one.attributes].some(({ name, value }) => /^on[a-z]/.test(name) || /^\s*javascript:/i.test(value))),
};

/** Pictures without words. */
export const alternatives = {
  name: "alternatives",
  find: (source) => found(source, "img:not([alt]), area[href]:not([alt]), input[type=image i]:not([alt])"),
};

/** Headings above those of the panels, which are of the third level. */
export const headings = {
  name: "headings",
  find: (source) => found(source, "h1, h2, [role=heading][aria-level='1'], [role=heading][aria-level='2']"),
};

const LARGEST = 64 * 1024;

/** More HTML than a page of many blocks should carry. */
export const size = {
  name: "size",
  find(source) {
    const bytes = new TextEncoder().encode(source.html).length;
    return bytes > LARGEST ? [{ where: "", what: `${Math.ceil(bytes / 1024)} KB` }] : [];
  },
};
