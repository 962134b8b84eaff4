"""The store against Mage's own models in a real Postgres: a scratch database, named by QB_TEST_MAGE_DATABASE_URL."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support import stored_token

from mage_project.utils.secret_store import REFRESH_TOKEN, SUCCESSOR, UNDER_LEASE, MageSecrets
from mage_project.utils.secret_table import LeaseRefused

PATIENCE_S = 120
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("mage")

# Another process that leases the token, reports it, and then does what `then` says.
HOLDER = """
import sys, time
sys.path.insert(0, {root!r})
from mage_project.utils.secret_store import MageSecrets
store = MageSecrets("qb_items_backfill run 11")
print(store.lease(), flush=True)
{then}
"""

# Deletes a secret as Mage's API and its pages do.
DELETER = """
import sys
sys.path.insert(0, {root!r})
from mage_ai.data_preparation.shared.secrets import delete_secret
from mage_ai.orchestration.db import db_connection
db_connection.start_session(force=True)
delete_secret({name!r})
"""


@pytest.fixture
def store():
    store = MageSecrets("qb_customers_backfill run 12", lock_wait_s=1)
    yield store
    store.release()


def holder(then):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(root=str(ROOT), then=then)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    leased = process.stdout.readline().strip()
    return process, leased


def test_a_secret_is_read_and_a_missing_one_is_none(store):
    assert store.read("QBO_ENV") == "sandbox"
    assert store.read("POSTGRES_HOST") is None


def test_the_refresh_token_is_not_to_be_had_without_a_lease_only_that_it_is_there(store):
    assert store.read(REFRESH_TOKEN) == UNDER_LEASE
    remove(REFRESH_TOKEN)
    assert store.read(REFRESH_TOKEN) is None
    create(SUCCESSOR, "consent-2")
    assert store.read(REFRESH_TOKEN) == UNDER_LEASE


def test_a_token_that_another_run_holds_is_waited_for_and_after_a_time_it_is_said_who():
    process, _ = holder("sys.stdin.readline()")
    said = []

    def end_the_other(sentence):
        said.append(sentence)
        process.kill()

    waiting = MageSecrets("qb_customers_backfill run 12", said_after_s=0.5, on_wait=end_the_other)
    assert waiting.lease() == "refresh-1"
    waiting.release()
    process.wait()
    assert said == ["0.5 s for QBO_REFRESH_TOKEN, held by qb_items_backfill run 11"]


def test_mage_reads_the_rotated_token(store):
    assert store.lease() == "refresh-1"
    store.rotate("refresh-2")
    assert stored_token() == "refresh-2"


def test_a_released_lease_keeps_the_old_token_and_lets_the_next_one_in(store):
    store.lease()
    store.release()
    assert stored_token() == "refresh-1"
    next_one = MageSecrets("next", lock_wait_s=1)
    assert next_one.lease() == "refresh-1"
    next_one.release()


def test_two_processes_never_hold_the_same_token():
    process, leased = holder("sys.stdin.readline(); store.rotate('refresh-2')")
    assert leased == "refresh-1"
    second = MageSecrets("qb_customers_backfill run 12")
    got = []
    waiting = threading.Thread(target=lambda: got.append(second.lease()))
    waiting.start()
    waiting.join(0.5)
    assert got == []  # nobody can get the row
    process.communicate("go on\n")
    waiting.join(PATIENCE_S)
    assert got == ["refresh-2"]
    second.release()


def test_a_run_that_cannot_have_the_token_is_told_who_holds_it(store):
    process, _ = holder("sys.stdin.read(); store.release()")
    with pytest.raises(LeaseRefused, match="still locked after 1 s by qb_items_backfill run 11"):
        store.lease()
    process.communicate("")
    assert store.lease() == "refresh-1"


def test_a_killed_holder_frees_the_row():
    process, _ = holder("time.sleep(60)")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    survivor = MageSecrets("next")
    assert survivor.lease() == "refresh-1"
    survivor.release()


def test_postgres_takes_the_lease_of_a_hung_holder_away():
    hung = MageSecrets("hung", lease_idle_s=1)
    hung.lease()
    next_one = MageSecrets("next")
    assert next_one.lease() == "refresh-1"
    next_one.release()
    hung.release()  # harmless


def test_a_token_that_comes_after_the_lease_was_lost_is_stored_if_nobody_stored_another():
    late = lost_lease()
    late.rotate("refresh-2")
    assert stored_token() == "refresh-2"


def test_a_token_that_comes_after_the_lease_was_lost_never_replaces_a_newer_one(store):
    late = lost_lease()
    store.lease()
    store.rotate("refresh-of-another-run")
    with pytest.raises(LeaseRefused, match="another run has stored a newer value") as refused:
        late.rotate("refresh-2")
    assert "refresh-" not in str(refused.value)
    assert stored_token() == "refresh-of-another-run"


def test_a_token_is_held_until_mages_database_is_back(monkeypatch):
    from sqlalchemy import create_engine

    from mage_project.utils import secret_store

    late = lost_lease()
    real, attempts = secret_store.connect, []

    def restarting(application_name):
        attempts.append(application_name)
        if len(attempts) <= 2:
            return create_engine("postgresql+psycopg2://mage@127.0.0.1:1/x").connect()
        return real(application_name)

    monkeypatch.setattr(secret_store, "connect", restarting)
    monkeypatch.setattr(secret_store, "STORE_PAUSE_S", 0)
    late.rotate("refresh-2")
    assert len(attempts) == 3
    assert stored_token() == "refresh-2"


def test_a_token_whose_commit_was_not_answered_is_found_to_be_stored(store, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from mage_project.utils import secret_store

    monkeypatch.setattr(secret_store, "STORE_PAUSE_S", 0)
    store.lease()
    commit = store._connection.commit

    def answer_lost():
        commit()
        raise OperationalError("commit", {}, Exception("the connection was lost"))

    monkeypatch.setattr(store._connection, "commit", answer_lost)
    store.rotate("refresh-2")
    assert stored_token() == "refresh-2"


def test_a_database_that_does_not_come_back_is_given_up_in_a_sentence(monkeypatch):
    from sqlalchemy import create_engine

    from mage_project.utils import secret_store

    late = lost_lease(store_patience_s=0)
    nowhere = create_engine("postgresql+psycopg2://mage@127.0.0.1:1/x")
    monkeypatch.setattr(secret_store, "connect", lambda _: nowhere.connect())
    with pytest.raises(LeaseRefused, match="did not serve"):
        late.rotate("refresh-2")


def test_an_empty_token_is_never_stored(store):
    store.lease()
    with pytest.raises(LeaseRefused, match="empty"):
        store.rotate(" ")
    store.release()
    assert stored_token() == "refresh-1"


def test_a_token_is_not_stored_without_a_lease(store):
    with pytest.raises(LeaseRefused, match="not leased"):
        store.rotate("refresh-2")
    assert stored_token() == "refresh-1"


def test_a_missing_token_is_said_to_be_missing(store):
    remove(REFRESH_TOKEN)
    with pytest.raises(LeaseRefused, match="Create it under Secrets"):
        store.lease()


def test_a_token_of_another_key_is_said_to_be_so(store):
    from cryptography.fernet import Fernet

    key = Path(os.environ["MAGE_DATA_DIR"], "secrets", "key")
    original = key.read_text()
    key.write_text(Fernet.generate_key().decode())
    try:
        with pytest.raises(LeaseRefused, match="encrypted with another key"):
            store.lease()
    finally:
        key.write_text(original)


def test_a_database_that_cannot_lock_a_row_is_refused(store, monkeypatch):
    from sqlalchemy import create_engine

    monkeypatch.setattr("mage_ai.orchestration.db.engine", create_engine("sqlite://"))
    with pytest.raises(LeaseRefused, match="sqlite, which cannot lock one row"):
        store.lease()


def test_an_unreachable_database_is_refused_without_showing_its_password(store, monkeypatch):
    from sqlalchemy import create_engine

    nowhere = create_engine("postgresql+psycopg2://mage:password-1@127.0.0.1:1/x")
    monkeypatch.setattr("mage_ai.orchestration.db.engine", nowhere)
    with pytest.raises(LeaseRefused, match="did not serve") as refused:
        store.lease()
    assert "password-1" not in str(refused.value)


def lost_lease(**settings):
    late = MageSecrets("late", lease_idle_s=1, **settings)
    late.lease()
    probe = MageSecrets("probe")
    probe.lease()  # waits until Postgres has taken it away
    probe.release()
    return late


def create(name, value):
    from mage_ai.data_preparation.shared.secrets import create_secret
    from mage_ai.orchestration.db import db_connection

    create_secret(name, value)
    db_connection.session.commit()


def remove(name):
    from mage_ai.data_preparation.shared.secrets import delete_secret

    delete_secret(name)


def held():
    """The token and the one of a new consent."""
    return stored_token(), stored_token(SUCCESSOR)


def test_a_lease_that_is_asked_for_again_is_renewed(store):
    assert store.lease() == "refresh-1"
    connection = store._connection
    assert store.lease() == "refresh-1"
    assert store._connection is connection  # the one who waits for the row goes on waiting
    store.rotate("refresh-2")
    assert stored_token() == "refresh-2"


def test_a_lease_that_was_lost_meanwhile_is_taken_anew():
    late = lost_lease()
    other = MageSecrets("other")
    other.lease()
    other.rotate("refresh-2")
    assert late.lease() == "refresh-2"
    late.release()


def test_the_token_of_a_new_consent_takes_the_place_of_the_old_one_once_intuit_has_accepted_it(store):
    create(SUCCESSOR, "consent-2")
    assert store.lease() == "consent-2"
    store.release()  # nothing is known of it: the old one is kept
    assert held() == ("refresh-1", "consent-2")
    store.lease()
    store.rotate("refresh-3")
    assert held() == ("refresh-3", None)


def test_the_token_of_a_new_consent_that_intuit_accepts_unchanged_takes_the_old_ones_place_too(store):
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


def test_a_new_consent_does_without_an_old_token(store):
    remove(REFRESH_TOKEN)
    create(SUCCESSOR, "consent-2")
    assert store.lease() == "consent-2"
    store.rotate("refresh-3")
    assert held() == ("refresh-3", None)


@pytest.mark.parametrize("before", ["refresh-1", None])
def test_who_deletes_a_new_consent_that_a_run_has_in_hand_does_not_delete_the_token_that_came_of_it(store, before):
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
def test_a_run_that_waits_for_another_to_put_a_new_consent_to_use_gets_what_came_of_it(before):
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


def wait_until_somebody_waits_for_a_lock():
    from sqlalchemy import text

    from mage_project.utils.secret_table import connect

    waiters = text(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    )
    deadline = time.monotonic() + PATIENCE_S
    with connect("probe") as connection:
        while connection.scalar(waiters) == 0:
            assert time.monotonic() < deadline, "nobody waits"
            connection.rollback()  # the view is frozen for a transaction
            time.sleep(0.01)


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


def test_a_consent_for_another_company_that_is_all_there_is_is_said_to_be_so(store):
    remove(REFRESH_TOKEN)
    create(SUCCESSOR, consent())
    with pytest.raises(LeaseRefused, match="another app or company .*npm run connect"):
        store.lease()


def test_a_run_that_rotates_the_old_token_meanwhile_does_not_bury_the_new_consent(store):
    store.lease()
    create(SUCCESSOR, "consent-2")
    store.rotate("refresh-2")
    assert held() == ("refresh-2", "consent-2")
    assert store.lease() == "consent-2"


def test_a_run_that_lost_its_lease_does_not_bury_the_new_consent():
    late = lost_lease()
    create(SUCCESSOR, "consent-2")
    late.rotate("refresh-2")
    assert held() == ("refresh-2", "consent-2")


def test_a_run_that_lost_its_lease_of_a_new_consent_never_replaces_what_came_of_it_elsewhere(store):
    create(SUCCESSOR, "consent-2")
    late = lost_lease()
    store.lease()
    store.rotate("refresh-of-another-run")
    with pytest.raises(LeaseRefused, match="another run has stored a newer value"):
        late.rotate("refresh-2")
    assert held() == ("refresh-of-another-run", None)


def test_of_several_runs_that_find_a_new_consent_each_gets_it(store):
    create(SUCCESSOR, "consent-2")
    process, leased = holder("sys.stdin.readline(); store.rotate('refresh-2')")
    assert leased == "consent-2"
    process.communicate("go on\n")
    assert store.lease() == "refresh-2"


ACCESS = {"token": "access-1", "issued_at_utc": "2026-02-01T15:00:00Z", "ends_at_utc": "2026-02-01T16:00:00Z"}
ANOTHER = ACCESS | {"token": "access-2"}


def leased(store):
    """The refresh token and the access token, and the lease given back."""
    both = store.lease(), store.access()
    store.release()
    return both


def test_the_access_token_of_one_run_is_handed_to_the_next_with_the_refresh_token_that_came_with_it(store):
    assert leased(store) == ("refresh-1", None)
    store.lease()
    store.rotate("refresh-2", ACCESS)
    assert leased(store) == ("refresh-2", ACCESS)
    store.lease()
    store.accepted(ANOTHER)
    assert leased(store) == ("refresh-2", ANOTHER)


def test_an_access_token_is_nobodys_without_a_lease(store):
    store.lease()
    store.accepted(ACCESS)
    assert store.access() is None


def test_an_access_token_is_encrypted_as_every_secret_is_and_belongs_to_the_project_of_the_refresh_token(store):
    store.lease()
    store.rotate("refresh-2", ACCESS)
    [(value, project)] = query("select value, repo_name from secret where name = 'QBO_ACCESS_TOKEN'")
    assert "access-1" not in value and "refresh" not in value
    assert [(project,)] == query("select repo_name from secret where name = 'QBO_REFRESH_TOKEN'")
    assert "access-1" in stored_token("QBO_ACCESS_TOKEN")


def test_an_access_token_is_not_used_with_a_refresh_token_that_came_from_elsewhere(store):
    store.lease()
    store.rotate("refresh-2", ACCESS)
    create(SUCCESSOR, "consent-2")
    assert leased(store) == ("consent-2", None)
    remove(SUCCESSOR)
    assert leased(store) == ("refresh-2", ACCESS)
    remove(REFRESH_TOKEN)
    create(REFRESH_TOKEN, "pasted-by-somebody")
    assert leased(store) == ("pasted-by-somebody", None)


@pytest.mark.parametrize(
    "accept", [lambda store: store.accepted(ACCESS), lambda store: store.rotate("consent-2", ACCESS)]
)
def test_the_access_token_of_a_new_consent_goes_on_with_it(store, accept):
    create(SUCCESSOR, "consent-2")
    store.lease()
    accept(store)
    assert held() == ("consent-2", None)
    assert leased(store) == ("consent-2", ACCESS)


@pytest.mark.parametrize("nonsense", ["not JSON", "[]", "{}", '"text"', '{"access": 1}'])
def test_an_access_token_that_is_none_keeps_nobody_from_signing_in(store, nonsense):
    create("QBO_ACCESS_TOKEN", nonsense)
    assert leased(store) == ("refresh-1", None)
    store.lease()
    store.rotate("refresh-2", ACCESS)
    assert leased(store) == ("refresh-2", ACCESS)


def test_a_refresh_token_is_stored_also_where_the_access_token_cannot_be(store):
    create("QBO_ACCESS_TOKEN", "held")
    run(
        "create function no_access() returns trigger language plpgsql as "
        "$$ begin if new.name = 'QBO_ACCESS_TOKEN' then raise 'not today'; end if; return new; end $$"
    )
    run("create trigger no_access before update on secret for each row execute function no_access()")
    try:
        store.lease()
        store.rotate("refresh-2", ACCESS)
        assert held() == ("refresh-2", None)
        assert leased(store) == ("refresh-2", None)
    finally:
        run("drop function no_access cascade")


def test_a_token_with_half_a_character_in_it_is_kept_as_it_came(store):
    store.lease()
    store.rotate("refresh-\ud800", ACCESS)
    assert store.read(REFRESH_TOKEN) == UNDER_LEASE
    assert leased(store) == ("refresh-\ud800", ACCESS)


def query(statement):
    from sqlalchemy import text

    from mage_project.utils.secret_table import connect

    with connect("probe") as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def run(statement):
    from mage_ai.orchestration.db import db_connection
    from sqlalchemy import text

    from mage_project.utils.secret_table import connect

    db_connection.session.rollback()  # what Mage has read stays locked against changes of the table until then
    with connect("probe") as connection:
        connection.execute(text(statement))
        connection.commit()
