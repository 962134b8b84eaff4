import type { Listening } from "../options";

const NAMED = ["Customer", "Item", "Invoice"];

/** The announcement for a terminal. */
export function announcement(listening: Listening): string {
  const { company, credentials, records } = listening;
  const counts = NAMED.map((entity) => `${records[entity] ?? 0} ${entity}`);
  const others = Object.entries(records).filter(([entity]) => !NAMED.includes(entity));
  const sum = others.reduce((total, [, count]) => total + count, 0);
  return `${company.name}, ${company.history.from} to ${company.history.to}: ${counts.join(", ")}, and ${sum} records of ${others.length} other entities
  API            ${listening.apiBaseUrl}
  token endpoint ${listening.oauthTokenUrl}
  control        ${listening.controlUrl}
  client id      ${credentials.clientId}
  client secret  ${credentials.clientSecret}
  refresh token  ${credentials.refreshToken}
  realm id       ${credentials.realmId}
Ctrl-C ends it.
`;
}
