"""
Access to Mage's table of secrets where Mage's own functions are not enough: rows under one lock, values written in place.

Mage's modules are imported late because importing them opens its database.
"""

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import ColumnElement, Connection, Table, create_engine, text
from sqlalchemy.pool import NullPool


class LeaseRefused(Exception):
    """The text is a sentence for the operator and never holds a token."""


def connect(application_name: str) -> Connection:
    """A connection of our own: the processes that a worker was forked from share the pool of Mage's engine."""
    from mage_ai.orchestration.db import engine

    if engine.dialect.name != "postgresql":
        raise LeaseRefused(
            f"Mage keeps its metadata in {engine.dialect.name}, which cannot lock one row. "
            "Set MAGE_DATABASE_CONNECTION_URL to a Postgres database."
        )
    return create_engine(
        engine.url,
        poolclass=NullPool,
        hide_parameters=True,
        # Postgres cuts longer names. The timeouts keep a host that drops packets from holding us for minutes.
        connect_args={"application_name": application_name[:63], "connect_timeout": 10, "tcp_user_timeout": 15_000},
    ).connect()


def set_local(connection: Connection, setting: str, seconds: float) -> None:
    connection.execute(text("select set_config(:setting, :value, true)"), {"setting": setting, "value": f"{seconds}s"})


def secret() -> Table:
    from mage_ai.orchestration.db.models.secrets import Secret

    table: Table = Secret.__table__
    return table


def row(name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition for the secret of that name under Mage's present key."""
    return secret().c.name == name, secret().c.key_uuid == key_uuid()


def key_uuid() -> str:
    return encryption_key()[1]


def encrypted(value: str) -> str:
    # Any text that Intuit sends as a token is kept, even half a character, since the token before it is dead.
    return encryption_key()[0].encrypt(value.encode("utf-8", "surrogatepass")).decode()


def decrypted(stored: str) -> str:
    try:
        return encryption_key()[0].decrypt(stored.encode()).decode("utf-8", "surrogatepass")
    except InvalidToken:
        raise LeaseRefused(
            "QBO_REFRESH_TOKEN was encrypted with another key. Put the secrets folder of Mage's data "
            "directory back, or delete the secret and create it again."
        ) from None


def encryption_key() -> tuple[Fernet, str]:
    """Fernet with Mage's key, and the name of the key."""
    from mage_ai.data_preparation.shared.secrets import _get_encryption_key
    from mage_ai.orchestration.constants import Entity

    key, uuid = _get_encryption_key(Entity.GLOBAL)
    if not key or not uuid:
        raise LeaseRefused("Mage has no key for secrets yet. Create the secrets first, then run again.")
    return Fernet(key), uuid.strip()
