"""
Keeps an API trigger off that a person has switched off.

Mage 0.9.80 accepts a call of such a trigger, switches the trigger on and starts the run (`create_and_start_pipeline_run` in
mage_ai/orchestration/triggers/utils.py). So any program that has the token undoes what the person did. Here the run is made and
waits at `initial` until a person enables the trigger.
"""

from types import ModuleType
from typing import Any


def keep_switched_off(handlers: ModuleType) -> None:
    """
    Args:
        handlers: mage_ai.server.api.triggers, which takes the calls of API triggers
    """
    from mage_ai.data_preparation.models.triggers import ScheduleStatus
    from mage_ai.orchestration.db.models.schedules import PipelineRun
    from mage_ai.orchestration.pipeline_scheduler import configure_pipeline_run_payload

    create_and_start = handlers.create_and_start_pipeline_run

    def create_and_leave_off(pipeline: Any, schedule: Any, payload: dict[str, Any], **options: Any) -> Any:
        if schedule.status == ScheduleStatus.ACTIVE:
            return create_and_start(pipeline, schedule, payload, **options)
        configured, _ = configure_pipeline_run_payload(schedule, pipeline.type, payload)
        return PipelineRun.create(**configured)

    setattr(handlers, "create_and_start_pipeline_run", create_and_leave_off)  # noqa: B010 a module has no type for it
