/* Makes elements; text is always text, never markup. */

export function el(tag, properties = {}, ...children) {
  const { role, ...others } = properties;
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(others)) {
    if (name.includes("-") || name === "for") made.setAttribute(name, value);
    else made[name] = value;
  }
  if (role) made.setAttribute("role", role);
  made.append(...children.filter((one) => one !== null && one !== undefined));
  return made;
}
