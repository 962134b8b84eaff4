import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { CodeBook } from "./endpoint";

/** An authorization code works once, within five minutes. */
const CODE_MS = 5 * 60_000;

interface Code {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly endsAt: number;
}

export class AuthorizationCodes implements CodeBook {
  readonly #codes = new Map<string, Code>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(redirectUri: string, challenge: string | undefined): string {
    const code = `XAB1${randomBytes(34).toString("base64url")}`.slice(0, 50);
    this.#codes.set(code, { redirectUri, challenge, endsAt: this.#clock.now() + CODE_MS });
    return code;
  }

  redeem(code: string, redirectUri: string, verifier: string | undefined): boolean {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined || known.redirectUri !== redirectUri || this.#clock.now() >= known.endsAt) return false;
    if (known.challenge === undefined) return true;
    return (
      createHash("sha256")
        .update(verifier ?? "")
        .digest("base64url") === known.challenge
    );
  }
}
