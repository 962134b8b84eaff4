import { BackfillError } from "../errors";
import { readCompanyName } from "../qbo/answer";
import type { QboClient } from "../qbo/client";

/** Why a company does not have an entity, in QuickBooks' words. */
export interface Absence {
  /** Intuit's code, or `403` if only the HTTP status says it. */
  readonly code: string;
  readonly text: string;
}

/** 5020: no permission for the feature; 5030: the feature is not supported (Intuit, error codes). */
const OF_THE_FEATURE = new Set(["5020", "5030"]);
/** Codes that have other meanings too. They mean an unknown entity only together with these words. */
const UNKNOWN_ENTITY: Readonly<Record<string, RegExp>> = {
  "4001": /invalid context declaration/i,
  "500": /unsupported operation|is not supported/i,
};

/**
 * Whether an error says that the company does not have the entity, because of its plan, its settings or its country.
 * Undefined when the error says anything else. HTTP 403 may refuse the whole company; it is taken for a refusal of the entity
 * only if QuickBooks still answers questions about the company itself.
 */
export async function absenceBehind(error: unknown, qbo: QboClient): Promise<Absence | undefined> {
  if (!(error instanceof BackfillError)) return undefined;
  const fault = String(error.ids.fault ?? "");
  const text = reasonIn(error.message);
  if (OF_THE_FEATURE.has(fault)) return { code: fault, text };
  if (UNKNOWN_ENTITY[fault]?.test(text)) return { code: fault, text };
  if (error.code === "QBO_FORBIDDEN" && (await answersForTheCompany(qbo))) return { code: fault || "403", text };
  return undefined;
}

async function answersForTheCompany(qbo: QboClient): Promise<boolean> {
  try {
    await qbo.companyInfo(readCompanyName);
    return true;
  } catch (error) {
    if (error instanceof BackfillError && error.code === "QBO_FORBIDDEN") return false;
    throw error;
  }
}

/** QuickBooks' own words, without the sentence that this program adds: `HTTP 400, fault 5020: Permission Denied`. */
function reasonIn(message: string): string {
  return /\((HTTP .*)\)/.exec(message)?.[1] ?? message;
}
