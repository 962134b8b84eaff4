"""
Mage Secrets, the only place where a secret is kept.

Mage can create and delete a secret but not change one, and a crash between the two would lose the refresh token. So the
token is rotated in place, under a lock on its row: two pipelines, two schedulers, a retry and a cancelled run all meet
there, and none spends a token that another has spent. Mage's own session is not used for that: a block's session stays
in one transaction for as long as the block runs.

Mage's modules are imported late because importing them opens its database.
"""
import time
from contextlib import suppress

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import create_engine, delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

REFRESH_TOKEN = "QBO_REFRESH_TOKEN"
SUCCESSOR = "QBO_REFRESH_TOKEN_NEW"
LEASE_IDLE_S = 30
LOCK_WAIT_S = 60
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, appendix A: error codes


class LeaseRefused(Exception):
    """The text is a sentence for the operator and never holds a token."""


class MageSecrets:
    """Reads secrets, and leases the refresh token to one holder at a time."""

    def __init__(self, holder, lease_idle_s=LEASE_IDLE_S, lock_wait_s=LOCK_WAIT_S):
        self._holder = holder
        self._lease_idle_s = lease_idle_s
        self._lock_wait_s = lock_wait_s
        self._connection = None
        self._leased = None

    def read(self, name):
        """The value, or None where Mage holds none that its key opens."""
        from mage_ai.data_preparation.shared.secrets import get_secret_value

        if name == REFRESH_TOKEN:
            raise ValueError(f"{REFRESH_TOKEN} is handed over under a lease only")
        return get_secret_value(name, suppress_warning=True)

    def lease(self):
        """Lock the row of the refresh token and return the token. Postgres ends a lease that is idle for too long."""
        self.release()
        box, key_uuid = encryption_key()
        try:
            self._connection = connect(f"qb lease {self._holder}")
            if SUCCESSOR in self._locked(key_uuid):
                self._succeed(key_uuid)
            stored = self._locked(key_uuid).get(REFRESH_TOKEN)
        except DBAPIError as error:
            reason = self._reason(error)
            self.release()
            raise LeaseRefused(reason) from None  # a driver's text may quote values
        if stored is None:
            self.release()
            raise LeaseRefused(f"There is no secret {REFRESH_TOKEN} in Mage. Create it under Secrets and run again.")
        try:
            self._leased = box.decrypt(stored.encode()).decode()
        except InvalidToken:
            self.release()
            raise LeaseRefused(f"{REFRESH_TOKEN} was encrypted with another key. Put the secrets folder of Mage's data "
                               "directory back, or delete the secret and create it again.") from None
        return self._leased

    def rotate(self, token):
        """Store the token in place of the leased one, and end the lease. Returns when it is committed."""
        if not token.strip():
            raise LeaseRefused(f"An empty value was not stored as {REFRESH_TOKEN}.")
        if self._connection is None:
            raise LeaseRefused(f"{REFRESH_TOKEN} was not leased, so its new value was not stored.")
        leased = self._leased
        try:
            try:
                self._write(token)
            except DBAPIError:
                # The lease was taken away. Its transaction had changed nothing, or, if the connection broke after the
                # commit, had stored this very token.
                current = self._lease_patiently()
                if current not in (leased, token):
                    raise LeaseRefused(f"The lease of {REFRESH_TOKEN} was taken away after {self._lease_idle_s} s and "
                                       "another run has stored a newer value, which was kept. Run again.") from None
                self._write(token)
        except DBAPIError as error:
            raise LeaseRefused(self._reason(error)) from None
        finally:
            self.release()

    def _lease_patiently(self):
        """
        The lease again, while Mage's database restarts: ours is the only copy of a token whose predecessor is dead, and
        giving it up would cost a person a new consent.
        """
        deadline = time.monotonic() + self._lock_wait_s
        while True:
            try:
                return self.lease()
            except LeaseRefused:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(1)

    def release(self):
        """Let go of the row, leaving what is stored as it is. Harmless without a lease."""
        connection, self._connection, self._leased = self._connection, None, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.rollback()
            connection.close()

    def _locked(self, key_uuid):
        """Values by name of the token and its successor, locked until the transaction ends."""
        set_local(self._connection, "lock_timeout", self._lock_wait_s)
        set_local(self._connection, "idle_in_transaction_session_timeout", self._lease_idle_s)
        columns = secret().c
        rows = select(columns.name, columns.value).where(
            columns.name.in_((REFRESH_TOKEN, SUCCESSOR)), columns.key_uuid == key_uuid)
        return dict(self._connection.execute(rows.order_by(columns.name).with_for_update()).all())

    def _succeed(self, key_uuid):
        """
        Put the token of a new consent in the place of the old one. `npm run connect` stores it beside that one, because
        through Mage's API a secret can be created but not changed; here it is one transaction, so there is no moment
        without a token, and a run that rotates the old one meanwhile loses nothing but its own time.
        """
        self._connection.execute(delete(secret()).where(*row(key_uuid)))
        self._connection.execute(update(secret()).where(*row(key_uuid, SUCCESSOR)).values(name=REFRESH_TOKEN))
        self._connection.commit()

    def _write(self, token):
        box, key_uuid = encryption_key()
        written = self._connection.execute(
            update(secret()).where(*row(key_uuid)).values(value=box.encrypt(token.encode()).decode()))
        if written.rowcount != 1:  # deleted, or Mage's key folder was exchanged meanwhile: nothing may be called stored
            raise LeaseRefused(f"{REFRESH_TOKEN} is no longer in Mage under its present key. Create it again.")
        self._connection.commit()

    def _reason(self, error):
        if getattr(error.orig, "pgcode", None) != LOCK_NOT_AVAILABLE:
            return f"Mage's metadata database did not serve {REFRESH_TOKEN} ({type(error.orig).__name__}). Run again."
        self._connection.rollback()
        others = self._connection.scalars(text(
            "select application_name from pg_stat_activity"
            " where application_name like 'qb lease %' and state = 'idle in transaction' and pid <> pg_backend_pid()"))
        held_by = ", ".join(name.removeprefix("qb lease ") for name in others) or "another session of Mage's database"
        return (f"{REFRESH_TOKEN} was still locked after {self._lock_wait_s} s by {held_by}. "
                "Let that run end or cancel it, then run again.")


def connect(application_name):
    """A connection of our own: the pool of Mage's engine is shared with the processes that a worker was forked from."""
    from mage_ai.orchestration.db import engine

    if engine.dialect.name != "postgresql":
        raise LeaseRefused(f"Mage keeps its metadata in {engine.dialect.name}, which cannot lock one row. "
                           "Set MAGE_DATABASE_CONNECTION_URL to a Postgres database.")
    return create_engine(
        engine.url, poolclass=NullPool, hide_parameters=True,
        # Postgres cuts a name there; a host that swallows packets must not hold us for minutes.
        connect_args={"application_name": application_name[:63], "connect_timeout": 10, "tcp_user_timeout": 15_000},
    ).connect()


def set_local(connection, setting, seconds):
    connection.execute(text("select set_config(:setting, :value, true)"), {"setting": setting, "value": f"{seconds}s"})


def encryption_key():
    from mage_ai.data_preparation.shared.secrets import _get_encryption_key
    from mage_ai.orchestration.constants import Entity

    key, key_uuid = _get_encryption_key(Entity.GLOBAL)
    if not key or not key_uuid:
        raise LeaseRefused("Mage has no key for secrets yet. Create the secrets first, then run again.")
    return Fernet(key), key_uuid.strip()


def secret():
    from mage_ai.orchestration.db.models.secrets import Secret

    return Secret.__table__


def row(key_uuid, name=REFRESH_TOKEN):
    return secret().c.name == name, secret().c.key_uuid == key_uuid
