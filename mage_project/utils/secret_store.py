"""
Mage Secrets, the only place where a secret is kept.

Mage can create and delete a secret but not change one, and a crash between the two would lose the refresh token. So the token
is rotated in place, under a lock on its row. Two pipelines, two schedulers, a retry and a cancelled run all need this lock, so
none of them uses a token that another one has used up. Mage's own session cannot do this: the session of a block stays in
one transaction for as long as the block runs.

`npm run connect` cannot change a secret either. So it stores the token of a new consent beside the present one, as
`QBO_REFRESH_TOKEN_NEW`. The new token is leased first, and replaces the present one once Intuit has accepted it. Until then
the token that is known to work is kept.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from mage_project.utils.access_token import keep_access, shared_access
from mage_project.utils.program import Json
from mage_project.utils.secret_table import (
    LeaseRefused,
    connect,
    decrypted,
    encrypted,
    key_uuid,
    row,
    secret,
    set_local,
)

REFRESH_TOKEN = "QBO_REFRESH_TOKEN"
SUCCESSOR = "QBO_REFRESH_TOKEN_NEW"
UNDER_LEASE = "[handed over under a lease only]"
LEASE_IDLE_S = 30
LOCK_WAIT_S = 60
SAID_AFTER_S = 10
STORE_PATIENCE_S = 300
STORE_PAUSE_S = 1
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, appendix A: error codes


@dataclass(frozen=True)
class Leased:
    """A token that is leased. `stored` is its ciphertext: even the same token never has the same ciphertext twice."""

    name: str
    token: str
    stored: str
    has_predecessor: bool


class MageSecrets:
    """Reads secrets, and leases the refresh token to one holder at a time."""

    def __init__(
        self,
        holder: str,
        lease_idle_s: float = LEASE_IDLE_S,
        lock_wait_s: float = LOCK_WAIT_S,
        store_patience_s: float = STORE_PATIENCE_S,
        said_after_s: float = SAID_AFTER_S,
        on_wait: Callable[[str], None] = lambda _: None,
    ) -> None:
        """
        Args:
            on_wait: hears once, after `said_after_s`, for how long the token was waited for and who holds it
        """
        self._holder = holder
        self._lease_idle_s = lease_idle_s
        self._lock_wait_s = lock_wait_s
        self._store_patience_s = store_patience_s
        self._said_after_s = said_after_s
        self._on_wait = on_wait
        self._is_said = lock_wait_s <= said_after_s
        self._connection: Connection | None = None
        self._leased: Leased | None = None

    def read(self, name: str) -> str | None:
        """The value; None if Mage has no value that its key opens. For the refresh token only a text that says that it exists."""
        from mage_ai.data_preparation.shared.secrets import get_secret_value

        if name == REFRESH_TOKEN:
            return UNDER_LEASE if any(is_held(name) for name in (REFRESH_TOKEN, SUCCESSOR)) else None
        value: str | None = get_secret_value(name, suppress_warning=True)
        return value

    def lease(self) -> str:
        """
        Lock the row of the refresh token and return the token. Postgres ends a lease that is idle for too long. If the lease is
        still held, asking again renews it.
        """
        renews = self._leased is not None
        try:
            # After waiting for the row of a first consent, a look finds that row gone and the new row not yet. So it looks twice.
            self._leased = self._choice(self._stored(locked=True) or self._stored(locked=True))
            return self._leased.token
        except DBAPIError as error:
            if is_locked(error) and not self._is_said:
                self._is_said = True
                self._on_wait(f"{self._said_after_s} s for {REFRESH_TOKEN}, held by {self._held_by()}")
                self.release()
                return self.lease()
            reason = self._reason(error)
            self.release()
            if renews:
                return self.lease()
            raise LeaseRefused(reason) from None  # a driver's text may quote values
        except LeaseRefused:
            self.release()
            raise

    def access(self) -> Json | None:
        """The access token that came with the leased refresh token; None if there is none, or if the lease has ended."""
        if self._leased is None or self._connection is None:
            return None
        try:
            return shared_access(self._connection, self._leased.token)
        except DBAPIError:
            return None  # the lease was taken away; the next sign-in asks for it again

    def rotate(self, token: str, access: Json | None = None) -> None:
        """
        Store the token in place of the leased one, and end the lease. Returns when the token is committed, together with the
        access token that came with it.

        This is the only copy of a token whose predecessor is dead. So this waits for a database that restarts. If the lease was
        taken away, the token is still stored, unless somebody else has stored another one in the meantime.
        """
        if not token.strip():
            raise LeaseRefused(f"An empty value was not stored as {REFRESH_TOKEN}.")
        if self._leased is None:
            raise LeaseRefused(f"{REFRESH_TOKEN} was not leased, so its new value was not stored.")
        leased, deadline = self._leased, time.monotonic() + self._store_patience_s
        while True:
            try:
                return self._replace(leased, token, access)
            except DBAPIError as error:
                reason = self._reason(error)
            finally:
                self.release()
            if time.monotonic() >= deadline:
                raise LeaseRefused(reason)
            time.sleep(STORE_PAUSE_S)

    def accepted(self, access: Json | None = None) -> None:
        """Intuit accepted the leased token and did not change it; `access` came with it. Ends the lease."""
        leased = self._leased
        try:
            if leased is not None and leased.name == SUCCESSOR:
                self._replace(leased, leased.token, access)
            elif leased is not None and access is not None:
                connection = self._transaction()
                keep_access(connection, access, leased.token, beside=leased.name)
                connection.commit()
        except (DBAPIError, LeaseRefused):
            pass  # it stays where it is, and the next sign-in comes to the same
        finally:
            self.release()

    def refused(self) -> bool:
        """
        Intuit answered invalid_grant to the leased token. Ends the lease. True if that was the token of a new consent: it is
        deleted, and the next lease hands over the token before it.
        """
        leased = self._leased
        try:
            if leased is None or not leased.has_predecessor:
                return False
            connection = self._transaction()
            connection.execute(delete(secret()).where(*as_leased(leased)))
            connection.commit()
            return True
        except DBAPIError:
            return False  # it stays, and the next run comes to the same
        finally:
            self.release()

    def release(self) -> None:
        """Release the row and leave the stored values as they are. Harmless without a lease."""
        connection, self._connection, self._leased = self._connection, None, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.rollback()
            connection.close()

    def _transaction(self) -> Connection:
        if self._connection is None:
            self._connection = connect(f"qb lease {self._holder}")
            left_s = self._lock_wait_s - self._said_after_s if self._is_said else self._said_after_s
            set_local(self._connection, "lock_timeout", left_s if left_s > 0 else self._lock_wait_s)
            set_local(self._connection, "idle_in_transaction_session_timeout", self._lease_idle_s)
        return self._connection

    def _stored(self, locked: bool) -> dict[str, str]:
        """The ciphertexts of the token and its successor by name. With `locked`, they stay locked until the transaction ends."""
        columns = secret().c
        rows = (
            select(columns.name, columns.value)
            .where(columns.name.in_((REFRESH_TOKEN, SUCCESSOR)), columns.key_uuid == key_uuid())
            .order_by(columns.name)
        )
        return dict(self._transaction().execute(rows.with_for_update() if locked else rows).all())

    def _choice(self, stored: dict[str, str]) -> Leased:
        """The token to lease: that of a new consent, if the consent is for the app and the company that Mage names now."""
        new = self._new_token(stored[SUCCESSOR]) if SUCCESSOR in stored else None
        if new is not None:
            return Leased(SUCCESSOR, new, stored[SUCCESSOR], has_predecessor=REFRESH_TOKEN in stored)
        if REFRESH_TOKEN in stored:
            token = decrypted(stored[REFRESH_TOKEN])
            return Leased(REFRESH_TOKEN, token, stored[REFRESH_TOKEN], has_predecessor=False)
        if SUCCESSOR in stored:
            raise LeaseRefused(
                f"{SUCCESSOR} is of another app or company than QBO_CLIENT_ID and QBO_REALM_ID name. "
                "Run `npm run connect` again."
            )
        raise LeaseRefused(f"There is no secret {REFRESH_TOKEN} in Mage. Create it under Secrets and run again.")

    def _new_token(self, stored: str) -> str | None:
        """None until `npm run connect` has stored the rest of the connection: the app and company are stored with the token."""
        text_of_it = decrypted(stored)
        try:
            consent = json.loads(text_of_it)
            ours = (consent["client_id"], consent["realm_id"]) == (
                self.read("QBO_CLIENT_ID"),
                self.read("QBO_REALM_ID"),
            )
            return consent["refresh_token"] if ours else None
        except (ValueError, TypeError, KeyError):
            return text_of_it  # a bare token, that somebody got elsewhere

    def _replace(self, leased: Leased, token: str, access: Json | None) -> None:
        connection = self._transaction()
        take_over = self._succeed if leased.name == SUCCESSOR else self._overwrite
        if take_over(connection, leased, encrypted(token)):
            if access is not None:
                keep_access(connection, access, token, beside=REFRESH_TOKEN)
            connection.commit()
            return
        connection.rollback()
        held = self._stored(locked=False)
        if REFRESH_TOKEN not in held:  # deleted, or Mage's key folder was exchanged meanwhile
            raise LeaseRefused(f"{REFRESH_TOKEN} is no longer in Mage under its present key. Create it again.")
        if decrypted(held[REFRESH_TOKEN]) != token:  # else it is ours, and only the answer to the commit was lost
            raise LeaseRefused(
                f"The lease of {REFRESH_TOKEN} was taken away after {self._lease_idle_s} s and "
                "another run has stored a newer value, which was kept. Run again."
            )

    @staticmethod
    def _overwrite(connection: Connection, leased: Leased, value: str) -> bool:
        return connection.execute(update(secret()).where(*as_leased(leased)).values(value=value)).rowcount == 1

    @staticmethod
    def _succeed(connection: Connection, leased: Leased, value: str) -> bool:
        """
        Put the value of a new consent into the old token's row, and delete the new token's row. Mage deletes a secret by the id
        of its row. If somebody deletes the new token at this moment and waits for our lock, that row must not hold the live one.
        """
        kept = connection.execute(update(secret()).where(*row(REFRESH_TOKEN)).values(value=value)).rowcount == 1
        spent = connection.execute(delete(secret()).where(*as_leased(leased)).returning(*secret().c)).mappings().first()
        if spent is not None and not kept:
            columns = {column: content for column, content in spent.items() if column != "id"}
            connection.execute(insert(secret()).values(columns | {"name": REFRESH_TOKEN, "value": value}))
        return spent is not None

    def _reason(self, error: DBAPIError) -> str:
        if not is_locked(error):
            return f"Mage's metadata database did not serve {REFRESH_TOKEN} ({type(error.orig).__name__}). Run again."
        return (
            f"{REFRESH_TOKEN} was still locked after {self._lock_wait_s} s by {self._held_by()}. "
            "Let that run end or cancel it, then run again."
        )

    def _held_by(self) -> str:
        return ", ".join(self._other_holders()) or "another session of Mage's database"

    def _other_holders(self) -> list[str]:
        """Other holders of a lease, by the names of their connections."""
        waiting = text(
            "select application_name from pg_stat_activity where application_name like 'qb lease %'"
            " and state = 'idle in transaction' and pid <> pg_backend_pid()"
        )
        with suppress(DBAPIError):
            connection = self._transaction()
            connection.rollback()
            return [name.removeprefix("qb lease ") for name in connection.scalars(waiting)]
        return []


def is_locked(error: DBAPIError) -> bool:
    return getattr(error.orig, "pgcode", None) == LOCK_NOT_AVAILABLE


def is_held(name: str) -> bool:
    """Whether Mage has a secret of that name that its key opens."""
    from mage_ai.data_preparation.shared.secrets import get_secret_value

    try:
        return bool(get_secret_value(name, suppress_warning=True))
    except UnicodeDecodeError:
        return True  # its key opens it, and half a character is in it


def as_leased(leased: Leased) -> tuple[ColumnElement[bool], ...]:
    """The condition for the leased row. It fails if somebody has changed the row since."""
    return *row(leased.name), secret().c.value == leased.stored
