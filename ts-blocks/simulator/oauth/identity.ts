import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { UnusableInput } from "../unusable-input";

/** The caller's identity: one app, one company, and the refresh token of the consent between them. */
const identitySchema = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  realmId: z.string().min(1),
  refreshToken: z.string().min(1),
  /** When the current value was issued; the daily rotation counts from here. */
  issuedAtMs: z.number(),
  grantedAtMs: z.number(),
  /** Whether the consent was revoked. Only a new consent helps. */
  revoked: z.boolean().default(false),
});
export type Identity = z.infer<typeof identitySchema>;

const letters = (bytes: number): string => randomBytes(bytes).toString("base64url").replaceAll(/[-_]/g, "x");

export function newRefreshToken(): string {
  return `AB1${letters(35)}`.slice(0, 50);
}

/** Real access tokens are long, and their length grows. A short token would hide a column that is too narrow. */
export function newAccessToken(): string {
  return ["eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0", "", letters(16), letters(680), letters(16)].join(".");
}

export function newIdentity(nowMs: number): Identity {
  const digits = BigInt(`0x${randomBytes(8).toString("hex")}`) % 1_000_000_000n;
  return {
    clientId: `AB${letters(48)}`.slice(0, 50),
    clientSecret: letters(40).slice(0, 40),
    // 19 digits, beyond what a double holds.
    realmId: `9341452${String(digits).padStart(12, "0")}`,
    refreshToken: newRefreshToken(),
    issuedAtMs: nowMs,
    grantedAtMs: nowMs,
    revoked: false,
  };
}

export function loadIdentity(file: string, nowMs: number): Identity {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const identity = newIdentity(nowMs);
    saveIdentity(file, identity);
    return identity;
  }
  const identity = readIdentity(file, text);
  // After a restart, a clock that was set forward must not date the token in the future.
  return {
    ...identity,
    issuedAtMs: Math.min(identity.issuedAtMs, nowMs),
    grantedAtMs: Math.min(identity.grantedAtMs, nowMs),
  };
}

function readIdentity(file: string, text: string): Identity {
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UnusableInput(`${file} holds no identity of a simulator`, { cause: error });
  }
}

/** Writes the whole file or nothing, readable by its owner only. */
export function saveIdentity(file: string, identity: Identity): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
