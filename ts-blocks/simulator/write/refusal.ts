import type { FaultText } from "../http/envelope";

/** A refused write or read of one record; becomes a Fault. */
export class Refusal extends Error {
  constructor(
    readonly fault: FaultText,
    readonly status = 400,
  ) {
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
  /** The product of the company is not entitled to the feature. */
  denied: (status: 400 | 403) =>
    new Refusal(
      {
        message: "Permission Denied Error",
        detail: "Permission Denied Error : You don't have permissions to access this feature.",
        code: "5020",
        type: status === 403 ? "AuthorizationFault" : "ValidationFault",
      },
      status,
    ),
  featureIsOff: () =>
    new Refusal({
      message: "Feature Not Supported Error",
      detail: "Feature Not Supported Error : The requested feature isn't supported.",
      code: "5030",
    }),
  unknownContext: (entity: string) =>
    new Refusal({
      message: "Invalid query",
      detail: `QueryValidationError: invalid context declaration: ${entity}`,
      code: "4001",
    }),
  batchTooLarge: (max: number) =>
    new Refusal({
      message: "Batch size exceeds allowed limit",
      detail: `The batch size for the batch request or BatchItemRequest is too big. The batch limit size is ${max}.`,
      code: "1040",
    }),
  unsupported: (what: string) =>
    new Refusal({ message: "Unsupported Operation", detail: `Operation ${what} is not supported.`, code: "500" }),
} as const;
