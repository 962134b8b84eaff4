import type { Listening } from "../options";

/** What a person at a terminal is told. */
export function announcement(listening: Listening): string {
  const { company, credentials, records } = listening;
  const counts = Object.entries(records).map(([entity, count]) => `${count} ${entity}`);
  return `${company.name}, ${company.history.from} to ${company.history.to}: ${counts.join(", ")}
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
