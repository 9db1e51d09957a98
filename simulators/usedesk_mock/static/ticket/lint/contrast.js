/* Text that is hard to read, as the browser shows it now. */

import { color, contrast, over } from "./color.js";
import { path, short } from "./source.js";

const ENOUGH = 4.5;
const ENOUGH_LARGE = 3; // for 24 px, or 18.66 px bold (WCAG 2, 1.4.3)
const SKIPPED = "script, style, noscript, template, option, title, [disabled], [aria-disabled=true], [aria-disabled=true] *, fieldset[disabled] *";
const TYPED = "textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=file], [type=image])";

/** The elements that show text of their own, with it. */
function* texts(top) {
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const element = walker.currentNode;
    if (element.matches(SKIPPED)) continue;
    const text = element.matches(TYPED) ? element.value : ownText(element);
    if (text.trim() && isSeen(element)) yield { element, text };
  }
  if (ownText(top).trim()) yield { element: top, text: ownText(top) };
}

const ownText = (element) => [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join(" ");

function isSeen(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** What stands behind an element, as an opaque colour; null where a picture makes it unknown. */
function background(element) {
  const layers = [];
  for (let one = element; one; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.backgroundImage !== "none") return null;
    layers.unshift(color(style.backgroundColor));
    if (layers[0].alpha === 1) break;
  }
  const dark = getComputedStyle(element.ownerDocument.documentElement).colorScheme === "dark";
  return layers.reduce((behind, layer) => over(layer, behind), dark ? [18, 18, 18] : [255, 255, 255]);
}

/** How opaque the groups are in which an element stands. */
function opacity(element) {
  let product = 1;
  for (let one = element; one; one = one.parentElement) product *= Number(getComputedStyle(one).opacity);
  return product;
}

const isLarge = ({ fontSize, fontWeight }) => parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);

export const contrasts = {
  name: "contrasts",
  find(panel) {
    const top = panel.querySelector(".block-html") ?? panel.querySelector(".panel-body");
    const found = [...texts(top)].flatMap(({ element, text }) => {
      const behind = background(element);
      if (behind === null) return [];
      const style = getComputedStyle(element);
      const front = color(style.color);
      const ratio = contrast(over({ ...front, alpha: front.alpha * opacity(element) }, behind), behind);
      if (ratio >= (isLarge(style) ? ENOUGH_LARGE : ENOUGH)) return [];
      return [{ where: path(element, top), what: `${Math.floor(ratio * 100) / 100}:1 “${short(text)}”` }];
    });
    return found;
  },
};
