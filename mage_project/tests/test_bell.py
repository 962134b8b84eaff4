"""Mage's loop and models, with an interval that is longer than any test."""

import os
import threading
import time

import pytest

from mage_project.launch.bell import Bell, wake_scheduler

PATIENCE_S = 20
INTERVAL_S = 3600


@pytest.fixture
def bell():
    return Bell()


def test_a_bell_that_rang_while_no_process_waited_is_heard_later_and_once_only(bell):
    bell.ring()
    bell.ring()
    assert seconds_of(lambda: bell.wait(PATIENCE_S)) < PATIENCE_S / 2
    assert seconds_of(lambda: bell.wait(0.2)) >= 0.2


def test_a_bell_is_heard_from_another_process(bell):
    if os.fork() == 0:
        bell.ring()
        os._exit(0)
    assert seconds_of(lambda: bell.wait(PATIENCE_S)) < PATIENCE_S / 2
    os.wait()


def test_a_bell_that_no_process_waits_for_blocks_no_process(bell):
    for _ in range(100_000):
        bell.ring()
    bell.wait(PATIENCE_S)
    assert seconds_of(lambda: bell.wait(0.1)) >= 0.1


def test_the_scheduler_passes_when_a_run_is_made_and_when_one_ends_and_not_without_a_reason(bell, runs, monkeypatch):
    from mage_ai.orchestration.db.models.schedules import BlockRun, PipelineRun, PipelineSchedule
    from mage_ai.orchestration.pipeline_scheduler_original import PipelineScheduler
    from mage_ai.orchestration.triggers.loop_time_trigger import LoopTimeTrigger

    monkeypatch.setattr(LoopTimeTrigger, "start", LoopTimeTrigger.start)
    monkeypatch.setattr(PipelineScheduler, "schedule", PipelineScheduler.schedule)
    monkeypatch.setattr(PipelineRun, "create", vars(PipelineRun)["create"])
    wake_scheduler(bell, LoopTimeTrigger, PipelineRun, PipelineScheduler)
    loop = CountingLoop(LoopTimeTrigger)
    loop.await_passes(1)

    trigger = PipelineSchedule.create(name="once", pipeline_uuid="qb_items_backfill")
    run = PipelineRun.create(
        pipeline_uuid="qb_items_backfill", pipeline_schedule_id=trigger.id, status=PipelineRun.PipelineRunStatus.RUNNING
    )
    loop.await_passes(2)

    PipelineScheduler(run).schedule([])  # its blocks are under way
    assert loop.passes_after(0.3) == 2
    for block in run.block_runs:
        block.update(status=BlockRun.BlockRunStatus.COMPLETED)
    PipelineScheduler(run).schedule()
    loop.await_passes(3)
    assert run.status == "completed"
    assert loop.passes_after(0.3) == 3


class CountingLoop:
    def __init__(self, loop_class):
        self._count = 0
        loop = loop_class(INTERVAL_S)
        loop.run = self._pass
        threading.Thread(target=loop.start, daemon=True).start()

    def _pass(self):
        self._count += 1

    def await_passes(self, count):
        deadline = time.monotonic() + PATIENCE_S
        while self._count < count:
            assert time.monotonic() < deadline, f"{self._count} passes"
            time.sleep(0.01)

    def passes_after(self, seconds):
        time.sleep(seconds)
        return self._count


def seconds_of(work):
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
