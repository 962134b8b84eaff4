import { strangeCharacter } from "../job/strange-characters";
import type { SecretName } from "./messages";

const MODES = ["disable", "prefer", "require", "verify-ca", "verify-full"];

/** What each value must be, apart from being in one piece. The sentence does not hold the value. */
const SHAPES: Partial<Record<SecretName, readonly [is: (value: string) => boolean, what: string]>> = {
  QBO_ENV: [(value) => value === "sandbox" || value === "production", "is sandbox or production, in small letters"],
  QBO_REALM_ID: [(value) => /^\d{5,20}$/.test(value), "is a number of up to 19 digits"],
  POSTGRES_PORT: [
    (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535 && Number(value) > 0,
    "is a port number",
  ],
  POSTGRES_SSLMODE: [(value) => MODES.includes(value), `is one of ${MODES.join(", ")}`],
};

/** Names of a database and a user may hold blanks and letters of any script; PEM text holds line ends. */
const FREE: ReadonlySet<SecretName> = new Set(["POSTGRES_DB", "POSTGRES_USER"]);
const FILES: ReadonlySet<SecretName> = new Set(["POSTGRES_SSLROOTCERT", "POSTGRES_SSLCERT", "POSTGRES_SSLKEY"]);

/**
 * Says what is visibly wrong with a value, in a sentence that does not hold the value. People paste values with a line end, a
 * blank or quotes around them.
 */
export function problemWith(name: SecretName, value: string): string | undefined {
  if (FILES.has(name)) return undefined;
  const found = name === "POSTGRES_PASSWORD" ? lineEnd(value) : (pasted(name, value) ?? SHAPES[name]);
  if (found === undefined) return undefined;
  if (typeof found === "string") return `${name} ${found}`;
  const [is, what] = found;
  return is(value) ? undefined : `${name} ${what}`;
}

/** A password may hold any other character. */
function lineEnd(value: string): string | undefined {
  if (/[\r\n]$/.test(value)) return "ends with a line end";
  return /[\r\n]/.test(value) ? "holds a line end" : undefined;
}

function pasted(name: SecretName, value: string): string | undefined {
  if (/[\r\n]$/.test(value)) return "ends with a line end";
  if (/^[\r\n]/.test(value)) return "begins with a line end";
  if (/^[ \t]|[ \t]$/.test(value)) return "begins or ends with a blank";
  if (/^(["'`]).*\1$/.test(value) || /^[\u2018-\u201f\u00ab].*[\u2018-\u201f\u00bb]$/.test(value)) {
    return "is written in quotes: give it without them";
  }
  const invisible = FREE.has(name) ? /[\p{Cc}\p{Cf}\u00a0\u2028\u2029]/u.test(value) : true;
  const strange = invisible ? strangeCharacter(value) : undefined;
  if (strange !== undefined) return strange;
  if (!FREE.has(name) && value.includes(" ")) return "holds blanks";
  return name === "POSTGRES_HOST" ? hostProblem(value) : undefined;
}

function hostProblem(value: string): string | undefined {
  if (value.includes("://")) return "is a whole address: give the server's name alone";
  if (/^\[.*\]/.test(value)) return "is written in brackets: give the address without them";
  if (/^[^:/]*:\d+$/.test(value)) return "holds a port: that goes into POSTGRES_PORT";
  if (value.includes("@")) return "holds a user: that goes into POSTGRES_USER";
  if (value.includes(",")) return "names several servers: give one";
  return value.includes("/") && !value.startsWith("/") ? "holds more than a server's name" : undefined;
}
