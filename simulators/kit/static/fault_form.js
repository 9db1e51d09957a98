/* The form for a fault, made of the contract's Fault, so that it asks for what the door takes. */

import { el } from "./dom.js";

const WORDS = { seconds_to_live: "Seconds to live", nth: "Only the nth call", key: "Key number", count: "Calls it strikes" };

/** The faults of the contract: `{ label, kind, description, required, settings, rule }`, in its order. */
export function variants(contract) {
  const schemas = contract.components.schemas;
  const named = (reference) => schemas[reference.$ref.split("/").pop()];
  const found = schemas.Fault.oneOf.map(named);
  const kinds = found.map((one) => one.properties.kind.const);
  return found.map((one) => {
    const properties = Object.entries(one.properties).filter(([name]) => name !== "kind");
    // What all faults share is written once in the contract and referred to; what is inline is this fault's own.
    const settings = properties.filter(([, schema]) => !schema.$ref);
    const rule = properties.filter(([, schema]) => schema.$ref).map(([name, schema]) => [name, named(schema)]);
    const kind = one.properties.kind.const;
    const alike = kinds.filter((other) => other === kind).length > 1;
    const label = alike ? `${kind}: ${settings.map(([name]) => name).join(", ")}` : kind;
    return { label, kind, description: one.description, required: one.required, settings, rule };
  });
}

/** A labelled field for a property of the contract. */
export function field([name, schema], required) {
  const words = WORDS[name] ?? (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ");
  const input = control(schema);
  input.name = name;
  input.required = required;
  if (name === "operation") input.setAttribute("list", "operations");
  const hint = el("span", { className: "hint" }, schema.description ?? bounds(schema));
  return el("label", {}, required ? `${words} (needed)` : words, input, hint);
}

function control(schema) {
  if (schema.enum) return choice(schema.enum);
  const types = [schema.type].flat();
  if (types.includes("integer") || types.includes("number")) return number(schema, types.includes("integer"));
  const input = el("input", { type: "text", autocomplete: "off" });
  if (schema.pattern) input.pattern = schema.pattern;
  if (schema.maxLength) input.maxLength = schema.maxLength;
  return input;
}

function choice(values) {
  const said = values.filter((one) => one !== null).map((one) => el("option", { value: JSON.stringify(one) }, String(one)));
  return el("select", { className: "json" }, el("option", { value: "" }, "not said"), ...said);
}

const number = (schema, whole) =>
  el("input", { type: "number", min: schema.minimum ?? "", max: schema.maximum ?? "", step: whole ? "1" : "any" });

const bounds = (schema) => (schema.minimum === undefined ? "" : `${schema.minimum} to ${schema.maximum}`);

/** What a field's input says, as JSON. */
export const value = (input) =>
  input.classList.contains("json") ? JSON.parse(input.value) : input.type === "number" ? Number(input.value) : input.value;
