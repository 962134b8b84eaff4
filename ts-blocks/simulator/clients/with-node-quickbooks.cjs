/**
 * Puts two clients that other people wrote to the simulator: intuit-oauth and node-quickbooks from npm. What they can
 * do with the real service they must be able to do here. The project does not depend on them; install them anywhere:
 *
 *   npm install --prefix DIR intuit-oauth@4.2.5 node-quickbooks@2.0.50
 *   NODE_PATH=DIR/node_modules node ts-blocks/simulator/clients/with-node-quickbooks.cjs CONTROL_URL
 *
 * It changes the company and revokes the connection: give it a simulator of its own.
 */
const OAuthClient = require("intuit-oauth");
const QuickBooks = require("node-quickbooks");

const LISTS = ["Accounts", "Vendors", "Terms", "TaxCodes", "TaxRates", "TaxAgencies", "PaymentMethods"];
const TRANSACTIONS = ["Bills", "Payments", "Estimates", "CreditMemos", "JournalEntries"];
const AN_HOUR_MS = 3_600_000;

function check(what, holds) {
  process.stdout.write(`${holds ? "ok  " : "FAIL"} ${what}\n`);
  if (!holds) process.exitCode = 1;
}

async function refused(what, work) {
  try {
    await work();
    check(what, false);
  } catch {
    check(what, true);
  }
}

/** Presses the button of the consent page, as a person does. */
async function consent(listening, address) {
  const page = await (await fetch(address)).text();
  const form = new URLSearchParams({ decision: "connect" });
  for (const [, name, value] of page.matchAll(/<input type="(?:hidden|radio)" name="([^"]*)" value="([^"]*)"/g)) {
    form.set(name, value.replaceAll("&amp;", "&"));
  }
  const answer = await fetch(`${listening.url}/connect/oauth2/decision`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return answer.headers.get("location");
}

async function connect(listening) {
  const { clientId, clientSecret, realmId } = listening.credentials;
  const redirectUri = "http://127.0.0.1:9/callback";
  const oauth = new OAuthClient({ clientId, clientSecret, environment: "sandbox", redirectUri });
  oauth.setAuthorizeURLs({
    authorizeEndpoint: listening.oauthAuthorizeUrl,
    tokenEndpoint: listening.oauthTokenUrl,
    revokeEndpoint: listening.oauthRevokeUrl,
    userInfoEndpoint: `${listening.url}/v1/openid_connect/userinfo`,
  });
  await oauth.createToken(
    await consent(listening, oauth.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: "s" })),
  );
  check("a person's consent becomes a token", oauth.isAccessTokenValid() && oauth.getToken().realmId === realmId);
  await oauth.refresh();
  check("a refresh answers a new pair", oauth.isAccessTokenValid());
  await refused("nonsense is no refresh token", () => oauth.refreshUsingToken("nonsense"));
  return oauth.getToken();
}

function ask(qbo, method, ...args) {
  return new Promise((resolve, reject) => {
    qbo[method](...args, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

async function main(controlUrl) {
  const listening = await (await fetch(`${controlUrl}/`)).json();
  const { clientId, clientSecret, realmId } = listening.credentials;
  const token = await connect(listening);
  QuickBooks.V3_ENDPOINT_BASE_URL = `${listening.apiBaseUrl}/v3/company/`;
  QuickBooks.TOKEN_URL = listening.oauthTokenUrl;
  QuickBooks.REVOKE_URL = listening.oauthRevokeUrl;
  const qbo = new QuickBooks(
    clientId,
    clientSecret,
    token.access_token,
    false,
    realmId,
    true,
    false,
    null,
    "2.0",
    token.refresh_token,
  );

  const customers = await ask(qbo, "findCustomers", { fetchAll: true, limit: 7 });
  const counted = await ask(qbo, "findCustomers", { count: true });
  check(
    "all customers, seven at a time, are as many as are counted",
    customers.QueryResponse.Customer.length === counted.QueryResponse.totalCount,
  );
  const invoices = await ask(qbo, "findInvoices", [
    { field: "MetaData.LastUpdatedTime", value: `${listening.company.history.from}T00:00:00Z`, operator: ">=" },
    { field: "asc", value: "MetaData.LastUpdatedTime" },
  ]);
  const [invoice] = invoices.QueryResponse.Invoice;
  check(
    "an invoice found is an invoice read",
    (await ask(qbo, "getInvoice", invoice.Id)).DocNumber === invoice.DocNumber,
  );
  for (const name of [...LISTS, ...TRANSACTIONS]) {
    const [rows] = Object.values((await ask(qbo, `find${name}`, {})).QueryResponse);
    check(`there are ${name}`, rows.length > 0);
  }
  const made = await ask(qbo, "createCustomer", { DisplayName: "Made by node-quickbooks" });
  check(
    "an update raises the version",
    (await ask(qbo, "updateCustomer", { ...made, Notes: "changed" })).SyncToken === "1",
  );
  await ask(qbo, "deleteInvoice", invoice.Id);
  const changes = await ask(
    qbo,
    "changeDataCapture",
    ["Customer", "Invoice", "Item"],
    new Date(Date.now() - AN_HOUR_MS),
  );
  check("a deletion is captured", JSON.stringify(changes).includes('"status":"Deleted"'));
  const batch = await ask(qbo, "batch", [
    { bId: "1", Query: "select * from Item maxresults 2" },
    { bId: "2", operation: "create", Vendor: { DisplayName: "Made in a batch" } },
  ]);
  check("a batch answers each of its items", batch.BatchItemResponse.length === 2);
  check(
    "the company says its name",
    (await ask(qbo, "getCompanyInfo", realmId)).CompanyName === listening.company.name,
  );
  await refused("an unknown property is refused", () => ask(qbo, "findInvoices", [{ field: "Nonsense", value: "1" }]));
  await ask(qbo, "refreshAccessToken");
  await ask(qbo, "revokeAccess", true);
  await refused("a revoked connection is over", () => ask(qbo, "findItems", {}));
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
