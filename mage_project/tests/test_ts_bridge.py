"""The bridge against programs of a few lines, and against the conversations that the TypeScript tests read as well."""

import datetime
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mage_project.utils import environment, program
from mage_project.utils.program import BlockFailure
from mage_project.utils.secret_store import UNDER_LEASE
from mage_project.utils.secret_table import LeaseRefused
from mage_project.utils.ts_bridge import run_block

HERE = Path(__file__).parent
PROJECT = HERE.parent
CONVERSATIONS = sorted((PROJECT.parent / "ts-blocks/test/contract/conversations").glob("*.json"))


class MemoryStore:
    def __init__(self, secrets=(), refuse_lease=None, refuse_rotation=None, predecessor=None):
        self.secrets, self.predecessor = dict(secrets), predecessor
        self.refuse_lease, self.refuse_rotation = refuse_lease, refuse_rotation
        self.leased = False

    def read(self, name):
        held = self.secrets.get(name)
        return UNDER_LEASE if held and name == "QBO_REFRESH_TOKEN" else held

    def lease(self):
        if self.refuse_lease:
            raise LeaseRefused(self.refuse_lease)
        self.leased = True
        return self.secrets["QBO_REFRESH_TOKEN"]

    def access(self):
        assert self.leased
        return self.secrets.get("QBO_ACCESS_TOKEN")

    def rotate(self, token, access=None):
        assert self.leased
        self.leased = False
        if self.refuse_rotation:
            raise LeaseRefused(self.refuse_rotation)
        self.secrets |= {"QBO_REFRESH_TOKEN": token, "QBO_ACCESS_TOKEN": access}

    def accepted(self, access=None):
        assert self.leased
        self.secrets["QBO_ACCESS_TOKEN"] = access
        self.release()

    def refused(self):
        assert self.leased
        self.release()
        if self.predecessor is None:
            return False
        self.secrets["QBO_REFRESH_TOKEN"] = self.predecessor
        return True

    def release(self):
        self.leased = False


class ListLogger:
    def __init__(self, logging_tags=None):
        self.logging_tags = logging_tags or {}
        self.lines = []
        self.structured = []

    def __getattr__(self, level):
        def log(message, **fields):
            self.lines.append({"level": level, "message": message})
            self.structured.append(fields)

        return log


def run(script, store=None, logger=None, upstream=(), **kwargs):
    """Run a program given as Python text. The text can use the functions `say` and `hear`."""
    prelude = """
import json, os, sys, time
def say(**message): print(json.dumps(message), flush=True)
def hear(): return json.loads(sys.stdin.readline())
job = hear()
"""
    kwargs["logger"] = logger or ListLogger()
    command = [sys.executable, "-c", prelude + script]
    return run_block("loader", kwargs, upstream, store=store or MemoryStore(), command=command)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_the_golden_conversation_is_kept(path):
    conversation = json.loads(path.read_text("utf-8"))
    expect = conversation["expect"]
    logger = ListLogger(conversation.get("logging_tags"))
    settings = {name: conversation.get(name) for name in ("refuse_lease", "refuse_rotation", "predecessor")}
    store = MemoryStore(conversation["secrets"], **settings)

    def play():
        return run_block(
            conversation["block"],
            {**conversation["kwargs"], "logger": logger},
            conversation["upstream"],
            store=store,
            command=[sys.executable, str(HERE / "golden_child.py"), str(path)],
        )

    if "raised" in expect:
        with pytest.raises(BlockFailure) as raised:
            play()
        assert expect["raised"] in str(raised.value)
    else:
        assert play() == expect["returned"]
    assert logger.lines == expect["logged"]
    assert expect["stored"].items() <= store.secrets.items()
    assert not store.leased


def test_there_are_golden_conversations():
    assert len(CONVERSATIONS) >= 6


def test_the_fields_of_a_log_line_and_a_metric_are_kept_as_structure():
    logger = ListLogger()
    run(
        """
say(type="log", level="info", message="qb.plan", fields={"rows": 3})
say(type="metric", name="qb.window", fields={"rows": 3})
say(type="progress", done=1, total=3, unit="rows")
say(type="result", output={})
""",
        logger=logger,
    )
    assert logger.structured == [
        {"fields": {"rows": 3}},
        {"metric": {"rows": 3}},
        {"progress": {"done": 1, "total": 3, "unit": "rows"}},
    ]


def test_a_date_that_yaml_made_of_a_variable_reaches_the_program_as_text():
    output = run('say(type="result", output=job["variables"])', fecha_inicio=datetime.date(2026, 1, 1))
    assert output == {"fecha_inicio": "2026-01-01"}


def test_the_program_sees_nothing_of_mages_environment(monkeypatch):
    monkeypatch.setenv("MAGE_DATABASE_CONNECTION_URL", "postgresql://user:password-1@host/mage")
    monkeypatch.setenv("POSTGRES_PASSWORD", "password-1")
    monkeypatch.setenv("QBO_API_BASE_URL", "http://127.0.0.1:1")
    for switch in ("NODE_TLS_REJECT_UNAUTHORIZED", "NODE_OPTIONS", "NODE_DEBUG", "SSLKEYLOGFILE"):
        monkeypatch.setenv(switch, "0")
    seen = set(run('say(type="result", output=dict(os.environ))'))
    assert "QBO_API_BASE_URL" in seen
    assert seen - {"LC_CTYPE"} <= set(environment.ENVIRONMENT)  # Python sets LC_CTYPE for itself


def test_a_companys_ca_is_known_to_the_program_also_where_it_is_named_for_openssl():
    assert environment.environment({"SSL_CERT_FILE": "/ca.pem"}) == {"NODE_EXTRA_CA_CERTS": "/ca.pem"}
    both = {"SSL_CERT_FILE": "/ca.pem", "NODE_EXTRA_CA_CERTS": "/node.pem"}
    assert environment.environment(both) == {"NODE_EXTRA_CA_CERTS": "/node.pem"}


def test_a_program_that_crashes_leaves_no_core_dump_behind():
    output = run('import resource; say(type="result", output={"soft": resource.getrlimit(resource.RLIMIT_CORE)[0]})')
    assert output == {"soft": 0}


def test_what_the_program_writes_to_stderr_is_logged_however_much_it_is():
    logger = ListLogger()
    run(
        """
for n in range(5000): print("(node) warning", n, file=sys.stderr)
say(type="result", output={})
""",
        logger=logger,
    )
    assert logger.lines[-1] == {"level": "warning", "message": "(node) warning 4999"}
    assert len(logger.lines) == 5000


def test_output_outside_the_protocol_is_logged_and_harms_nothing():
    logger = ListLogger()
    output = run(
        """
print("Debugger attached.")
print()
print(json.dumps(["a", "list"]))
print('{"type": "log", "level": "loud", "message": "x", "fields": {}}')
say(type="unheard-of")
say(type="result", output={"rows": 3})
""",
        logger=logger,
    )
    assert output == {"rows": 3}
    assert [line["level"] for line in logger.lines] == ["warning"] * 4
    assert logger.lines[0]["message"] == "Debugger attached."


def test_a_broken_line_never_shows_the_token_that_it_may_hold():
    logger = ListLogger()
    with pytest.raises(BlockFailure) as raised:
        run(
            """
print('{"type": "token.rotated", "refresh_token": "refresh-2')
print('{"type": "token.rotated", "token": "refresh-2"}')
print('text, then {"refresh_token": "refresh-2"}')
""",
            logger=logger,
        )
    assert "refresh-2" not in str(raised.value) + json.dumps(logger.lines)
    assert len(logger.lines) == 5


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


def test_programs_that_were_not_built_are_reported_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(program, "PROGRAMS", tmp_path)
    with pytest.raises(BlockFailure, match="npm run build"):
        run_block("loader", {}, store=MemoryStore())


def test_a_missing_node_is_reported_as_missing(monkeypatch, tmp_path):
    (tmp_path / "loader.js").touch()
    monkeypatch.setattr(program, "PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BlockFailure, match="no node on Mage's PATH"):
        run_block("loader", {}, store=MemoryStore())


@pytest.mark.parametrize("kwargs", [{}, {"logger": logging.getLogger("the one that Mage's editor gives")}])
def test_without_mages_logger_the_lines_go_to_the_console(capfd, kwargs):
    script = """
print('{"type": "log", "level": "info", "message": "qb.plan", "fields": {}}')
print('{"type": "result", "output": {}}')
"""
    run_block("loader", kwargs, store=MemoryStore(), command=[sys.executable, "-c", script])
    assert capfd.readouterr().out == "INFO qb.plan\n"


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


@pytest.mark.parametrize(
    "path, lines",
    [
        *((f"custom/{block}.py", 25) for block in ("qb_loader", "qb_exporter", "qb_validator")),
        ("utils/ts_bridge.py", 150),
        ("utils/program.py", 150),
    ],
)
def test_python_stays_thin(path, lines):
    assert len((PROJECT / path).read_text().splitlines()) < lines


def is_alive(pid):
    """Whether the process runs. A process that has ended and waits for its parent does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
