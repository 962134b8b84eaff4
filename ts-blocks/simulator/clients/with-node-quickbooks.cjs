/**
 * Runs two published clients against the simulator: intuit-oauth and node-quickbooks from npm. What the clients can
 * do with the real service must work here, too. Each step is a line on standard output, `ok` or `FAIL`.
 *
 *   NODE_PATH=DIR/node_modules node ts-blocks/simulator/clients/with-node-quickbooks.cjs CONTROL_URL
 *
 * The script changes the company and revokes the connection, so it needs its own simulator.
 */
const { inspect } = require("node:util");
const OAuthClient = require("intuit-oauth");
const QuickBooks = require("node-quickbooks");

const LISTS = ["Accounts", "Vendors", "Terms", "TaxCodes", "TaxRates", "TaxAgencies", "PaymentMethods"];
const TRANSACTIONS = ["Bills", "Payments", "Estimates", "CreditMemos", "JournalEntries"];
const AN_HOUR_MS = 3_600_000;

function check(what, holds) {
  process.stdout.write(`${holds ? "ok  " : "FAIL"} ${what}\n`);
  if (!holds) process.exitCode = 1;
}

/** The client must fail, and its error must hold the words of the service. */
async function refused(what, work, words) {
  const error = await work().then(
    () => undefined,
    (thrown) => thrown,
  );
  check(what, inspect(error, { depth: 8 }).includes(words));
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
  check("intuit-oauth: consent", oauth.isAccessTokenValid() && oauth.getToken().realmId === realmId);
  const { refresh_token: replaced } = oauth.getToken();
  await oauth.refresh();
  check("intuit-oauth: refresh", oauth.isAccessTokenValid() && oauth.getToken().refresh_token !== replaced);
  await refused("intuit-oauth: error of a dead token", () => oauth.refreshUsingToken(replaced), "invalid_grant");
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
  const ids = new Set(customers.QueryResponse.Customer.map(({ Id }) => Id));
  check("node-quickbooks: list with paging", ids.size > 7 && ids.size === customers.QueryResponse.Customer.length);
  check("node-quickbooks: count", counted.QueryResponse.totalCount === ids.size);
  const invoices = await ask(qbo, "findInvoices", [
    { field: "MetaData.LastUpdatedTime", value: `${listening.company.history.from}T00:00:00Z`, operator: ">=" },
    { field: "asc", value: "MetaData.LastUpdatedTime" },
  ]);
  const [invoice] = invoices.QueryResponse.Invoice;
  const read = await ask(qbo, "getInvoice", invoice.Id);
  check("node-quickbooks: read by id", read.DocNumber === invoice.DocNumber);
  for (const name of [...LISTS, ...TRANSACTIONS]) {
    const [rows] = Object.values((await ask(qbo, `find${name}`, {})).QueryResponse);
    check(`node-quickbooks: find${name}`, rows.length > 0);
  }
  const made = await ask(qbo, "createCustomer", { DisplayName: "Made by node-quickbooks" });
  const changed = await ask(qbo, "updateCustomer", { ...made, Notes: "changed" });
  check("node-quickbooks: create and update", changed.SyncToken === "1");
  await ask(qbo, "deleteInvoice", invoice.Id);
  const changes = await ask(
    qbo,
    "changeDataCapture",
    ["Customer", "Invoice", "Item"],
    new Date(Date.now() - AN_HOUR_MS),
  );
  const captured = JSON.stringify(changes);
  check("node-quickbooks: CDC", captured.includes('"status":"Deleted"') && captured.includes(made.DisplayName));
  const batch = await ask(qbo, "batch", [
    { bId: "1", Query: "select * from Item maxresults 2" },
    { bId: "2", operation: "create", Vendor: { DisplayName: "Made in a batch" } },
  ]);
  const [listed, created] = batch.BatchItemResponse;
  check("node-quickbooks: batch", listed.QueryResponse.Item.length === 2 && created.Vendor.Id !== undefined);
  const company = await ask(qbo, "getCompanyInfo", realmId);
  check("node-quickbooks: company info", company.CompanyName === listening.company.name);
  const nonsense = [{ field: "Nonsense", value: "1" }];
  await refused(
    "node-quickbooks: error of an unknown property",
    () => ask(qbo, "findInvoices", nonsense),
    "Property Nonsense not found for Entity Invoice",
  );
  const pair = await ask(qbo, "refreshAccessToken");
  check("node-quickbooks: refresh", pair.refresh_token !== token.refresh_token);
  await ask(qbo, "revokeAccess", true);
  await refused("node-quickbooks: error after revoke", () => ask(qbo, "findItems", {}), "AuthenticationFailed");
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
