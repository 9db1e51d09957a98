/* Rules on what a block loads, and where its forms go. */

import { path, short } from "./source.js";

const LOADED = "[src], [srcset], [poster], [background], object[data], link[href], image[href], use[href]";
const URL_IN_CSS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)/gi;

/** `{ url, where }` for everything the block makes the page load. */
function loaded(source) {
  const attributes = [...source.root.querySelectorAll(LOADED)].flatMap((one) => urls(one).map((url) => ({ url, where: path(one) })));
  const styled = [...source.root.querySelectorAll("[style]")].flatMap((one) => inCss(one.getAttribute("style"), path(one)));
  const imported = source.sheets.flatMap((sheet) => sheet.imports.flatMap((text) => [...text.matchAll(/["']([^"']+)["']/g)].map(([, url]) => ({ url, where: "style" }))));
  return [...attributes, ...styled, ...source.sheets.flatMap((sheet) => inCss(sheet.text, "style")), ...imported];
}

function urls(element) {
  const plain = ["src", "poster", "background", "data", "href"].map((name) => element.getAttribute(name)).filter(Boolean);
  const several = (element.getAttribute("srcset") ?? "").split(",").map((one) => one.trim().split(/\s/)[0]).filter(Boolean);
  return [...plain, ...several];
}

const inCss = (text, where) => [...text.matchAll(URL_IN_CSS)].map(([, double, single, bare]) => ({ url: double ?? single ?? bare, where }));

const goals = (source) =>
  [...source.root.querySelectorAll("[action], [formaction]")].map((one) => ({ url: one.getAttribute("action") ?? one.getAttribute("formaction"), where: path(one) }));

const unique = (list) => [...new Map(list.map((one) => [`${one.where} ${one.url}`, one])).values()];
const shown = (list) => unique(list).map(({ url, where }) => ({ where, what: short(url) }));

/** Browsers trust the own machine without TLS. */
const isPlain = (url) => /^\s*http:/i.test(url) && !/^\s*http:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?=[:/?#]|\s*$)/i.test(url);

/** What an https page does not load, or warns of. */
export const mixedContent = {
  name: "mixedContent",
  find: (source) => shown([...loaded(source), ...goals(source)].filter(({ url }) => isPlain(url))),
};

/** What other hosts are asked for. */
export const externalResources = {
  name: "externalResources",
  find: (source) => shown(loaded(source).filter(({ url }) => /^\s*(?:https?:)?\/\//i.test(url))),
};
