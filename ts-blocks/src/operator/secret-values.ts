import type { SecretName } from "../bridge/messages";

/** What can be seen to be wrong with a value before it is stored, as a sentence without it. */
export function problemWith(name: SecretName, value: string): string | undefined {
  if (value !== value.trim()) return `${name} begins or ends with a blank`;
  if (name === "QBO_ENV" && value !== "sandbox" && value !== "production") return "QBO_ENV is sandbox or production";
  if (name === "QBO_REALM_ID" && !/^\d{5,20}$/.test(value)) return "QBO_REALM_ID is a number of up to 19 digits";
  if (name === "POSTGRES_PORT" && !(/^\d{1,5}$/.test(value) && Number(value) <= 65_535 && Number(value) > 0)) {
    return "POSTGRES_PORT is a port number";
  }
  return undefined;
}
