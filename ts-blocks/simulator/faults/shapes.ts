import { faultReply } from "../http/envelope";
import type { Reply } from "../http/reply";
import {
  bareGatewayFault,
  forbidden,
  gatewayMessage,
  gatewayPage,
  THROTTLED,
  throttled,
  unauthorized,
  xmlFault,
} from "./gateway";

/** The faults of section 12 in the shape they were recorded in, whatever the caller's Accept says. */
export const FAULT_NAMES = [
  "throttled-429-xml",
  "throttled-429-json",
  "throttled-403-xml",
  "unauthorized-401-lowercase",
  "unauthorized-401-xml",
  "forbidden-403-3100",
  "outage-500-3100",
  "gateway-502-html",
  "gateway-503-html",
  "gateway-504-xml",
  "fault-inside-200",
  "system-10000",
  "system-10000-xml",
  "system-failure-500-xml",
  "poison-4002",
  "poison-4002-service",
  "poison-10000",
  "duplicate-name-6240-xml",
  "not-found-404",
  "company-status-6190",
  "invalid-grant-token-invalid",
  "invalid-grant-incorrect-token",
  "malformed-json",
  "empty-body",
  "truncated-body",
  "connection-reset",
  "timeout",
  "answer-lost",
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** These let the request take effect and then spoil its answer. */
const SPOILS = {
  "truncated-body": "truncated",
  "connection-reset": "reset",
  timeout: "never",
  "answer-lost": "reset",
} as const;

export function spoils(name: FaultName): Reply["wire"] {
  return name in SPOILS ? SPOILS[name as keyof typeof SPOILS] : undefined;
}

const APPLICATION_ERROR = "An application error has occurred while processing your request";
const INACTIVE =
  "System Failure Error: Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

export function faultShape(name: FaultName, timeMs: number): Reply {
  switch (name) {
    case "throttled-429-xml":
      return throttled(timeMs);
    case "throttled-429-json": {
      const error = {
        message: gatewayMessage("ThrottleExceeded", "003001", 429),
        detail: THROTTLED,
        code: "3001",
        element: null,
      };
      return { status: 429, type: "json-bare", body: JSON.stringify({ fault: { error: [error], type: "SERVICE" } }) };
    }
    case "throttled-403-xml":
      return {
        status: 403,
        type: "xml",
        body: xmlFault(timeMs, "SERVICE", "3001", gatewayMessage("ThrottleExceeded", "003001", 403), THROTTLED),
      };
    case "unauthorized-401-lowercase":
      return unauthorized("Token expired: REDACTED", timeMs);
    case "unauthorized-401-xml":
      return {
        status: 401,
        type: "xml",
        body: xmlFault(
          timeMs,
          "AUTHENTICATION",
          "3200",
          gatewayMessage("ApplicationAuthenticationFailed", "003200", 401),
        ),
      };
    case "forbidden-403-3100":
      return forbidden();
    case "outage-500-3100":
      return bareGatewayFault(500, "InternalServerError", "3100");
    case "gateway-502-html":
      return gatewayPage(502, "Bad Gateway");
    case "gateway-503-html":
      return gatewayPage(503, "Service Temporarily Unavailable");
    case "gateway-504-xml":
      return {
        status: 504,
        type: "xml",
        body: xmlFault(timeMs, "SERVICE", "6002", gatewayMessage("GatewayTimeout", "006002", 504)),
      };
    case "fault-inside-200":
      return {
        ...faultReply(
          200,
          { message: APPLICATION_ERROR, detail: "System Failure Error: null", code: "10000", type: "SystemFault" },
          timeMs,
        ),
        type: "json",
      };
    case "system-10000":
      return faultReply(
        500,
        {
          message: APPLICATION_ERROR,
          detail: "System Failure Error: Could not find resource for relative : some more info here",
          code: "10000",
          type: "SystemFault",
        },
        timeMs,
      );
    case "system-10000-xml":
      return { status: 500, type: "xml", body: xmlFault(timeMs, "SystemFault", "10000", APPLICATION_ERROR, INACTIVE) };
    case "system-failure-500-xml":
      return {
        status: 500,
        type: "xml",
        body: xmlFault(
          timeMs,
          "SystemFault",
          "10000",
          APPLICATION_ERROR,
          "System Failure Error: Could not find resource for relative : some more info here",
        ),
      };
    case "duplicate-name-6240-xml":
      return {
        status: 400,
        type: "xml",
        body: xmlFault(
          timeMs,
          "ValidationFault",
          "6240",
          "Duplicate Name Exists Error",
          "The name supplied already exists. : Another $$customer$$ is already using this name. Please use a different name.",
        ),
      };
    case "poison-4002-service":
      return faultReply(
        400,
        {
          message: "Error processing query",
          detail: "QueryProcessingError: To email address entered is invalid",
          code: "4002",
          type: "Service",
        },
        timeMs,
      );
    case "poison-4002":
      return faultReply(
        400,
        {
          message: "Error processing query",
          detail: "QueryProcessingError: To email address entered is invalid",
          code: "4002",
        },
        timeMs,
      );
    case "poison-10000":
      return faultReply(
        400,
        { message: APPLICATION_ERROR, detail: INACTIVE, code: "10000", type: "SystemFault" },
        timeMs,
      );
    case "not-found-404":
      return { status: 404, type: "html", body: gatewayPage(404, "Not Found").body };
    case "company-status-6190":
      return faultReply(
        400,
        {
          message: "Invalid Company Status",
          detail: "Subscription period has ended or canceled or there was a billing problem",
          code: "6190",
        },
        timeMs,
      );
    case "invalid-grant-token-invalid":
      return { status: 400, type: "json", body: '{"error_description":"Token invalid","error":"invalid_grant"}' };
    case "invalid-grant-incorrect-token":
      return {
        status: 400,
        type: "json",
        body: '{"error_description":"Incorrect or invalid refresh token","error":"invalid_grant"}',
      };
    case "malformed-json":
      return { status: 200, type: "json", body: '{"QueryResponse":{"Invoice":[{"Id":"1","DocNumber":"10' };
    case "empty-body":
      return { status: 200, type: "json", body: "" };
    case "truncated-body":
    case "connection-reset":
    case "timeout":
    case "answer-lost":
      return { status: 200, type: "json", body: "", wire: spoils(name) };
  }
}
