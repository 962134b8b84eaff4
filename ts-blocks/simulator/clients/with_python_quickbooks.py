"""Runs two published clients against the simulator: intuit-oauth and python-quickbooks from PyPI.

What the clients can do with the real service must work here, too. Each step is a line on standard output, `ok` or
`FAIL`. The script changes the company and revokes the connection, so it needs its own simulator.

    DIR/bin/pip install --no-deps -r ts-blocks/simulator/clients/requirements.txt
    DIR/bin/python ts-blocks/simulator/clients/with_python_quickbooks.py CONTROL_URL
"""

import os
import re
import sys
from urllib.parse import parse_qs, urlparse

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the simulator speaks plain HTTP, on loopback

import requests
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes
from intuitlib.exceptions import AuthClientError
from quickbooks import QuickBooks, exceptions
from quickbooks.batch import batch_create
from quickbooks.cdc import change_data_capture
from quickbooks.objects import (
    Account, Bill, CreditMemo, Customer, Estimate, Invoice, Item, JournalEntry, Payment, TaxCode, Term, Vendor,
)

PAGE = 10
failures = []


def check(what, holds):
    print("ok  " if holds else "FAIL", what)
    if not holds:
        failures.append(what)


def refused(what, work, *kinds):
    try:
        work()
    except kinds:
        check(what, True)
    else:
        check(what, False)


def consent(listening, auth):
    """Presses the button of the consent page, as a person does."""
    page = requests.get(auth.get_authorization_url([Scopes.ACCOUNTING])).text
    fields = re.findall(r'<input type="(?:hidden|radio)" name="([^"]*)" value="([^"]*)"', page)
    form = {name: value.replace("&amp;", "&") for name, value in fields} | {"decision": "connect"}
    answer = requests.post(f"{listening['url']}/connect/oauth2/decision", data=form, allow_redirects=False)
    landed = parse_qs(urlparse(answer.headers["location"]).query)
    auth.get_bearer_token(landed["code"][0], realm_id=landed["realmId"][0])


def main(control_url):
    listening = requests.get(f"{control_url}/").json()
    credentials = listening["credentials"]
    auth = AuthClient(
        client_id=credentials["clientId"],
        client_secret=credentials["clientSecret"],
        environment=f"{listening['url']}/.well-known/openid_sandbox_configuration",
        redirect_uri="http://127.0.0.1:9/callback",
    )
    consent(listening, auth)
    first = auth.refresh_token
    check("intuit-oauth: consent", first is not None)
    auth.refresh()
    check("intuit-oauth: refresh", auth.refresh_token != first)
    refused("intuit-oauth: error of a dead token", lambda: auth.refresh(refresh_token=first), AuthClientError)

    auth.environment = "sandbox"
    QuickBooks.sandbox_api_url_v3 = f"{listening['apiBaseUrl']}/v3"
    qb = QuickBooks(auth_client=auth, refresh_token=auth.refresh_token, company_id=credentials["realmId"], minorversion=75)

    found = []
    while len(page := Customer.filter(start_position=len(found) + 1, max_results=PAGE, qb=qb)) > 0:
        found += page
    check("python-quickbooks: list with paging", PAGE < len(found) == len({customer.Id for customer in found}))
    check("python-quickbooks: count", len(found) == Customer.count(qb=qb))
    since = f"MetaData.LastUpdatedTime >= '{listening['company']['history']['from']}T00:00:00Z'"
    kept, gone = Invoice.where(since, order_by="MetaData.LastUpdatedTime", max_results=2, qb=qb)
    check("python-quickbooks: read by id", Invoice.get(kept.Id, qb=qb).DocNumber == kept.DocNumber)
    for entity in (Item, Account, Vendor, Payment, Bill, Estimate, CreditMemo, JournalEntry, Term, TaxCode):
        check(f"python-quickbooks: {entity.__name__}.all", len(entity.all(qb=qb, max_results=5)) > 0)

    customer = Customer()
    customer.DisplayName = "Made by python-quickbooks"
    customer.save(qb=qb)
    customer.Notes = "changed"
    customer.save(qb=qb)
    check("python-quickbooks: create and update", Customer.get(customer.Id, qb=qb).SyncToken == "1")
    kept.void(qb=qb)
    check("python-quickbooks: void", Invoice.get(kept.Id, qb=qb).TotalAmt == 0)
    gone.delete(qb=qb)
    refused("python-quickbooks: error of a deleted invoice", lambda: Invoice.get(gone.Id, qb=qb), exceptions.ObjectNotFoundException)
    changes = change_data_capture([Invoice, Customer], customer_time(qb, customer), qb=qb)
    check("python-quickbooks: CDC", hasattr(changes, "Invoice") and hasattr(changes, "Customer"))
    twins = [Vendor(), Vendor()]
    for twin in twins:
        twin.DisplayName = "Made twice in a batch"
    batch = batch_create(twins, qb=qb)
    check("python-quickbooks: batch", (len(batch.successes), len(batch.faults)) == (1, 1))
    refused("python-quickbooks: error of an unknown entity", lambda: Customer.query("select * from Custmoer", qb=qb), exceptions.ValidationException)

    requests.post(f"{control_url}/scenario", json={"name": "throttled-for-good"})
    refused("python-quickbooks: error of the throttle", lambda: Item.all(qb=qb), exceptions.QuickbooksException)
    requests.post(f"{control_url}/scenario", json=[])
    requests.post(f"{control_url}/tokens/expire-access", json={})
    refused("python-quickbooks: error of an expired token", lambda: Item.all(qb=qb), exceptions.AuthorizationException)
    check("intuit-oauth: revoke", auth.revoke(token=auth.refresh_token))
    return 1 if failures else 0


def customer_time(qb, customer):
    return Customer.get(customer.Id, qb=qb).MetaData["CreateTime"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
