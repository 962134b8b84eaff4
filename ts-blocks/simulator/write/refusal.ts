import type { FaultText } from "../http/envelope";

/** A write or a read of one record that is turned down; becomes a Fault. */
export class Refusal extends Error {
  constructor(readonly fault: FaultText) {
    super(fault.detail);
  }
}

export const refusals = {
  notFound: () =>
    new Refusal({
      message: "Object Not Found",
      detail:
        "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
      code: "610",
      element: "",
    }),
  invalidId: (id: string) =>
    new Refusal({
      message: "Invalid ID",
      detail: `Id should be a valid number. Supplied value:${id}`,
      code: "2030",
      element: "Id",
    }),
  stale: () =>
    new Refusal({
      message: "Stale Object Error",
      detail:
        "Stale Object Error : You and somebody else were working on this at the same time. The other finished before you did, so your work was not saved.",
      code: "5010",
      element: "",
    }),
  duplicateName: () =>
    new Refusal({
      message: "Duplicate Name Exists Error",
      detail: "The name supplied already exists. : null",
      code: "6240",
    }),
  missing: (member: string) =>
    new Refusal({
      message: "Required param missing, need to supply the required value for the API",
      detail: `Required parameter ${member} is missing in the request`,
      code: "2020",
      element: member,
    }),
  unknownMember: (member: string, entity: string, known: readonly string[]) =>
    new Refusal({
      message: "Request has invalid or unsupported property",
      detail: `Property Name:Unrecognized field "${member}" (class com.intuit.schema.finance.v3.${entity}), not marked as ignorable (${known.length} known properties: ${known.map((name) => `"${name}"`).join(", ")} [truncated]])\n specified is unsupported or invalid`,
      code: "2010",
    }),
  unsupported: (what: string) =>
    new Refusal({ message: "Unsupported Operation", detail: `Operation ${what} is not supported.`, code: "500" }),
} as const;
