"""The connection of a user's own SQL blocks, as Mage itself reads it, against a real Postgres."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import DATABASE, PROJECT

CONFIG = Path(PROJECT) / "io_config.yaml"


@pytest.fixture
def secrets(mage):
    """The five secrets of the database, as somebody enters them on Mage's page."""
    from mage_ai.data_preparation.shared.secrets import create_secret

    url = urlsplit(os.environ[DATABASE])
    values = {
        "POSTGRES_HOST": url.hostname,
        "POSTGRES_PORT": str(url.port),
        "POSTGRES_DB": url.path.removeprefix("/"),
        "POSTGRES_USER": url.username,
        "POSTGRES_PASSWORD": unquote(url.password or ""),
    }
    for name, value in values.items():
        create_secret(name, value)
    return values


def test_a_sql_block_reaches_the_database_of_the_pipelines_with_what_mage_secrets_hold(secrets):
    from mage_ai.io.config import ConfigFileLoader
    from mage_ai.io.postgres import Postgres

    with Postgres.with_config(ConfigFileLoader(str(CONFIG), "default")) as postgres:
        found = postgres.load("select current_database() as name, current_user as role")

    assert found.to_dict("records") == [{"name": secrets["POSTGRES_DB"], "role": secrets["POSTGRES_USER"]}]


@pytest.mark.parametrize("password", ['it"s', "a: b # c", "back\\slash", "<&>'", "{{ 1 }}", "contraseña"])
def test_a_password_of_any_characters_is_one(mage, password):
    from mage_ai.data_preparation.shared.secrets import create_secret
    from mage_ai.io.config import ConfigFileLoader

    create_secret("POSTGRES_PASSWORD", password)

    assert ConfigFileLoader(str(CONFIG), "default")["POSTGRES_PASSWORD"] == password


def test_nothing_secret_is_in_the_file():
    values = [line.partition(":")[2] for line in CONFIG.read_text().splitlines() if "POSTGRES_" in line]
    assert [value for value in values if "mage_secret_var" not in value] == [" 10", " quickbooks"]
