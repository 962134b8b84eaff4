"""
The licence of each Python package that the image holds. `npm run licenses` runs this as a program, in Mage's environment, and
keeps what it prints in THIRD_PARTY_LICENSES.md.
"""

import json
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LISTS = [ROOT / "mage_project" / "requirements.txt", ROOT / "docker" / "requirements-k8s.txt"]
# docker/Dockerfile; another Python or machine takes a few other packages.
IMAGE = {
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}


def pinned() -> dict[str, str]:
    """Name and version of each package of the lists that the image installs."""
    lines = [line.split(" \\")[0] for file in LISTS for line in file.read_text().splitlines()]
    found = [Requirement(line) for line in lines if line and line[0].isalnum()]
    here = [each for each in found if each.marker is None or each.marker.evaluate(IMAGE)]
    return {each.name: str(each.specifier).removeprefix("==") for each in here}


def license_of(name: str, version: str) -> str | None:
    """The licence that the package states; None if that version is not installed here."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return None
    if package.version != version:
        return None
    says: Any = package.metadata
    if expression := says.get("License-Expression"):
        return str(expression)
    classifiers = [line.split(" :: ")[-1] for line in says.get_all("Classifier", []) if line.startswith("License ::")]
    named = [each for each in classifiers if each != "OSI Approved"]
    return " / ".join(named) or (says.get("License") or "not said").strip().splitlines()[0]


def main() -> None:
    rows = [[name, version, license_of(name, version)] for name, version in sorted(pinned().items())]
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
