"""
The message to a person when a run has failed: which run, its verdict, the reason, and what to do. The addresses are in Mage
Secrets, so that they can be set on Mage's page without changing a file (docs/en/alerts.md).

Mage's own message (mage_ai/orchestration/notification/sender.py, 0.9.80) says "Failed blocks: qb_loader" and a stack trace.
Channels that are set in Mage's `notification_config` still work, and get this text instead of Mage's own.
"""

import re
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import Any

from mage_project.launch.alert_channels import deliver

INCOMPLETE = "RUN_INCOMPLETE"
SENTENCE = re.compile(r"(?P<message>.*) \[(?P<code>[A-Z][A-Z0-9_]*)\]", re.DOTALL)
CODE_OF_MAGE = "MAGE"


@dataclass(frozen=True)
class Alert:
    """`verdict` is that of the run: complete, incomplete, or none if the run stopped before its proof."""

    pipeline: str
    run: int
    entity: str
    verdict: str
    code: str
    message: str
    remedy: str
    url: str

    @property
    def title(self) -> str:
        if self.verdict == "complete":
            return f"{self.pipeline}: run {self.run} is complete"
        what = "is incomplete" if self.verdict == "incomplete" else "failed"
        return f"{self.pipeline}: run {self.run} {what} [{self.code}]"

    @property
    def text(self) -> str:
        lines = {
            "Entity": self.entity,
            "Verdict": self.verdict,
            "What happened": self.message,
            "What to do": self.remedy,
        }
        return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)

    @property
    def text_and_url(self) -> str:
        return f"{self.text}\nSee: {self.url}"

    def as_json(self) -> dict[str, object]:
        return {"title": self.title, "text": self.text_and_url, **asdict(self)}


def send_alerts(sender_module: ModuleType, scheduler_class: Any) -> None:
    """
    Args:
        sender_module: mage_ai.orchestration.notification.sender
        scheduler_class: Mage's PipelineScheduler, to which a worker reports the failure of its block
    """
    sender = sender_module.NotificationSender
    send_success, send_failure = sender.send_pipeline_run_success_message, sender.send_pipeline_run_failure_message
    on_block_failure, host = scheduler_class.on_block_failure, sender_module.MAGE_PUBLIC_HOST

    def tell_of_success(self: Any, pipeline: Any, pipeline_run: Any) -> None:
        send_success(self, pipeline, pipeline_run)
        deliver(lambda: alert_of(pipeline, pipeline_run, host, verdict="complete"), on="success")

    def tell_of_failure(
        self: Any,
        pipeline: Any,
        pipeline_run: Any,
        error: str | None = None,
        stacktrace: str | None = None,
        summary: str | None = None,
    ) -> None:
        alert = alert_of(pipeline, pipeline_run, host, otherwise=summary or error)
        send_failure(self, pipeline, pipeline_run, error=alert.text, stacktrace="", summary=summary)
        deliver(lambda: alert, on="failure")

    def keep_parts(self: Any, block_uuid: str, **details: Any) -> None:
        """Only the worker knows the exception; Mage keeps the text and the stack trace of it.

        Mage's function must run first: it writes into the dictionary that it has read, and SQLAlchemy notices no change in a
        dictionary that was stored before.
        """
        on_block_failure(self, block_uuid, **details)
        failure: Any = (details.get("error") or {}).get("error")
        if all(hasattr(failure, part) for part in ("code", "message", "remedy")):
            block_run = type(self.pipeline_run.block_runs[0]).get(
                pipeline_run_id=self.pipeline_run.id, block_uuid=block_uuid
            )
            parts = {"code": failure.code, "message": failure.message, "remedy": failure.remedy}
            block_run.update(metrics={**(block_run.metrics or {}), "failure": parts})

    sender.send_pipeline_run_success_message = tell_of_success
    sender.send_pipeline_run_failure_message = tell_of_failure
    scheduler_class.on_block_failure = keep_parts


def alert_of(
    pipeline: Any, pipeline_run: Any, host: str, verdict: str | None = None, otherwise: str | None = None
) -> Alert:
    failure = {"code": "", "message": "", "remedy": ""} if verdict else failure_of(pipeline_run, otherwise)
    return Alert(
        pipeline=pipeline.uuid,
        run=pipeline_run.id,
        entity=entity_of(pipeline, pipeline_run),
        verdict=verdict or ("incomplete" if failure["code"] == INCOMPLETE else "none"),
        url=f"{host}/pipelines/{pipeline.uuid}/runs/{pipeline_run.id}",
        **failure,
    )


def failure_of(pipeline_run: Any, otherwise: str | None) -> dict[str, str]:
    """`{code, message, remedy}` of the block that failed; Mage's own words if none of our blocks failed."""
    kept = [run.metrics for run in pipeline_run.block_runs if run.status == "failed" and run.metrics]
    for metrics in kept:
        if "failure" in metrics:
            parts: dict[str, str] = metrics["failure"]
            return parts
    # This launcher does not run where a block ran as a Kubernetes Job. Its text was made of the code, the message and the remedy.
    texts = [metrics["error"]["error"] for metrics in kept if metrics.get("error")]
    sentence = SENTENCE.fullmatch(texts[0].strip()) if texts else None
    if sentence:
        return {"code": sentence["code"], "message": sentence["message"], "remedy": ""}
    return {
        "code": CODE_OF_MAGE,
        "message": texts[0] if texts else str(otherwise or ""),
        "remedy": "Read the run's log in Mage.",
    }


def entity_of(pipeline: Any, pipeline_run: Any) -> str:
    """The entity of the pipeline, or the names that the run was asked for."""
    configured: list[str | None] = [
        (block.configuration or {}).get("entity") for block in pipeline.blocks_by_uuid.values()
    ]
    return next((entity for entity in configured if entity), None) or str(
        pipeline_run.get_variables().get("entities") or ""
    )
