"""
Wakes Mage's scheduler when there is something to do.

Mage 0.9.80 looks for work every `SCHEDULER_TRIGGER_INTERVAL` seconds (mage_ai/orchestration/triggers/loop_time_trigger.py). A run
of three blocks waits for this about five times. With the bell, a pass begins as soon as a run is made, a worker ends or a run
ends and another one may start. The interval is still needed for a trigger that is due or was switched on: these do not ring.
"""

import os
import select
import time
from contextlib import suppress
from typing import Any, NoReturn


class Bell:
    """
    A pipe that every process of this Mage inherits. It is not an Event of multiprocessing: a worker that is killed while it
    sets an Event would keep the lock of the Event forever. Processes that are not our forks have no bell, and use the interval.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        for end in (self._reader, self._writer):
            os.set_blocking(end, False)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # the pipe is full, so it is ringing already
            os.write(self._writer, b"!")

    def wait(self, timeout_s: float) -> None:
        """Returns when the bell has rung since the last wait, after `timeout_s` at the latest."""
        select.select([self._reader], [], [], max(0, timeout_s))
        with suppress(BlockingIOError):
            while os.read(self._reader, 4096):
                pass


def wake_scheduler(bell: Bell, loop_class: Any, run_class: Any, scheduler_class: Any) -> None:
    """
    Args:
        loop_class: Mage's LoopTimeTrigger, which makes one pass after another
        run_class: Mage's PipelineRun
        scheduler_class: Mage's PipelineScheduler, one for each run of a pass
    """
    create, schedule = run_class.create.__func__, scheduler_class.schedule

    def pass_for_ever(self: Any) -> NoReturn:
        while True:
            begun = time.monotonic()
            self.last_run_time = int(time.time())
            self.run()
            bell.wait(self.trigger_interval - (time.monotonic() - begun))

    def create_and_ring(cls: Any, *args: Any, **kwargs: Any) -> Any:
        run = create(cls, *args, **kwargs)
        bell.ring()
        return run

    def schedule_and_ring(self: Any, *args: Any, **kwargs: Any) -> None:
        schedule(self, *args, **kwargs)
        if self.pipeline_run.status != run_class.PipelineRunStatus.RUNNING:
            bell.ring()  # a run of the same pipeline may be waiting for its end

    loop_class.start = pass_for_ever
    run_class.create = classmethod(create_and_ring)
    scheduler_class.schedule = schedule_and_ring
