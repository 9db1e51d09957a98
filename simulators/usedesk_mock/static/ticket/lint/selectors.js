/* Tells whether a selector can reach only what stands inside of elements with certain classes. */

/** The parts of a text between the separators that stand outside of brackets and strings. */
export function split(text, isSeparator) {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\\") { parts[parts.length - 1] += sign + (text[at + 1] ?? ""); at += 1; continue; }
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "(" || sign === "[") depth += 1;
    else if (sign === ")" || sign === "]") depth -= 1;
    if (!quote && depth === 0 && isSeparator(sign)) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

const alternatives = (selectors) => split(selectors, (sign) => sign === ",").map((one) => one.trim());
const CLASS = /\.((?:\\.|[\w-]|[^\x00-\x7f])+)/g;
const WRAPPED = /^:(?:is|where)\(([^]*)\)$/;

/** The selectors of the list that do not begin with one of the classes. */
export const unscoped = (selectors, classes) => alternatives(selectors).filter((one) => !scoped(one, classes));

function scoped(selector, classes) {
  const first = split(selector, (sign) => " >+~\n\t".includes(sign)).find((part) => part) ?? "";
  const wrapped = WRAPPED.exec(first);
  if (wrapped) return unscoped(wrapped[1], classes).length === 0;
  const outside = split(first, () => false)[0].replace(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]/g, "");
  return [...outside.matchAll(CLASS)].some(([, name]) => classes.has(name.replace(/\\(.)/g, "$1")));
}
