import { elementsOf, type Member, membersOf } from "../json-text";

/** The XML of an answer, for callers that do not ask for JSON. Numbers keep the text they have in JSON. */
const NAMESPACE = "http://schema.intuit.com/finance/v3";
const ATTRIBUTES: ReadonlySet<string> = new Set([
  "domain",
  "sparse",
  "status",
  "startPosition",
  "maxResults",
  "totalCount",
  "bId",
]);
const FAULT_ATTRIBUTES: ReadonlySet<string> = new Set(["type", "code", "element"]);

export function xmlOf(envelope: string): string {
  const members = membersOf(envelope);
  const time = members.find(([key]) => key === "time")?.[1];
  const content = members.filter(([key]) => key !== "time").map(([key, value]) => element(key, value, false));
  const stamp = time === undefined ? "" : ` time="${textOf(time)}"`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="${NAMESPACE}"${stamp}>${content.join("")}</IntuitResponse>`;
}

function element(name: string, value: string, inFault: boolean): string {
  if (value.startsWith("[")) return array(name, value, inFault);
  if (!value.startsWith("{")) return value === "null" ? "" : `<${name}>${escaped(textOf(value))}</${name}>`;
  const members = membersOf(value);
  const reference = asReference(members);
  if (reference !== undefined) return `<${name}${reference.attributes}>${reference.text}</${name}>`;
  const fault = inFault || name === "Fault";
  const isAttribute = ([key]: Member): boolean => (fault ? FAULT_ATTRIBUTES : ATTRIBUTES).has(key);
  const attributes = members.filter(isAttribute).map(([key, text]) => ` ${key}="${escaped(textOf(text))}"`);
  const children = members.filter((member) => !isAttribute(member)).map(([key, child]) => element(key, child, fault));
  const content = children.join("");
  const head = `${name}${attributes.join("")}`;
  return content === "" ? `<${head}/>` : `<${head}>${content}</${name}>`;
}

/** An array repeats its name. Only the blocks of a change data capture stand in one element. */
function array(name: string, value: string, inFault: boolean): string {
  if (name === "CDCResponse") {
    const blocks = elementsOf(value).flatMap((response) =>
      membersOf(response).map(([key, inner]) => element(key, inner, false)),
    );
    return `<CDCResponse>${blocks.join("")}</CDCResponse>`;
  }
  return elementsOf(value)
    .map((inner) => element(name, inner, inFault))
    .join("");
}

/** `{"value":"USD","name":"United States Dollar"}` is an element with its name as an attribute. */
function asReference(members: readonly Member[]): { attributes: string; text: string } | undefined {
  const value = members.find(([key]) => key === "value")?.[1];
  if (value === undefined || !members.every(([key]) => ["value", "name", "type"].includes(key))) return undefined;
  const attributes = members
    .filter(([key]) => key !== "value")
    .map(([key, text]) => ` ${key}="${escaped(textOf(text))}"`);
  return { attributes: attributes.join(""), text: escaped(textOf(value)) };
}

function textOf(value: string): string {
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
