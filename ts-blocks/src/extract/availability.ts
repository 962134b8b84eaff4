import { BackfillError } from "../errors";
import { readCompanyName } from "../qbo/answer";
import type { QboClient } from "../qbo/client";

/** Why a company does not have an entity, as QuickBooks says it. */
export interface Absence {
  /** Intuit's code, or `403` where the status alone says it. */
  readonly code: string;
  readonly text: string;
}

/** 5020: no permission for the feature; 5030: the feature is not supported (Intuit, error codes). */
const OF_THE_FEATURE = new Set(["5020", "5030"]);
/** Codes that mean other things as well: only with these words is it the entity that is unknown. */
const UNKNOWN_ENTITY: Readonly<Record<string, RegExp>> = {
  "4001": /invalid context declaration/i,
  "500": /unsupported operation|is not supported/i,
};

/**
 * What an error says about the entity that was asked for: that the company does not have it, by its plan, its settings or its
 * country. Undefined where it says anything else. A refusal that may be meant for the whole company (HTTP 403) is the
 * entity's own where the company itself is answered.
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

/** What QuickBooks said, without our sentence around it: `HTTP 400, fault 5020: Permission Denied`. */
function reasonIn(message: string): string {
  return /\((HTTP .*)\)/.exec(message)?.[1] ?? message;
}
