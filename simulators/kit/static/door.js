/* Asks the control door, and says what came of it beside what was asked. */

export const picker = document.getElementById("account");
const overall = document.getElementById("said");
export const MOST = 200; // rows of a list that are shown

/** The address of an operation, narrowed to the account that is picked unless it is meant for everywhere. */
export function address(name, query = {}, everywhere = false) {
  const asked = new URLSearchParams(query);
  if (picker.value && !everywhere && !asked.has("account")) asked.set("account", picker.value);
  return asked.size ? `${name}?${asked}` : name;
}

/** What the door answers to it; throws an Error with the door's own words. */
export async function ask(name, { method = "GET", body, query, everywhere } = {}) {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const headers = text === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await reached(address(name, query, everywhere), { method, headers, body: text });
  if (answer.status === 204) return {};
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(json.detail || `The simulator answered ${answer.status}.`);
  return json;
}

async function reached(...request) {
  try {
    return await fetch(...request);
  } catch {
    throw new Error("The simulator does not answer; is it still running?");
  }
}

/** Say a sentence in a section, or under the heading of the page. */
export function say(section, sentence, bad = false) {
  const place = section?.querySelector(".said") ?? overall;
  if (place.textContent === sentence && place.classList.contains("bad") === bad) return;
  place.textContent = sentence;
  place.classList.toggle("bad", bad);
}

/** Do something, say in its section how it went, and show everything anew; tells whether it went well. */
export async function act(section, deed, done = "Done.") {
  try {
    await deed();
  } catch (error) {
    say(section, error.message, true);
    return false;
  }
  say(section, done);
  document.dispatchEvent(new Event("changed"));
  return true;
}

/** Show a section; trouble is told in it, and what it showed stays. */
export async function shown(section, show) {
  try {
    await show();
    if (section.dataset.lost) say(section, "");
    delete section.dataset.lost;
  } catch (error) {
    section.dataset.lost = "yes";
    say(section, error.message, true);
  }
}

/** The words for whom an action strikes. */
export const whom = () => (picker.value ? `account ${picker.value}` : "every account");

/** The values of a form that were filled in, numbers as numbers. */
export function filled(form) {
  const inputs = [...form.elements].filter((one) => one.name && one.value !== "");
  return Object.fromEntries(inputs.map((one) => [one.name, one.type === "number" ? Number(one.value) : one.value]));
}
