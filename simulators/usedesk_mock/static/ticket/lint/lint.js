/* What hurts in a page a block shares with others: warnings, never errors. */

import { contrasts } from "./contrast.js";
import { alternatives, blankTargets, clashingIds, handlers, headings, ids, scripts, size } from "./markup.js";
import { overflows } from "./overflow.js";
import { externalResources, mixedContent } from "./resources.js";
import { parsed, path } from "./source.js";
import { globalNames, imports, positions, rems, unscopedStyles } from "./styles.js";

/** Rules on the HTML alone, and on what of the page is `{ ids, classes }`: pure functions. */
export const RULES_OF_SOURCE = [
  clashingIds, ids, unscopedStyles, imports, globalNames, positions, rems, mixedContent, externalResources,
  blankTargets, scripts, handlers, alternatives, headings, size,
];
/** Rules on the block as it is shown. */
export const RULES_OF_VIEW = [contrasts, overflows];

const at = (place) => (typeof place === "string" ? place : path(place));
const hits = (rules, ...given) => rules.map((rule) => ({ rule: rule.name, places: rule.find(...given) })).filter(({ places }) => places.length);

/** `[{ rule, places: [{ where, what }] }]` for a block's HTML among the rest of a page. */
export const lintSource = (html, page) => hits(RULES_OF_SOURCE, parsed(html), page, { at });

/** The same for a panel in the page. */
export const lintView = (panel) => hits(RULES_OF_VIEW, panel);

/** The ids and classes of a page, outside of one element. */
export function surroundings(outside) {
  const page = outside.ownerDocument;
  const others = [...page.querySelectorAll("[id], [class]")].filter((one) => !outside.contains(one) || one === outside);
  const used = others.flatMap((one) => [...one.classList]);
  return { ids: new Set(others.map((one) => one.id).filter(Boolean)), classes: new Set([...used, ...styled(page)]) };
}

const known = new WeakMap();

/** The classes of the helpdesk's own style sheets. */
function styled(page) {
  if (!known.has(page)) known.set(page, [...page.styleSheets].filter((one) => one.ownerNode?.localName === "link").flatMap((one) => one.cssRules ? [...one.cssRules].flatMap((rule) => [...rule.cssText.matchAll(/\.(-?[_a-z][\w-]*)/gi)].map(([, name]) => name)) : []));
  return known.get(page);
}
