import { z } from "zod";

/** What an app asks a person for, as it stands in the address of the consent page. */
const SCOPE = "com.intuit.quickbooks.accounting";

export const consentSchema = z.object({
  client_id: z.string().min(1),
  response_type: z.literal("code"),
  scope: z.string().refine((scope) => scope.split(" ").includes(SCOPE), `the scope must hold ${SCOPE}`),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().min(1, "a state is required"),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal("S256").optional(),
});

export type ConsentRequest = z.infer<typeof consentSchema>;

export interface Choice {
  readonly realmId: string;
  readonly companyName: string;
}

export function consentPage(request: ConsentRequest, choices: readonly Choice[]): string {
  const hidden = Object.entries(request)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const companies = choices.map(
    ({ realmId, companyName }, index) =>
      `<label><input type="radio" name="realmId" value="${escaped(realmId)}"${index === 0 ? " checked" : ""}> ${escaped(companyName)} <small>${escaped(realmId)}</small></label>`,
  );
  return page(
    "Connect your company",
    `<p>An app asks for your permission to read and change the accounting data of one of your companies.</p>
<form method="post" action="/connect/oauth2/decision">
${hidden.join("\n")}
<fieldset><legend>Company</legend>
${companies.join("\n")}
</fieldset>
<button type="submit" name="decision" value="connect">Connect</button>
<button type="submit" name="decision" value="cancel">Cancel</button>
</form>`,
  );
}

export function refusedPage(problem: string): string {
  return page("Sorry, this app cannot be connected", `<p id="problem">${escaped(problem)}</p>`);
}

/** The address that the browser goes to after the decision. The company's number is sent in this address only. */
export function decidedAddress(request: ConsentRequest, answer: Readonly<Record<string, string>>): string {
  const address = new URL(request.redirect_uri);
  for (const [name, value] of Object.entries({ ...answer, state: request.state }))
    address.searchParams.set(name, value);
  return address.toString();
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}fieldset{margin:1rem 0;border:1px solid #ccc}label{display:block}</style>
</head>
<body>
<p><strong>QuickBooks stand-in</strong></p>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
