"""The store while a company is connected again: the token of a new consent lies beside the one that runs use."""

import json
import subprocess
import sys
import threading

import pytest
from mage_secrets import (
    PATIENCE_S,
    ROOT,
    create,
    held,
    holder,
    lost_lease,
    remove,
    wait_until_somebody_waits_for_a_lock,
)

from mage_project.utils.secret_store import REFRESH_TOKEN, SUCCESSOR, MageSecrets
from mage_project.utils.secret_table import LeaseRefused

pytestmark = pytest.mark.usefixtures("mage")

# Deletes a secret as Mage's API and its pages do.
DELETER = """
import sys
sys.path.insert(0, {root!r})
from mage_ai.data_preparation.shared.secrets import delete_secret
from mage_ai.orchestration.db import db_connection
db_connection.start_session(force=True)
delete_secret({name!r})
"""


def test_the_token_of_a_new_consent_takes_the_place_of_the_old_one_once_intuit_has_accepted_it(store):
    create(SUCCESSOR, "consent-2")
    assert store.lease() == "consent-2"
    store.release()  # nothing is known of it: the old one is kept
    assert held() == ("refresh-1", "consent-2")
    store.lease()
    store.rotate("refresh-3")
    assert held() == ("refresh-3", None)


def test_the_token_of_a_new_consent_that_intuit_accepts_unchanged_also_replaces_the_old_one(store):
    create(SUCCESSOR, "consent-2")
    store.lease()
    store.accepted()
    assert held() == ("consent-2", None)


def test_the_token_of_a_new_consent_that_intuit_refuses_gives_way_to_the_one_before_it(store):
    create(SUCCESSOR, "consent-2")
    store.lease()
    assert store.refused()
    assert held() == ("refresh-1", None)
    assert store.lease() == "refresh-1"
    assert not store.refused()  # there is nothing before that one
    assert held() == ("refresh-1", None)


def test_a_refused_token_that_is_the_only_one_is_kept(store):
    remove(REFRESH_TOKEN)
    create(SUCCESSOR, "consent-2")
    store.lease()
    assert not store.refused()
    assert held() == (None, "consent-2")


def test_a_new_consent_needs_no_old_token(store):
    remove(REFRESH_TOKEN)
    create(SUCCESSOR, "consent-2")
    assert store.lease() == "consent-2"
    store.rotate("refresh-3")
    assert held() == ("refresh-3", None)


@pytest.mark.parametrize("before", ["refresh-1", None])
def test_deleting_a_new_consent_that_a_run_uses_does_not_delete_the_token_that_came_from_it(store, before):
    if before is None:
        remove(REFRESH_TOKEN)
    create(SUCCESSOR, "consent-2")
    assert store.lease() == "consent-2"
    deleting = subprocess.Popen([sys.executable, "-c", DELETER.format(root=str(ROOT), name=SUCCESSOR)])
    wait_until_somebody_waits_for_a_lock()
    store.rotate("refresh-3")
    assert deleting.wait(PATIENCE_S) == 0
    assert held() == ("refresh-3", None)


@pytest.mark.parametrize("before", ["refresh-1", None])
def test_a_run_that_waits_while_another_run_uses_a_new_consent_gets_the_token_that_came_from_it(before):
    if before is None:
        remove(REFRESH_TOKEN)
    create(SUCCESSOR, "consent-2")
    process, leased = holder("sys.stdin.readline(); store.rotate('refresh-3')")
    assert leased == "consent-2"
    second = MageSecrets("qb_customers_backfill run 12")
    got = []
    waiting = threading.Thread(target=lambda: got.append(second.lease()))
    waiting.start()
    wait_until_somebody_waits_for_a_lock()
    process.communicate("go on\n")
    waiting.join(PATIENCE_S)
    assert got == ["refresh-3"]
    second.release()


def consent(**changes):
    of_it = {"refresh_token": "consent-2", "client_id": "app-1", "realm_id": "company-1", **changes}
    return json.dumps(of_it)


@pytest.mark.parametrize(
    "changes, leased",
    [
        ({}, "consent-2"),
        ({"realm_id": "company-2"}, "refresh-1"),
        ({"client_id": "app-2"}, "refresh-1"),
    ],
)
def test_a_consent_is_used_once_mage_names_the_app_and_the_company_that_it_is_for(store, changes, leased):
    create("QBO_CLIENT_ID", "app-1")
    create("QBO_REALM_ID", "company-1")
    create(SUCCESSOR, consent(**changes))
    assert store.lease() == leased


def test_a_consent_for_another_company_is_reported_where_there_is_no_other_token(store):
    remove(REFRESH_TOKEN)
    create(SUCCESSOR, consent())
    with pytest.raises(LeaseRefused, match="another app or company .*npm run connect"):
        store.lease()


def test_a_run_that_rotates_the_old_token_meanwhile_does_not_replace_the_new_consent(store):
    store.lease()
    create(SUCCESSOR, "consent-2")
    store.rotate("refresh-2")
    assert held() == ("refresh-2", "consent-2")
    assert store.lease() == "consent-2"


def test_a_run_that_lost_its_lease_does_not_replace_the_new_consent():
    late = lost_lease()
    create(SUCCESSOR, "consent-2")
    late.rotate("refresh-2")
    assert held() == ("refresh-2", "consent-2")


def test_a_run_that_lost_its_lease_of_a_new_consent_never_replaces_the_token_that_another_run_got_from_it(store):
    create(SUCCESSOR, "consent-2")
    late = lost_lease()
    store.lease()
    store.rotate("refresh-of-another-run")
    with pytest.raises(LeaseRefused, match="another run has stored a newer value"):
        late.rotate("refresh-2")
    assert held() == ("refresh-of-another-run", None)


def test_each_of_several_runs_that_find_a_new_consent_gets_its_token(store):
    create(SUCCESSOR, "consent-2")
    process, leased = holder("sys.stdin.readline(); store.rotate('refresh-2')")
    assert leased == "consent-2"
    process.communicate("go on\n")
    assert store.lease() == "refresh-2"
