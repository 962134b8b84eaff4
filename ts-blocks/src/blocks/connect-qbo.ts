import { AccessTokens } from "../qbo/access";
import type { QboAddresses } from "../qbo/addresses";
import type { Gate } from "../qbo/call";
import { QboClient } from "../qbo/client";
import { axiosTransport } from "../qbo/transport";
import type { UsageMeter } from "../warehouse/limits/usage";
import type { BlockContext } from "./run-block";
import type { QboSecrets } from "./secrets";
import type { TokenClock } from "./token-clock";
import { custodyOver } from "./token-custody";

/** Makes a client whose calls are counted by a meter; all clients of a connection share its tokens and its gate. */
export type ClientFor = (meter: UsageMeter) => QboClient;

/**
 * A connection to the company that the secrets name; its refresh token is held under Mage's lease only.
 *
 * @param usage counts the sign-ins.
 */
export function connectQbo(
  { bridge, clock }: BlockContext,
  secrets: QboSecrets,
  addresses: QboAddresses,
  usage: UsageMeter,
  gate: Gate,
  events: {
    readonly onWait: (reason: string, delayMs: number, throttled: boolean) => void;
    readonly tokenClock: TokenClock;
  },
): ClientFor {
  const transport = axiosTransport(() => clock.now());
  const oauth = { clientId: secrets.clientId, clientSecret: secrets.clientSecret, tokenUrl: addresses.oauthTokenUrl };
  const tokens = new AccessTokens(oauth, custodyOver(bridge), transport, clock, {
    onCall: (ok) => usage.count("token", ok),
    onToken: (accessToken) => bridge.hide(accessToken),
    onSignIn: (signIn) => events.tokenClock.signedIn(signIn),
    onShared: () => events.tokenClock.shared(),
    onWait: (reason, delayMs) => events.onWait(reason, delayMs, false),
  });
  return (meter) =>
    new QboClient({
      apiBaseUrl: addresses.apiBaseUrl,
      realmId: secrets.realmId,
      tokens,
      transport,
      gate,
      clock,
      onCall: (kind, ok, took) => meter.count(kind, ok, took),
      onWait: events.onWait,
    });
}
