/* Makes elements; text is always text, never markup. */

export function el(tag, properties = {}, ...children) {
  const { role, ...others } = properties;
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(others)) {
    if (name.includes("-") || name === "list" || name === "for") made.setAttribute(name, value);
    else made[name] = value;
  }
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
}

export function table(head, rows) {
  const cells = (tag, row) => row.map((cell) => el(tag, tag === "th" ? { scope: "col" } : {}, cell));
  const body = rows.map((row) => el("tr", {}, ...cells("td", row)));
  return el("table", {}, el("thead", {}, el("tr", {}, ...cells("th", head))), el("tbody", {}, ...body));
}

const shownLast = new WeakMap();

/** Put children in a place, unless the data they are made of is what the place shows already. */
export function renew(place, data, children) {
  const told = JSON.stringify(data);
  if (shownLast.get(place) === told) return false;
  shownLast.set(place, told);
  place.replaceChildren(...children());
  return true;
}
