"""Mage's secrets and their lease, as the tests of the store prepare them and look at them."""

import subprocess
import sys
import time
from pathlib import Path

from support import stored_token

from mage_project.utils.secret_store import SUCCESSOR, MageSecrets

PATIENCE_S = 120
ROOT = Path(__file__).resolve().parents[2]

# Another process that leases the token, reports it, and then does what `then` says.
HOLDER = """
import sys, time
sys.path.insert(0, {root!r})
from mage_project.utils.secret_store import MageSecrets
store = MageSecrets("qb_items_backfill run 11")
print(store.lease(), flush=True)
{then}
"""


def holder(then):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(root=str(ROOT), then=then)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    leased = process.stdout.readline().strip()
    return process, leased


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
