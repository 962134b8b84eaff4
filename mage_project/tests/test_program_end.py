"""How a program ends: with its result, without one, or with its worker. No process and no lease is left over."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scripted_program import ListLogger, MemoryStore, is_alive, run

from mage_project.utils import program
from mage_project.utils.program import BlockFailure
from mage_project.utils.ts_bridge import run_block

PROJECT = Path(__file__).parent.parent


def test_a_program_that_crashes_leaves_no_core_dump_behind():
    output = run('import resource; say(type="result", output={"soft": resource.getrlimit(resource.RLIMIT_CORE)[0]})')
    assert output == {"soft": 0}


@pytest.mark.parametrize(
    "ending, words",
    [
        ("sys.exit(3)", "exited with code 3"),
        ("sys.exit(0)", "exited with code 0"),
        ("os.kill(os.getpid(), 9)", "was killed by SIGKILL"),
    ],
)
def test_a_program_that_dies_without_a_result_fails_the_block_and_says_how(ending, words):
    logger, store = ListLogger(), MemoryStore({"QBO_REFRESH_TOKEN": "refresh-1"})
    with pytest.raises(BlockFailure, match=words):
        run(f"say(type='token.lease'); hear()\n{ending}", store=store, logger=logger)
    todo, failed = logger.lines
    assert todo["level"] == failed["level"] == "error"
    assert todo["message"].startswith("qb.todo Run again: ") and words in failed["message"]
    assert not store.leased and store.secrets == {"QBO_REFRESH_TOKEN": "refresh-1"}


def test_a_program_that_runs_out_of_memory_says_what_to_lower():
    heap = "const all = []; for (;;) all.push(new Array(1e5).fill(all.length));"
    for command in (
        ["node", "--max-old-space-size=16", "-e", heap],
        [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"],  # as the kernel does
    ):
        with pytest.raises(BlockFailure) as failure:
            run_block("loader", {"logger": ListLogger()}, store=MemoryStore(), command=command)
        assert failure.value.code == "PROGRAM_DIED"
        assert "lower the variable workers to 1, then page_size to 200" in failure.value.remedy


def test_a_program_that_lingers_after_its_result_is_ended_and_the_result_stands(monkeypatch):
    monkeypatch.setattr(program, "EXIT_GRACE_S", 0.2)
    logger = ListLogger()
    assert run('say(type="result", output={"pid": os.getpid()}); time.sleep(60)', logger=logger)["pid"]
    assert [line["message"] for line in logger.lines] == [
        "The program had reported its result and then was killed by SIGKILL.",
    ]


def test_a_failure_is_logged_before_the_program_that_reported_it_has_ended(monkeypatch):
    monkeypatch.setattr(program, "EXIT_GRACE_S", 0.2)
    alive_when_told = []

    class WatchingLogger(ListLogger):
        def error(self, message, **_):
            alive_when_told.append(is_alive(int(self.lines[0]["message"])))

    with pytest.raises(BlockFailure, match="It is broken"):
        run(
            """
print(os.getpid(), flush=True)
say(type="failure", code="BROKEN", message="It is broken.", remedy="Repair it.", retryable=False)
time.sleep(60)
""",
            logger=WatchingLogger(),
        )
    assert alive_when_told == [True, True]


def test_an_error_in_the_store_ends_the_program_and_is_reported_in_one_sentence():
    class BrokenStore(MemoryStore):
        def read(self, name):
            raise RuntimeError("the database is gone")

    logger, started = ListLogger(), time.monotonic()
    with pytest.raises(BlockFailure, match="RuntimeError"):
        run(
            """
print(os.getpid(), flush=True)
say(type="need", secrets=["QBO_ENV"])
sys.stdin.read()
""",
            store=BrokenStore(),
            logger=logger,
        )
    assert not is_alive(int(logger.lines[0]["message"]))
    assert time.monotonic() - started < program.EXIT_GRACE_S
    # A database's text may quote what it was asked.
    assert logger.lines[-1]["level"] == "error" and "the database is gone" not in logger.lines[-1]["message"]


def test_a_killed_worker_takes_its_program_along():
    # As Mage cancels: SIGKILL for the Python process alone. The program waits for nothing but the end of its stdin.
    worker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"""
import sys
sys.path.insert(0, {str(PROJECT.parent)!r})
from mage_project.utils.ts_bridge import run_block
program = "import os, sys; print(os.getpid(), flush=True); sys.stdin.read()"
run_block("loader", {{}}, command=[sys.executable, "-c", program])
""",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(worker.stdout.readline().removeprefix("WARNING "))
    assert is_alive(pid)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)
