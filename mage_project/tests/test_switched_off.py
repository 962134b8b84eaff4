"""Mage's own handler of API triggers: first as Mage has it, then with the launcher's remedy."""

from types import SimpleNamespace

import pytest

from mage_project.launch.switched_off import keep_switched_off

PIPELINE = "qb_items_backfill"


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def handlers(request, runs, monkeypatch):
    from mage_ai.server.api import triggers

    monkeypatch.setattr(triggers, "create_and_start_pipeline_run", triggers.create_and_start_pipeline_run)
    remedied = request.param == "with the remedy"
    if remedied:
        keep_switched_off(triggers)
    return SimpleNamespace(remedied=remedied, call=triggers.create_and_start_pipeline_run)


def called(handlers, status):
    """A trigger that was called while it had this status, and the run that came of the call."""
    from mage_ai.data_preparation.models.pipeline import Pipeline
    from mage_ai.orchestration.db.models.schedules import PipelineSchedule

    trigger = PipelineSchedule.create(name="api", pipeline_uuid=PIPELINE, schedule_type="API", status=status)
    variables = {"fecha_inicio": "2026-01-01"}
    run = handlers.call(Pipeline.get(PIPELINE), trigger, {"variables": variables}, should_schedule=False)
    return trigger, run


def test_a_call_of_a_trigger_that_is_off_leaves_it_off_and_its_run_waits(handlers):
    trigger, run = called(handlers, "INACTIVE")
    assert trigger.status.value == ("inactive" if handlers.remedied else "active")
    assert (run.status.value, run.pipeline_schedule_id) == ("initial", trigger.id)
    assert (run.pipeline_uuid, run.variables["fecha_inicio"]) == (PIPELINE, "2026-01-01")
    assert [block.block_uuid for block in run.block_runs] == ["qb_loader", "qb_exporter", "qb_validator"]


def test_a_call_of_a_trigger_that_is_on_is_as_in_mage(handlers):
    trigger, run = called(handlers, "ACTIVE")
    assert (trigger.status.value, run.status.value) == ("active", "initial")
