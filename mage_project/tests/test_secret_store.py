"""The store against Mage's own models in a real Postgres: a scratch database, named by QB_TEST_MAGE_DATABASE_URL."""

import os
import signal
import threading
from pathlib import Path

import pytest
from mage_secrets import PATIENCE_S, create, holder, lost_lease, remove
from support import stored_token

from mage_project.utils.secret_store import REFRESH_TOKEN, SUCCESSOR, UNDER_LEASE, MageSecrets
from mage_project.utils.secret_table import LeaseRefused

pytestmark = pytest.mark.usefixtures("mage")


def test_a_secret_is_read_and_a_missing_one_is_none(store):
    assert store.read("QBO_ENV") == "sandbox"
    assert store.read("POSTGRES_HOST") is None


def test_without_a_lease_the_store_shows_only_that_there_is_a_refresh_token(store):
    assert store.read(REFRESH_TOKEN) == UNDER_LEASE
    remove(REFRESH_TOKEN)
    assert store.read(REFRESH_TOKEN) is None
    create(SUCCESSOR, "consent-2")
    assert store.read(REFRESH_TOKEN) == UNDER_LEASE


def test_a_run_waits_for_a_token_that_another_run_holds_and_then_names_that_run():
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


def test_a_run_that_cannot_get_the_token_names_its_holder(store):
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


def test_a_missing_token_is_reported_as_missing(store):
    remove(REFRESH_TOKEN)
    with pytest.raises(LeaseRefused, match="Create it under Secrets"):
        store.lease()


def test_a_token_that_was_encrypted_with_another_key_is_reported_as_that(store):
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


def test_a_lease_that_is_asked_for_again_is_renewed(store):
    assert store.lease() == "refresh-1"
    connection = store._connection
    assert store.lease() == "refresh-1"
    assert store._connection is connection  # the one who waits for the row goes on waiting
    store.rotate("refresh-2")
    assert stored_token() == "refresh-2"


def test_a_lease_that_was_lost_meanwhile_is_taken_again():
    late = lost_lease()
    other = MageSecrets("other")
    other.lease()
    other.rotate("refresh-2")
    assert late.lease() == "refresh-2"
    late.release()
