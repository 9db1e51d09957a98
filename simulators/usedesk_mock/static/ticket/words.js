/* The page's words, in the reader's language. */

const words = JSON.parse(document.getElementById("words").textContent);

/** The words of that name, their `{places}` filled. */
export function word(name, places = {}) {
  const text = words[name];
  if (text === undefined) throw new Error(`The page has no words for ${name}.`);
  return text.replace(/\{(\w+)\}/g, (place, key) => places[key] ?? place);
}

const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short", numeric: "auto" });

/** How long ago, as short as the language can say it. */
export function ago(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return relative.format(-seconds, "second");
  return seconds < 3600 ? relative.format(-Math.floor(seconds / 60), "minute") : relative.format(-Math.floor(seconds / 3600), "hour");
}

const numbers = new Intl.NumberFormat(document.documentElement.lang);

export const number = (value) => numbers.format(value);
