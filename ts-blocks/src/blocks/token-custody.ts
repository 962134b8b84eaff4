import type { Bridge } from "../bridge/bridge";
import type { AccessMessage } from "../bridge/messages";
import { millisOf, parseSourceStamp, utcInstant } from "../job/instants";
import type { AccessToken, TokenCustody } from "../qbo/access";
import { usableToken } from "./secrets";

/** The connection's tokens in Mage Secrets. The block that started this program reads and writes them for it. */
export function custodyOver(bridge: Pick<Bridge, "leaseToken" | "storeToken" | "releaseToken">): TokenCustody {
  return {
    lease: async () => {
      const { refreshToken, access } = await bridge.leaseToken();
      return { refreshToken: usableToken(refreshToken), access: access === undefined ? undefined : received(access) };
    },
    store: (refreshToken, access) => bridge.storeToken(refreshToken, sent(access)),
    release: async (outcome) => {
      if (outcome === undefined) return bridge.releaseToken();
      if (outcome === "refused") return bridge.releaseToken(false);
      bridge.releaseToken(true, sent(outcome));
    },
  };
}

function sent({ value, issuedAtMs, endsAtMs }: AccessToken): AccessMessage {
  return { token: value, issued_at_utc: utcInstant(issuedAtMs), ends_at_utc: utcInstant(endsAtMs) };
}

function received({ token, issued_at_utc, ends_at_utc }: AccessMessage): AccessToken | undefined {
  const [issuedAt, endsAt] = [parseSourceStamp(issued_at_utc), parseSourceStamp(ends_at_utc)];
  if (issuedAt === undefined || endsAt === undefined) return undefined;
  return { value: token, issuedAtMs: millisOf(issuedAt), endsAtMs: millisOf(endsAt) };
}
