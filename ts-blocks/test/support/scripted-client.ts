import { AccessTokens } from "../../src/qbo/access";
import type { CallStart, Gate } from "../../src/qbo/call";
import { QboClient } from "../../src/qbo/client";
import type { Reply } from "../../src/qbo/reply";
import { FakeClock, openGate, scripted, signedIn, Vault } from "./scripted";

export const REALM = "4620816365000000000";

/** The first reply of most scripts: the client signs in. */
export const signIn = signedIn("access-1", "refresh-2");

/** A client over a script of replies, including those of the token endpoint. */
export function scriptedClient(...replies: Reply[]) {
  const trace: string[] = [];
  const calls: string[] = [];
  const waits: string[] = [];
  const entered: CallStart[] = [];
  const clock = new FakeClock();
  const { transport, requests } = scripted(replies, trace);
  const oauth = { clientId: "client-1", clientSecret: "secret-1", tokenUrl: "https://oauth.example/token" };
  const events = { onCall: () => {}, onToken: () => {} };
  const vault = new Vault(["refresh-1"], trace);
  const tokens = new AccessTokens(oauth, vault, transport, clock, events);
  const clientBehind = (gate: Gate, send = transport) =>
    new QboClient({
      apiBaseUrl: "https://qbo.example",
      realmId: REALM,
      tokens: send === transport ? tokens : new AccessTokens(oauth, vault, send, clock, events),
      transport: send,
      gate,
      clock,
      onCall: (kind, ok) => calls.push(`${kind} ${ok ? "answered" : "failed"}`),
      onWait: (reason, delayMs) => waits.push(`${delayMs} ${reason}`),
    });
  const open = openGate(clock);
  const client = clientBehind({
    ...open,
    enter: (call) => {
      entered.push({ kind: call.kind, monthCalls: call.monthCalls });
      return open.enter(call);
    },
  });
  return { client, clientBehind, vault, clock, requests, trace, calls, waits, entered };
}
