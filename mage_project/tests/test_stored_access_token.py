"""The store as the keeper of the access token that the runs of a connection share."""

import pytest
from mage_secrets import create, held, remove
from support import stored_token

from mage_project.utils.secret_store import REFRESH_TOKEN, SUCCESSOR, UNDER_LEASE

pytestmark = pytest.mark.usefixtures("mage")

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


def test_an_access_token_is_not_given_out_without_a_lease(store):
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
def test_a_stored_access_token_that_cannot_be_read_does_not_prevent_a_sign_in(store, nonsense):
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


def test_a_token_with_half_of_a_character_in_it_is_kept_unchanged(store):
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
