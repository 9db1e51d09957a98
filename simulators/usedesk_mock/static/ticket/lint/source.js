/* A block's HTML as rules read it: parsed apart from the page, its style sheets with it. */

/** `{ html, root, roots, sheets }`: the text, a fragment of it, its outermost elements, and what its <style>s say. */
export function parsed(html) {
  const template = document.createElement("template"); // as innerHTML parses it, and nothing in it loads or runs
  template.innerHTML = html;
  const root = template.content;
  return { html, root, roots: [...root.children], sheets: [...root.querySelectorAll("style")].map(sheet) };
}

const IMPORT = /@import\s+(?:url\(\s*)?(?:"[^"]*"|'[^']*'|[^;"']*)[^;]*;/gi;

function sheet(element) {
  const text = element.textContent.replace(/\/\*[^]*?\*\//g, "");
  const read = new CSSStyleSheet();
  read.replaceSync(text.replace(IMPORT, "")); // a sheet made by a script may import nothing
  return { element, text, imports: text.match(IMPORT) ?? [], rules: [...flat(read.cssRules)] };
}

/** Every rule, those inside of @media and their like too; `within` are the rules around it, outermost first. */
function* flat(rules, within = []) {
  for (const rule of rules) {
    yield { rule, within };
    if (rule.cssRules && !(rule instanceof CSSKeyframesRule)) yield* flat(rule.cssRules, [...within, rule]);
  }
}

/** The classes by which the block can be told from the rest of the page: those of its outermost elements alone. */
export const ownClasses = (source, page) =>
  new Set(source.roots.flatMap((one) => [...one.classList]).filter((name) => !page.classes.has(name)));

const quoted = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

/** A short text for what was found. */
export const short = (text) => quoted(text.replace(/\s+/g, " ").trim());

/** The tag that opens an element. */
export const tag = (element) => short(element.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, ""));

/** Where an element stands in the block: `div.crm > ul > li:nth-child(2)`. */
export function path(element, top = null) {
  const steps = [];
  for (let one = element; one && one !== top && one.nodeType === Node.ELEMENT_NODE; one = one.parentElement) steps.unshift(step(one));
  return steps.slice(-4).join(" > ");
}

function step(element) {
  const name = element.localName + [...element.classList].slice(0, 1).map((one) => `.${one}`).join("");
  const alike = [...(element.parentNode?.children ?? [])].filter((one) => one.localName === element.localName);
  return alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(element) + 1})` : name;
}
