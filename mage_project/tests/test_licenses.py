"""THIRD_PARTY_LICENSES.md names the licences that the installed packages state."""

import pytest

from mage_project.tests.licenses import ROOT, license_of, pinned

LISTED = {
    cells[0]: (cells[1], cells[2])
    for line in (ROOT / "THIRD_PARTY_LICENSES.md").read_text().split("## Python", 1)[1].splitlines()
    if line.startswith("| ") and len(cells := [cell.strip(" `") for cell in line.strip("| ").split(" | ")]) == 3
}


def test_every_python_package_of_the_image_is_listed_with_its_version():
    assert {name: version for name, (version, _) in LISTED.items() if name not in ("package", "---")} == pinned()


@pytest.mark.parametrize("name", sorted(pinned()))
def test_its_licence_is_the_one_that_the_package_names(name):
    version, listed = LISTED[name]
    assert license_of(name, version) in (listed, None)  # None: of the image alone, or of another Python
