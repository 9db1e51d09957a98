/* What is wider than the column: as it is shown now, and in a copy that is as narrow as the column can be. */

import { path, tag } from "./source.js";

const NARROWEST = 260 - 12; // the panel in a column of 260 px

/** The elements of the panel's body that stick out to the right. */
function sticking(body) {
  const style = getComputedStyle(body);
  const edge = body.getBoundingClientRect().right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth) + 1;
  const all = [...body.querySelectorAll("*:not(.block-state, .block-state *)")].filter((one) => !scrolls(one.parentElement, body));
  const wide = all.filter((one) => one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().right > edge);
  const outermost = wide.filter((one) => !wide.includes(one.parentElement));
  if (outermost.length || body.scrollWidth <= body.clientWidth) return outermost;
  // A word too long for its element leaves the element its width.
  const spilled = all.filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "visible");
  return spilled.filter((one) => !spilled.some((other) => other !== one && one.contains(other)));
}

function scrolls(element, body) {
  for (let one = element; one && one !== body; one = one.parentElement) if (getComputedStyle(one).overflowX !== "visible") return true;
  return false;
}

function shown(elements, body, width) {
  return elements.map((one) => ({ where: path(one, one.closest(".block-html") ?? body), what: `${width} px: ${tag(one)}` }));
}

/** Do something with a copy of the panel that is never seen, loads nothing and runs nothing. */
function inCopy(panel, look) {
  const copy = panel.cloneNode(true);
  for (const one of copy.querySelectorAll("*")) {
    for (const { name } of [...one.attributes]) if (/^on/i.test(name) || name === "autofocus") one.removeAttribute(name);
    if (one.matches("iframe, embed, object, video, audio, source")) for (const name of ["src", "srcdoc", "data", "autoplay"]) one.removeAttribute(name);
  }
  const apart = document.createElement("form"); // so that its radio buttons are no brothers of those in the page
  apart.style.cssText = `position: absolute; left: -10000px; top: 0; width: ${NARROWEST}px; visibility: hidden; contain: layout`;
  apart.append(copy);
  panel.parentElement.append(apart);
  try {
    return look(copy);
  } finally {
    apart.remove();
  }
}

export const overflows = {
  name: "overflows",
  find(panel) {
    const body = panel.querySelector(".panel-body");
    const now = sticking(body);
    if (now.length) return shown(now, body, Math.round(panel.ownerDocument.getElementById("right_resize_container").getBoundingClientRect().width));
    return inCopy(panel, (copy) => {
      const narrow = copy.querySelector(".panel-body");
      return shown(sticking(narrow), narrow, 260);
    });
  },
};
