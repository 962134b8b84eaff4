"""
The access token that all runs of a connection share, as the secret QBO_ACCESS_TOKEN. It is kept beside the refresh token that
it came with, and under the same lease. Sharing is needed where a sign-in at Intuit ends earlier access tokens: runs that each
sign in would end each other's tokens. An access token is worth an hour at most. So no error with it may keep a run from
signing in, or a refresh token from being stored.
"""

import hashlib
import json
from contextlib import suppress

from sqlalchemy import Connection, insert, literal, select, update
from sqlalchemy.exc import DBAPIError

from mage_project.utils.program import Json
from mage_project.utils.secret_table import LeaseRefused, decrypted, encrypted, row, secret

ACCESS_TOKEN = "QBO_ACCESS_TOKEN"


def shared_access(connection: Connection, refresh_token: str) -> Json | None:
    """The access token from the sign-in with this very refresh token; None if there was no such sign-in."""
    stored = connection.scalar(select(secret().c.value).where(*row(ACCESS_TOKEN)))
    if stored is None:
        return None
    with suppress(LeaseRefused, ValueError):
        match json.loads(decrypted(stored)):
            # After a consent to another app or company, the refresh token is another one, and the fingerprints differ.
            case {"access": dict(access), "came_with": came_with} if came_with == fingerprint(refresh_token):
                return access
    return None


def keep_access(connection: Connection, access: Json, refresh_token: str, beside: str) -> None:
    """Store it in the caller's transaction, which goes on if this fails. The row gets the project of the secret `beside`."""
    value = encrypted(json.dumps({"access": access, "came_with": fingerprint(refresh_token)}))
    with suppress(DBAPIError), connection.begin_nested():
        if connection.execute(update(secret()).where(*row(ACCESS_TOKEN)).values(value=value)).rowcount == 0:
            columns = secret().c
            new = select(literal(ACCESS_TOKEN), literal(value), columns.key_uuid, columns.repo_name).where(*row(beside))
            connection.execute(insert(secret()).from_select(["name", "value", "key_uuid", "repo_name"], new))


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
