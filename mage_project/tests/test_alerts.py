"""Mage's own sender and scheduler, a webhook and a mail server on this machine."""

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from mage_project.launch import alert_channels
from mage_project.launch.alerts import send_alerts
from mage_project.utils.program import BlockFailure

PIPELINE = "qb_invoices_backfill"
INCOMPLETE = BlockFailure(
    "RUN_INCOMPLETE", "The run is not complete; failed checks: gaps (2).", "Run the same range again."
)


@pytest.fixture
def scheduler(runs, monkeypatch):
    """Mage's own scheduler, with a run whose loader is RUNNING, and with the launcher's alerts."""
    from mage_ai.orchestration.db.models.schedules import BlockRun, PipelineRun, PipelineSchedule
    from mage_ai.orchestration.notification import sender
    from mage_ai.orchestration.pipeline_scheduler_original import PipelineScheduler

    for name in ("send_pipeline_run_success_message", "send_pipeline_run_failure_message"):
        monkeypatch.setattr(sender.NotificationSender, name, getattr(sender.NotificationSender, name))
    monkeypatch.setattr(PipelineScheduler, "on_block_failure", PipelineScheduler.on_block_failure)
    monkeypatch.setattr(sender, "MAGE_PUBLIC_HOST", "https://mage.example.com")
    send_alerts(sender, PipelineScheduler)
    trigger = PipelineSchedule.create(name="api", pipeline_uuid=PIPELINE)
    run = PipelineRun.create(
        pipeline_uuid=PIPELINE, pipeline_schedule_id=trigger.id, status=PipelineRun.PipelineRunStatus.RUNNING
    )
    BlockRun.get(run.id, "qb_loader").update(status=BlockRun.BlockRunStatus.RUNNING)
    return PipelineScheduler(run)


@pytest.fixture
def secrets(monkeypatch):
    """What is in Mage Secrets."""
    held = {}
    monkeypatch.setattr(alert_channels, "read_secrets", lambda: held)
    return held


@pytest.fixture
def webhook(secrets):
    with Webhook() as listening:
        secrets["ALERT_WEBHOOK"] = listening.url
        yield listening


def test_an_alert_says_of_what_with_which_verdict_why_and_what_to_do(scheduler, webhook):
    fail(scheduler, INCOMPLETE)
    (alert,) = webhook.bodies
    assert alert == {
        "title": f"{PIPELINE}: run 1 is incomplete [RUN_INCOMPLETE]",
        "text": "Entity: invoices\nVerdict: incomplete\n"
        "What happened: The run is not complete; failed checks: gaps (2).\nWhat to do: Run the same range again.\n"
        f"See: https://mage.example.com/pipelines/{PIPELINE}/runs/1",
        "pipeline": PIPELINE,
        "run": 1,
        "entity": "invoices",
        "verdict": "incomplete",
        "code": "RUN_INCOMPLETE",
        "message": "The run is not complete; failed checks: gaps (2).",
        "remedy": "Run the same range again.",
        "url": f"https://mage.example.com/pipelines/{PIPELINE}/runs/1",
    }


def test_a_run_that_stops_before_its_proof_has_no_verdict(scheduler, webhook):
    fail(scheduler, BlockFailure("QBO_CONNECTION_DEAD", "The connection is no longer valid.", "Run `npm run connect`."))
    (alert,) = webhook.bodies
    assert (alert["title"], alert["verdict"]) == (f"{PIPELINE}: run 1 failed [QBO_CONNECTION_DEAD]", "none")


def test_the_alert_of_a_block_that_ran_elsewhere_has_the_text_of_its_failure(scheduler, webhook):
    fail(scheduler, RuntimeError(str(INCOMPLETE)))
    (alert,) = webhook.bodies
    assert (alert["code"], alert["verdict"]) == ("RUN_INCOMPLETE", "incomplete")
    assert alert["message"] == "The run is not complete; failed checks: gaps (2). Run the same range again."


def test_the_alert_has_mages_own_text_where_no_block_of_ours_failed(scheduler, webhook):
    scheduler.notification_sender.send_pipeline_run_failure_message(
        pipeline=scheduler.pipeline, pipeline_run=scheduler.pipeline_run, error="Pipeline run timed out."
    )
    (alert,) = webhook.bodies
    assert (alert["code"], alert["message"]) == ("MAGE", "Pipeline run timed out.")


def test_an_alert_of_a_complete_run_is_sent_where_that_is_wanted(scheduler, webhook, secrets):
    def succeed():
        scheduler.notification_sender.send_pipeline_run_success_message(scheduler.pipeline, scheduler.pipeline_run)

    succeed()
    assert webhook.bodies == []
    secrets["ALERT_ON"] = "failure, success"
    succeed()
    (alert,) = webhook.bodies
    assert (alert["title"], alert["verdict"]) == (f"{PIPELINE}: run 1 is complete", "complete")


def test_channels_of_mages_own_configuration_get_the_same_text(scheduler, secrets):
    from mage_ai.services.slack.config import SlackConfig

    with Webhook() as slack:
        scheduler.notification_sender.config.slack_config = SlackConfig(webhook_url=slack.url)
        fail(scheduler, INCOMPLETE)
        assert "What to do: Run the same range again." in json.dumps(slack.bodies)


def test_slack_and_mail_get_title_text_and_address(scheduler, secrets):
    with Webhook() as slack, MailServer() as mail:
        secrets |= {
            "ALERT_SLACK_WEBHOOK": slack.url,
            "ALERT_EMAIL_TO": "ana@example.com, luis@example.com",
            "ALERT_EMAIL_FROM": "mage@example.com",
            "ALERT_SMTP_HOST": "127.0.0.1",
            "ALERT_SMTP_PORT": str(mail.port),
        }
        fail(scheduler, INCOMPLETE)
    assert [body["text"].split("\n")[0] for body in slack.bodies] == [
        f"*{PIPELINE}: run 1 is incomplete [RUN_INCOMPLETE]*"
    ]
    assert f"Subject: {PIPELINE}: run 1 is incomplete [RUN_INCOMPLETE]" in mail.text
    assert "To: ana@example.com, luis@example.com" in mail.text
    assert "What to do: Run the same range again." in mail.text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1/secret-path", "no answer (ConnectionError)"),
        ("http://hooks.example.com/secret-path", "begins neither with https://"),
        ("not an address", "begins neither with https://"),
    ],
)
def test_a_webhook_that_takes_nothing_stops_nothing_and_is_named_without_its_address(
    scheduler, secrets, capsys, address, reason
):
    secrets["ALERT_WEBHOOK"] = address
    fail(scheduler, INCOMPLETE)
    said = capsys.readouterr().out
    assert "The alert about run 1 was not sent by ALERT_WEBHOOK: " in said and reason in said
    assert "secret-path" not in said
    assert {run.block_uuid: run.status for run in scheduler.pipeline_run.block_runs} == {
        "qb_loader": "failed",
        "qb_exporter": "cancelled",
        "qb_validator": "cancelled",
    }


def test_a_webhook_that_refuses_is_named_with_its_status(scheduler, secrets, capsys):
    with Webhook(status=410) as gone:
        secrets["ALERT_WEBHOOK"] = gone.url
        fail(scheduler, INCOMPLETE)
    assert "not sent by ALERT_WEBHOOK: HTTP 410" in capsys.readouterr().out


def test_without_an_address_nothing_is_sent_and_nothing_is_said(scheduler, secrets, capsys):
    fail(scheduler, INCOMPLETE)
    assert "alert" not in capsys.readouterr().out


def test_the_addresses_are_read_from_mage_secrets(mage):
    from mage_ai.data_preparation.shared.secrets import create_secret

    create_secret("ALERT_WEBHOOK", "https://hooks.example.com/x")
    assert alert_channels.read_secrets() == {"ALERT_WEBHOOK": "https://hooks.example.com/x"}


def fail(scheduler, failure):
    """A worker reports the failure, and the scheduler's next pass sees it."""
    scheduler.on_block_failure(
        "qb_loader", error={"error": failure, "errors": [], "message": f"Traceback …\n{failure}"}
    )
    scheduler.schedule()
    assert scheduler.pipeline_run.status == "failed"


class Webhook:
    def __init__(self, status=200):
        self.bodies = bodies = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class MailServer:
    """Takes one message, as RFC 5321 has it."""

    text = ""

    def __enter__(self):
        mail = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.reply("220 ready")
                while (line := self.rfile.readline().decode().strip().upper()) != "QUIT":
                    self.reply("354 go on" if line == "DATA" else "250 ok")
                    if line == "DATA":
                        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                        mail.text = "\n".join(lines)
                        self.reply("250 taken")
                self.reply("221 bye")

            def reply(self, line):
                self.wfile.write(f"{line}\r\n".encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
