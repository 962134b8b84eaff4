import type { Property } from "../entities";
import { parseInstant } from "../stamps";
import { type Row, valueAt } from "../store/row";
import type { CheckedCondition } from "./check";
import { invalid } from "./fault";
import type { Literal, Operator } from "./statement";

export interface Reading {
  /** The zone of a date-time literal that names none. */
  readonly zone: string;
  readonly nowMs: number;
}

export type Test = (row: Row) => boolean;
type Value = string | number | boolean | undefined;

/** A condition as a test of rows. Text compares without regard to case; numbers and times by value. */
export function compile(condition: CheckedCondition, reading: Reading): Test {
  const { property, operator, literals } = condition;
  const wanted = literals.map((literal) => read(literal, property, reading));
  if (operator === "LIKE") {
    const pattern = likePattern(String(wanted[0] ?? ""));
    return (row) => pattern.test(String(propertyValue(row, property) ?? ""));
  }
  if (operator === "IN") return (row) => wanted.includes(propertyValue(row, property));
  const [first] = wanted;
  return (row) => compare(propertyValue(row, property), operator, first);
}

function compare(value: Value, operator: Operator, wanted: Value): boolean {
  if (operator === "=") return value === wanted;
  if (operator === "!=") return value !== wanted;
  if (value === undefined || wanted === undefined) return false;
  if (operator === "<") return value < wanted;
  if (operator === ">") return value > wanted;
  return operator === "<=" ? value <= wanted : value >= wanted;
}

export function propertyValue(row: Row, { path, type }: Property): Value {
  if (type === "id") return row.id;
  if (path === "Active") return row.active;
  if (path === "MetaData.LastUpdatedTime") return row.updatedAt === undefined ? undefined : row.updatedAt * 1000;
  if (path === "MetaData.CreateTime") return row.createdAt === undefined ? undefined : row.createdAt * 1000;
  const value = valueAt(row, path);
  if (value === undefined || value === null) return undefined;
  if (type === "number") return Number(value);
  return type === "boolean" ? value === true : String(value).toLowerCase();
}

/** One blank stands for null. */
export function read(literal: Literal, property: Property, reading: Reading): Value {
  const { type, path } = property;
  if (literal.kind === "boolean") {
    if (type !== "boolean") throw invalid(`invalid value for property '${path}'`);
    return literal.value;
  }
  const text = literal.kind === "current-date" ? new Date(reading.nowMs).toISOString().slice(0, 10) : literal.text;
  if (text.trim() === "" && text !== "") return undefined;
  if (type === "time" || type === "date") {
    const instant = parseInstant(text, reading.zone);
    if (instant === undefined) throw invalid(`invalid value '${text}' for property '${path}'`);
    return type === "time" ? instant : text.slice(0, 10);
  }
  if (type === "number") {
    const value = text === "" ? Number.NaN : Number(text);
    if (Number.isNaN(value)) throw invalid(`invalid value '${text}' for property '${path}'`);
    return value;
  }
  if (type === "boolean") return text.toLowerCase() === "true";
  return type === "id" ? text : text.toLowerCase();
}

function likePattern(text: string): RegExp {
  const body = text.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${body.join(".*")}$`, "is");
}
