"""How Mage is started and ended, and what it may leave behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

from mage_project import launcher

ROOT = Path(__file__).resolve().parents[2]


def test_the_whole_process_group_ends_with_stdin():
    leader = start_leader(
        """
if os.fork() == 0:
    print("forked", flush=True)
    time.sleep(60)
time.sleep(60)
""",
        start_new_session=True,
    )
    assert leader.stdout.readline() == "forked\n"
    leader.stdin.close()
    assert leader.wait(5) == -signal.SIGKILL
    started = time.monotonic()
    leader.stdout.read()  # ends when the last process that holds it is gone, and the child holds it too
    assert time.monotonic() - started < 5


def test_a_process_group_of_somebody_else_is_left_alone():
    process = start_leader("time.sleep(60)")
    assert process.wait(5) == 1
    assert "setsid" in process.stderr.read()


def test_what_mage_writes_is_for_its_owner_alone(tmp_path):
    # In a process of its own: the launcher changes Mage's classes for good.
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"""
import os, sys
from contextlib import suppress
sys.path.insert(0, {str(ROOT)!r})
from mage_project import launcher
os.umask(0)
sys.argv = ["launcher.py", "--help"]
with suppress(SystemExit):
    launcher.main()
os.mkdir({str(tmp_path / "secrets")!r})
""",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_the_key_of_all_secrets_is_closed_to_others_also_where_an_earlier_start_left_it_open(monkeypatch, tmp_path):
    secrets = tmp_path / "secrets"
    secrets.mkdir(mode=0o755)
    for name in ("key", "uuid"):
        (secrets / name).write_text(name)
        (secrets / name).chmod(0o644)
    monkeypatch.setenv("MAGE_DATA_DIR", str(tmp_path))
    before = os.umask(0o022)
    try:
        launcher.protect_key()
        (secrets / "new").touch()
        new_folder = tmp_path / "made-later"
        new_folder.mkdir()
    finally:
        os.umask(before)
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()} == {0o600}
    assert stat.S_IMODE(new_folder.stat().st_mode) == 0o700


def start_leader(then, **options):
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"""
import os, sys, time
sys.path.insert(0, {str(ROOT)!r})
from mage_project import launcher
launcher.exit_with_stdin()
{then}
""",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )
