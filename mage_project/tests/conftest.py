"""Gives the tests a Mage whose data folder is temporary. These variables are read when Mage's modules are imported."""
import os
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT.parent))  # as Mage does, so that `mage_project.utils` is found

os.environ["MAGE_DATA_DIR"] = tempfile.mkdtemp(prefix="mage-data-")
os.environ["MAGE_DATABASE_CONNECTION_URL"] = os.environ.get("QB_TEST_MAGE_DATABASE_URL", "sqlite://")
os.environ["MAGE_REPO_PATH"] = str(PROJECT)
