"""The bridge against programs of a few lines, and against the conversations that the TypeScript tests read as well."""

import datetime
import json
import logging
import sys
from pathlib import Path

import pytest
from scripted_program import ListLogger, MemoryStore, run

from mage_project.utils import environment, program
from mage_project.utils.program import ALLOCATOR, BlockFailure
from mage_project.utils.ts_bridge import run_block

HERE = Path(__file__).parent
PROJECT = HERE.parent
CONVERSATIONS = sorted((PROJECT.parent / "ts-blocks/test/contract/conversations").glob("*.json"))


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
    ours = {*environment.ENVIRONMENT, *ALLOCATOR}
    assert seen - {"LC_CTYPE"} <= ours  # Python sets LC_CTYPE for itself
    assert set(ALLOCATOR) <= seen


def test_a_companys_ca_is_known_to_the_program_also_where_it_is_named_for_openssl():
    assert environment.environment({"SSL_CERT_FILE": "/ca.pem"}) == {"NODE_EXTRA_CA_CERTS": "/ca.pem"}
    both = {"SSL_CERT_FILE": "/ca.pem", "NODE_EXTRA_CA_CERTS": "/node.pem"}
    assert environment.environment(both) == {"NODE_EXTRA_CA_CERTS": "/node.pem"}


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
