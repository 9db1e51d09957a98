/* Rules on a block's style sheets: what reaches beyond the block. */

import { unscoped } from "./selectors.js";
import { ownClasses, short } from "./source.js";

const rulesOf = (source) => source.sheets.flatMap((sheet) => sheet.rules);

/** Selectors that do not begin with a class of the block's own. */
export const unscopedStyles = {
  name: "unscopedStyles",
  find(source, page) {
    const own = ownClasses(source, page);
    const isScope = (rule) => rule instanceof CSSScopeRule && rule.start && unscoped(rule.start, own).length === 0;
    const styles = rulesOf(source).filter(({ rule, within }) => rule instanceof CSSStyleRule && !within.some((one) => one instanceof CSSStyleRule || isScope(one)));
    return styles.flatMap(({ rule }) => unscoped(rule.selectorText, own).map((selector) => ({ where: "style", what: short(selector) })));
  },
};

/** Sheets the whole page would load. */
export const imports = {
  name: "imports",
  find: (source) => source.sheets.flatMap((sheet) => sheet.imports.map((one) => ({ where: "style", what: short(one) }))),
};

/** Names that are the whole page's: of animations, fonts, properties and counters. */
export const globalNames = {
  name: "globalNames",
  find(source, page) {
    const own = [...ownClasses(source, page)];
    const named = rulesOf(source).map(({ rule }) => globalName(rule)).filter((one) => one !== null);
    return named.filter(({ name }) => !own.some((prefix) => name.replace(/^--/, "").startsWith(prefix))).map(({ what }) => ({ where: "style", what }));
  },
};

function globalName(rule) {
  if (rule instanceof CSSKeyframesRule) return { name: rule.name, what: `@keyframes ${rule.name}` };
  if (rule instanceof CSSPropertyRule) return { name: rule.name, what: `@property ${rule.name}` };
  if (rule instanceof CSSCounterStyleRule) return { name: rule.name, what: `@counter-style ${rule.name}` };
  if (!(rule instanceof CSSFontFaceRule)) return null;
  const family = rule.style.getPropertyValue("font-family").replace(/^["']|["']$/g, "");
  return { name: family, what: `@font-face ${family}` };
}

/** The declarations of a block: of its rules, and of `style` attributes. */
function declared(source) {
  const styled = [...source.root.querySelectorAll("[style]")].map((one) => ({ style: one.style, where: one }));
  const ruled = rulesOf(source).filter(({ rule }) => rule instanceof CSSStyleRule).map(({ rule }) => ({ style: rule.style, where: rule.selectorText }));
  return [...styled, ...ruled];
}

/** What leaves its place and covers the page. */
export const positions = {
  name: "positions",
  find(source, page, { at }) {
    return declared(source).flatMap(({ style, where }) => {
      const said = [style.position === "fixed" ? "position: fixed" : "", style.zIndex && style.zIndex !== "auto" ? `z-index: ${style.zIndex}` : ""];
      return said.filter(Boolean).map((what) => ({ where: at(where), what }));
    });
  },
};

const REM = /(?<![\w#.-])[+-]?\d*\.?\d+rem\b/gi;

/** Lengths that depend on the page. */
export const rems = {
  name: "rems",
  find: (source, page, { at }) =>
    declared(source).flatMap(({ style, where }) => [...new Set(style.cssText.match(REM) ?? [])].map((what) => ({ where: at(where), what }))),
};
