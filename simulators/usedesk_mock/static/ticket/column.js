/* The width of the right column: dragged, or set by keys, and remembered. */

import { word } from "./words.js";

const NARROWEST = 260;
const WIDEST = 460;
const USUAL = 350;
const STEP = 10;
const KEY = "usedesk-simulator-column";
const container = document.getElementById("ticket_detail_container");
const edge = container.querySelector(".column-edge");
const told = document.querySelector(".bench .width");
const pinned = container.dataset.shell === "narrow"; // this shell begins narrow, whatever is remembered

function remembered() {
  try {
    return Number(localStorage.getItem(KEY)) || USUAL;
  } catch {
    return USUAL; // a browser that keeps nothing for us
  }
}

function remember(width) {
  if (pinned) return;
  try {
    localStorage.setItem(KEY, width);
  } catch {
    // the width then lasts as long as the page
  }
}

const width = () => Number(edge.getAttribute("aria-valuenow"));

function set(wanted) {
  const wide = Math.round(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
  document.documentElement.style.setProperty("--right-column", `${wide}px`);
  edge.setAttribute("aria-valuenow", wide);
  edge.setAttribute("aria-valuetext", `${wide} px`);
  told.textContent = word("column", { width: wide });
}

/** Let the edge be moved; `changed` is called when it has come to rest. */
export function begin(changed) {
  set(pinned ? NARROWEST : remembered());
  told.hidden = false;
  const rest = () => { remember(width()); changed(); };
  edge.addEventListener("keydown", (event) => {
    // The edge moves with the arrow: to the left the column behind it grows.
    const wanted = { ArrowLeft: width() + STEP, ArrowRight: width() - STEP, Home: NARROWEST, End: WIDEST }[event.key];
    if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(wanted);
    rest();
  });
  edge.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    edge.focus();
    edge.setPointerCapture(event.pointerId);
    drag(width() + event.clientX);
  });
  edge.addEventListener("lostpointercapture", () => { moved = null; container.classList.remove("drags"); rest(); });
  edge.addEventListener("pointermove", (event) => moved?.(event));
  edge.addEventListener("dblclick", () => { set(USUAL); rest(); });
}

let moved = null;

function drag(sum) {
  container.classList.add("drags");
  moved = (event) => set(sum - event.clientX);
}
