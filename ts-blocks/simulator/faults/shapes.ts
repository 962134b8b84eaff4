import { type FaultText, faultReply } from "../http/envelope";
import type { Reply } from "../http/reply";
import type { Moment } from "../stamps";
import {
  bareGatewayFault,
  forbidden,
  gatewayMessage,
  gatewayPage,
  notFoundPage,
  THROTTLED,
  throttled,
  unauthorized,
  xmlFault,
} from "./gateway";

/** Faults that let the request take effect and then break its answer. */
const SPOILS = {
  "truncated-body": "truncated",
  "connection-reset": "reset",
  timeout: "never",
  "answer-lost": "reset",
  "endless-body": "endless",
  "gzip-bomb": "gzip-bomb",
} as const;

const APPLICATION_ERROR = "An application error has occurred while processing your request";
const INACTIVE =
  "System Failure Error: Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";
const NO_RESOURCE = "System Failure Error: Could not find resource for relative : some more info here";
const UNREADABLE_RECORD = {
  message: "Error processing query",
  detail: "QueryProcessingError: To email address entered is invalid",
  code: "4002",
} as const;

const systemFault = (detail: string): FaultText => ({
  message: APPLICATION_ERROR,
  detail,
  code: "10000",
  type: "SystemFault",
});

/** Faults in the shape they were recorded in, whatever the caller's Accept says (docs/en/quickbooks.md, "Errors"). */
const SHAPES = {
  "throttled-429-xml": throttled,
  "throttled-429-json": () => bareGatewayFault(429, "ThrottleExceeded", "3001", THROTTLED),
  "throttled-403-xml": (at) => ({
    status: 403,
    type: "xml",
    body: xmlFault(at, "SERVICE", "3001", gatewayMessage("ThrottleExceeded", "3001", 403), THROTTLED),
  }),
  "unauthorized-401-lowercase": (at) => unauthorized("Token expired: REDACTED", at),
  "unauthorized-401-xml": (at) => ({
    status: 401,
    type: "xml",
    body: xmlFault(at, "AUTHENTICATION", "3200", gatewayMessage("ApplicationAuthenticationFailed", "3200", 401)),
  }),
  "forbidden-403-3100": forbidden,
  // No recording shows these two; they take the shape of 3100.
  "authorization-120": () => bareGatewayFault(401, "AuthorizationFailure", "120"),
  "permission-5020": () => bareGatewayFault(403, "PermissionDenied", "5020"),
  "outage-500-3100": () => bareGatewayFault(500, "InternalServerError", "3100"),
  "gateway-502-html": () => gatewayPage(502, "Bad Gateway"),
  "gateway-503-html": () => gatewayPage(503, "Service Temporarily Unavailable"),
  "gateway-504-xml": (at) => ({
    status: 504,
    type: "xml",
    body: xmlFault(at, "SERVICE", "6002", gatewayMessage("GatewayTimeout", "6002", 504)),
  }),
  "parse-error-4000": (at) => {
    const detail = 'QueryParserError: Encountered " <IDENTIFIER> "TxnDate "" at line 1, column 29.';
    return faultReply(400, { message: "Error parsing query", detail, code: "4000" }, at);
  },
  "bad-query-4001": (at) => {
    const detail = "QueryValidationError: invalid context declaration: Custmoer";
    return faultReply(400, { message: "Invalid query", detail, code: "4001" }, at);
  },
  "fault-inside-200": (at) => ({
    ...faultReply(200, systemFault("System Failure Error: null"), at),
    type: "json",
  }),
  "system-10000": (at) => faultReply(500, systemFault(NO_RESOURCE), at),
  "system-10000-xml": (at) => systemFaultXml(at, INACTIVE),
  "system-failure-500-xml": (at) => systemFaultXml(at, NO_RESOURCE),
  "poison-4002": (at) => faultReply(400, UNREADABLE_RECORD, at),
  "poison-4002-service": (at) => faultReply(400, { ...UNREADABLE_RECORD, type: "Service" }, at),
  "poison-10000": (at) => faultReply(400, systemFault(INACTIVE), at),
  "duplicate-name-6240-xml": (at) => {
    const detail =
      "The name supplied already exists. : Another $$customer$$ is already using this name. Please use a different name.";
    const body = xmlFault(at, "ValidationFault", "6240", "Duplicate Name Exists Error", detail);
    return { status: 400, type: "xml", body };
  },
  "not-found-404": () => notFoundPage("/v3/company/0/nothing"),
  "company-status-6190": (at) => {
    const detail = "Subscription period has ended or canceled or there was a billing problem";
    return faultReply(400, { message: "Invalid Company Status", detail, code: "6190" }, at);
  },
  "invalid-grant-token-invalid": () => invalidGrant("Token invalid"),
  "invalid-grant-incorrect-token": () => invalidGrant("Incorrect or invalid refresh token"),
  // Answers with status 200 that hold no usable data. No recording has the first two, but a reader must handle them
  // too.
  "empty-object-200": () => success("{}"),
  "empty-page": (at) => success(`{"QueryResponse":{},"time":"${at.text}"}`),
  "lowercase-fault-200": (at) => ({ ...unauthorized("Token expired: REDACTED", at), status: 200, headers: {} }),
  "unsupported-500-in-200": (at) => ({
    ...faultReply(
      200,
      { message: "Unsupported Operation", detail: `Operation ${NO_RESOURCE} is not supported.`, code: "500" },
      at,
    ),
    type: "json",
  }),
  "authorization-120-in-200": () => ({ ...bareGatewayFault(401, "AuthorizationFailure", "120"), status: 200 }),
  "outage-3100-in-200": () => ({ ...bareGatewayFault(500, "InternalServerError", "3100"), status: 200 }),
  "malformed-json": () => success('{"QueryResponse":{"Invoice":[{"Id":"1","DocNumber":"10'),
  "empty-body": () => success(""),
} as const satisfies Readonly<Record<string, (at: Moment) => Reply>>;

type Spoil = keyof typeof SPOILS;
export type FaultName = keyof typeof SHAPES | Spoil;

export const FAULT_NAMES = [...Object.keys(SHAPES), ...Object.keys(SPOILS)] as FaultName[];

/** How a fault breaks a normal answer on its way; undefined without a fault, or when the fault has its own answer. */
export function spoils(name: FaultName | undefined): Reply["wire"] {
  return name !== undefined && isSpoil(name) ? SPOILS[name] : undefined;
}

export function faultShape(name: FaultName, at: Moment): Reply {
  if (isSpoil(name)) throw new TypeError(`${name} has no answer of its own`);
  return SHAPES[name](at);
}

function isSpoil(name: FaultName): name is Spoil {
  return name in SPOILS;
}

function systemFaultXml(at: Moment, detail: string): Reply {
  return { status: 500, type: "xml", body: xmlFault(at, "SystemFault", "10000", APPLICATION_ERROR, detail) };
}

function invalidGrant(description: string): Reply {
  return { status: 400, type: "json", body: `{"error_description":"${description}","error":"invalid_grant"}` };
}

function success(body: string): Reply {
  return { status: 200, type: "json", body };
}
