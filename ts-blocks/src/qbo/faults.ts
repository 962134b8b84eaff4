import { z } from "zod";

/** An error as QuickBooks describes it, whatever it was wrapped in. */
export interface Fault {
  /** Intuit's code without leading zeros, `3001`; empty when the answer names none (a gateway's HTML page). */
  readonly code: string;
  readonly type: string;
  readonly message: string;
  readonly detail: string;
}

/** The longest recorded fault is 3 kB. A page of records is rarely below 64 kB; if it is, looking for a fault does no harm. */
const FAULT_BYTES_MAX = 65_536;

/**
 * Finds the fault in an answer by its content. The status, the content type and even the case of the keys are not reliable
 * (recorded: XML for a caller that asked for JSON, lower-case keys from the gateway, a fault inside a 200).
 *
 * @returns undefined when the body holds no fault.
 */
export function findFault(body: Buffer): Fault | undefined {
  const opening = openingOf(body);
  // A body may hold megabytes of records. Only a short body can be a fault; a long one is parsed once, elsewhere.
  if (opening.startsWith("{")) return body.length > FAULT_BYTES_MAX ? undefined : faultInJson(body.toString());
  if (opening.startsWith("<")) return faultInXml(body.toString());
  return undefined;
}

const OPENING_BYTES = 32;

/** The first characters of a body, without the blanks before them. They show what it is. */
export function openingOf(body: Buffer): string {
  let at = 0;
  while (at < body.length && (body[at] as number) <= 32) at++;
  return body.toString("latin1", at, at + OPENING_BYTES);
}

const jsonFault = z.object({
  fault: z.object({
    type: z.string().catch(""),
    error: z
      .array(
        z.object({
          message: z.string().catch(""),
          detail: z.string().catch(""),
          code: z.union([z.string(), z.number()]).transform(String).catch(""),
        }),
      )
      .min(1),
  }),
});

function faultInJson(text: string): Fault | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  return faultIn(parsed);
}

/** Finds the fault in JSON that is parsed already, such as one item of a batch. */
export function faultIn(json: unknown): Fault | undefined {
  const found = jsonFault.safeParse(lowerCaseKeys(json));
  const first = found.success ? found.data.fault.error[0] : undefined;
  if (!found.success || first === undefined) return undefined;
  return fault(first.code, found.data.fault.type, first.message, first.detail);
}

function lowerCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCaseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerCaseKeys(inner)]));
}

/**
 * Uses patterns and not an XML parser: recorded answers of this kind were cut off in the middle. A parser refuses such a
 * text, a pattern still finds the four fields that are needed.
 */
function faultInXml(text: string): Fault | undefined {
  if (!/<Fault\b/i.test(text)) return undefined;
  return fault(
    /<Error\b[^>]*\bcode="([^"]*)"/i.exec(text)?.[1] ?? "",
    /<Fault\b[^>]*\btype="([^"]*)"/i.exec(text)?.[1] ?? "",
    /<Message>([\s\S]*?)<\/Message>/i.exec(text)?.[1] ?? "",
    /<Detail>([\s\S]*?)<\/Detail>/i.exec(text)?.[1] ?? "",
  );
}

function fault(code: string, type: string, message: string, detail: string): Fault {
  // `code` is bare, but the same code inside the message is zero-padded: `3200` and `errorCode=003200`.
  const number = code || /errorCode=(\d+)/.exec(message)?.[1] || "";
  return { code: number.replace(/^0+(?=\d)/, ""), type, message, detail };
}
