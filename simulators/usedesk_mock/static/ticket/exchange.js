/* What of an exchange a developer reads: texts, made of the answer's document. Pure. */

const header = (headers, name) => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? "";

export const lines = (headers) => headers.map(([name, value]) => `${name}: ${value}`).join("\n");

/** The body laid out for reading; null when it can't be read as what it says it is. */
export function pretty({ headers, body }) {
  if (header(headers, "content-type").startsWith("application/x-www-form-urlencoded")) {
    return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join("\n");
  }
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return null;
  }
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a command for a terminal. Headers that curl makes by itself are left to it. */
export function curl({ method, url, headers, body }) {
  const own = headers.filter(([name]) => !/^(?:host|content-length|connection|accept-encoding)$/i.test(name));
  return ["curl", "-X", method, ...own.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`), `--data-binary ${quoted(body)}`, quoted(url)].join(" ");
}
