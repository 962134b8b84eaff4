import { strangeCharacter } from "../job/strange-characters";
import type { SecretName } from "./messages";

const MODES = ["disable", "prefer", "require", "verify-ca", "verify-full"];

/** What each value must be, apart from being in one piece. The sentence does not hold the value. */
const SHAPES: Partial<Record<SecretName, readonly [is: (value: string) => boolean, what: string]>> = {
  QBO_ENV: [
    (value) => value === "sandbox" || value === "production",
    "must be sandbox or production, in small letters",
  ],
  QBO_REALM_ID: [(value) => /^\d{5,20}$/.test(value), "must be a number of up to 19 digits"],
  POSTGRES_PORT: [
    (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535 && Number(value) > 0,
    "must be a port number",
  ],
  POSTGRES_SSLMODE: [(value) => MODES.includes(value), `must be one of ${MODES.join(", ")}`],
};

/** Names of a database and a user may hold blanks and letters of any script; PEM text holds line ends. */
const FREE: ReadonlySet<SecretName> = new Set(["POSTGRES_DB", "POSTGRES_USER"]);
const FROM_INTUIT: ReadonlySet<SecretName> = new Set(["QBO_CLIENT_ID", "QBO_CLIENT_SECRET", "QBO_REFRESH_TOKEN"]);
/** What remains of JSON, of a list, of a template or of a hidden value. Intuit's keys and tokens have had none of these. */
const REMAINS = /[,;"'`{}<>\\]|^[$%]|^\*+$/;
const FILES: ReadonlySet<SecretName> = new Set(["POSTGRES_SSLROOTCERT", "POSTGRES_SSLCERT", "POSTGRES_SSLKEY"]);

/**
 * Says what is visibly wrong with a value, in a sentence that does not hold the value. People paste values with a line end, a
 * blank or quotes around them.
 */
export function problemWith(name: SecretName, value: string): string | undefined {
  if (FILES.has(name)) return undefined;
  if (new RegExp(`^(export\\s+)?${name}\\s*[=:]`).test(value))
    return `${name} begins with its own name: give the value alone`;
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
  if (FREE.has(name)) return addressProblem(value);
  if (value.includes(" ")) return "holds blanks";
  if (FROM_INTUIT.has(name)) return intuitProblem(value);
  return name === "POSTGRES_HOST" ? hostProblem(value) : undefined;
}

function intuitProblem(value: string): string | undefined {
  const found = REMAINS.exec(value)?.[0].charAt(0);
  return found === undefined ? undefined : `holds a character that no value of Intuit has: ${found}`;
}

/** A database and a user are often copied out of an address. */
function addressProblem(value: string): string | undefined {
  if (value.includes("://")) return "is a whole address: give the name alone";
  if (value.startsWith("/")) return "begins with a slash: give the name alone";
  return /\?\w+=/.test(value) ? "holds settings of an address: give the name alone" : undefined;
}

function hostProblem(value: string): string | undefined {
  if (value.includes("://")) return "is a whole address: give the server's name alone";
  if (/^\[.*\]/.test(value)) return "is written in brackets: give the address without them";
  if (/^[^:/]*:\d+$/.test(value)) return "holds a port: that goes into POSTGRES_PORT";
  if (value.includes("@")) return "holds a user: that goes into POSTGRES_USER";
  if (value.includes(",")) return "names several servers: give one";
  if (value.startsWith("/")) return undefined; // the folder of a socket
  return /^([\w.-]+|[\da-f:.]*:[\da-f:.]*:[\da-f:.%\w]*)$/i.test(value) ? undefined : "holds more than a server's name";
}
