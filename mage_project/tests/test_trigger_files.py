"""Mage's own models and files of triggers, first without the launcher's remedy and then with it."""

import shutil
from types import SimpleNamespace

import pytest
from conftest import PROJECT

from mage_project.launch.trigger_files import take_triggers_once

PIPELINE = "qb_items_backfill"


@pytest.fixture
def project(tmp_path):
    """A copy of the project, where Mage may write."""
    from mage_ai.data_preparation.models.triggers import triggers_cache
    from mage_ai.settings.repo import set_repo_path

    copy = tmp_path / "mage_project"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    set_repo_path(str(copy))
    triggers_cache.clear()
    yield copy
    set_repo_path(str(PROJECT))


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def mage_triggers(request, project, runs, monkeypatch):
    from mage_ai.api.resources import PipelineScheduleResource, PipelineTriggerResource
    from mage_ai.orchestration.db.models import schedules

    remedied = request.param == "with the remedy"
    writers = (schedules, PipelineScheduleResource, PipelineTriggerResource)
    for module in writers:
        name = "add_or_update_trigger_for_pipeline_and_persist"
        monkeypatch.setattr(module, name, getattr(module, name))  # as it is afterwards
    model = schedules.PipelineSchedule
    monkeypatch.setattr(model, "create_or_update_batch", vars(model)["create_or_update_batch"])
    if remedied:
        take_triggers_once(model, writers)
    start_scheduler()
    return SimpleNamespace(remedied=remedied, model=model, file=project / "pipelines" / PIPELINE / "triggers.yaml")


def test_a_one_time_trigger_that_has_run_is_off_after_a_restart(mage_triggers):
    trigger = find(mage_triggers, "qb_items_once")
    update(trigger, status="active")
    trigger.update(status="INACTIVE")  # what its run does at its end
    start_scheduler()
    assert find(mage_triggers, "qb_items_once").status == ("inactive" if mage_triggers.remedied else "active")


def test_switching_a_trigger_writes_no_token_into_its_file(mage_triggers):
    trigger = find(mage_triggers, "qb_items_api")
    update(trigger, status="inactive")
    assert (trigger.token in mage_triggers.file.read_text()) is not mage_triggers.remedied


def test_what_a_person_has_set_survives_a_restart(mage_triggers):
    update(find(mage_triggers, "qb_items_once"), variables={"fecha_inicio": "2025-01-01"})
    update(find(mage_triggers, "qb_items_api"), status="inactive")
    start_scheduler()
    assert find(mage_triggers, "qb_items_once").variables == {"fecha_inicio": "2025-01-01"}
    assert find(mage_triggers, "qb_items_api").status == "inactive"


def test_a_trigger_that_was_deleted_or_renamed_does_not_come_back(mage_triggers):
    from mage_ai.api.resources.PipelineScheduleResource import PipelineScheduleResource

    PipelineScheduleResource(find(mage_triggers, "qb_items_once"), None).delete()
    update(find(mage_triggers, "qb_items_api"), name="mine")
    start_scheduler()
    assert [trigger.name for trigger in mage_triggers.model.query.all()] == ["mine"]


def test_a_trigger_that_is_new_in_the_file_is_taken_over(mage_triggers):
    text = mage_triggers.file.read_text()
    mage_triggers.file.write_text(text + text.removeprefix(text[: text.index("  - name")]).replace("qb_items", "new"))
    start_scheduler()
    assert {trigger.name for trigger in mage_triggers.model.query.all()} >= {"qb_items_once", "new_once", "new_api"}


def start_scheduler():
    """The scheduler's first pass. Its process caches the files that it has read."""
    from mage_ai.data_preparation.models.triggers import triggers_cache
    from mage_ai.orchestration.pipeline_scheduler_original import sync_schedules

    triggers_cache.clear()
    sync_schedules([PIPELINE])


def find(mage_triggers, name):
    return mage_triggers.model.query.filter(mage_triggers.model.name == name).one()


def update(trigger, **fields):
    """Change the trigger as Mage's pages do."""
    from mage_ai.api.resources.PipelineScheduleResource import PipelineScheduleResource

    PipelineScheduleResource(trigger, None).update(fields)
