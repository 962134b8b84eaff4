"""Gives the tests a Mage whose data folder is temporary. These variables are read when Mage's modules are imported."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT.parent))  # as Mage does, so that `mage_project.utils` is found

os.environ["MAGE_DATA_DIR"] = tempfile.mkdtemp(prefix="mage-data-")
os.environ["MAGE_DATABASE_CONNECTION_URL"] = os.environ.get("QB_TEST_MAGE_DATABASE_URL", "sqlite://")
os.environ["MAGE_REPO_PATH"] = str(PROJECT)

DATABASE = "QB_TEST_MAGE_DATABASE_URL"


@pytest.fixture
def database():
    """A real Postgres for Mage's models."""
    if DATABASE not in os.environ:
        pytest.fail(f"{DATABASE} is not set: these tests need an empty Postgres database (postgresql+psycopg2://…)")
    from mage_ai.orchestration.db import db_connection, engine

    db_connection.start_session(force=True)
    try:
        yield engine
    finally:
        db_connection.session.rollback()
        db_connection.close_session()


@pytest.fixture
def mage(database):
    """Mage's table of secrets in it, with a refresh token."""
    from mage_ai.data_preparation.shared.secrets import create_secret
    from mage_ai.orchestration.db import db_connection
    from mage_ai.orchestration.db.models.secrets import Secret

    Secret.__table__.create(database)
    try:
        create_secret("QBO_REFRESH_TOKEN", "refresh-1")
        create_secret("QBO_ENV", "sandbox")
        db_connection.session.commit()
        yield
    finally:
        db_connection.session.rollback()
        Secret.__table__.drop(database)


@pytest.fixture
def runs(database):
    """All of Mage's tables in it, those of runs and users among them."""
    from mage_ai.orchestration.db import db_connection
    from mage_ai.orchestration.db.models import oauth, tags  # noqa: F401 their tables are made, too
    from mage_ai.orchestration.db.models.schedules import BlockRun

    BlockRun.metadata.create_all(database)
    try:
        yield
    finally:
        db_connection.session.rollback()
        BlockRun.metadata.drop_all(database)


@pytest.fixture
def store():
    """A run's side of the secrets, whose lease is given back at the end."""
    from mage_project.utils.secret_store import MageSecrets

    store = MageSecrets("qb_customers_backfill run 12", lock_wait_s=1)
    yield store
    store.release()
