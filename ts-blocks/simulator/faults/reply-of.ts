import type { Reply } from "../http/reply";
import { memberOf } from "../json-text";
import type { Moment } from "../stamps";
import type { CheckedRule } from "./rules";
import { faultShape, spoils } from "./shapes";

/** The answer of a rule that has a fault. */
export function replyOf(rule: CheckedRule, at: Moment): Reply {
  if (rule.fault === undefined) throw new TypeError("the rule has no fault");
  const reply = faultShape(rule.fault, at);
  const { retryAfterSeconds } = rule;
  if (retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "Retry-After": String(retryAfterSeconds) } };
}

/** The Fault that an item of a batch can carry; undefined for a fault that answers the whole batch. */
export function itemFault(rule: CheckedRule, at: Moment): string | undefined {
  if (rule.fault === undefined || spoils(rule.fault) !== undefined) return undefined;
  const { status, type, body } = faultShape(rule.fault, at);
  const isJson = type === "json" || type === "json-bare";
  return isJson && (status === 400 || status === 200) ? memberOf(body.toString(), "Fault") : undefined;
}
