"""
Wakes Mage's scheduler when there is something to do.

Mage 0.9.80 looks for work every `SCHEDULER_TRIGGER_INTERVAL` seconds (mage_ai/orchestration/triggers/loop_time_trigger.py): a run
of three blocks waits for it some five times. With the bell a pass begins as soon as a run is made, a worker ends or
a run gives way to the next, and the interval is only for what does not ring: a trigger that is due or was switched on.
"""

import os
import select
import time
from contextlib import suppress
from typing import Any, NoReturn


class Bell:
    """
    A pipe that every process of this Mage inherits. Not an Event of multiprocessing: a worker that is killed while it sets
    one would keep its lock without end. Processes that are not forks of ours have no bell, and the interval serves them.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        for end in (self._reader, self._writer):
            os.set_blocking(end, False)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # it has been ringing for long
            os.write(self._writer, b"!")

    def wait(self, timeout_s: float) -> None:
        """Returns when it has rung since the last wait, at the latest after `timeout_s`."""
        select.select([self._reader], [], [], max(0, timeout_s))
        with suppress(BlockingIOError):
            while os.read(self._reader, 4096):
                pass


def wake_scheduler(bell: Bell, loop_class: Any, run_class: Any, scheduler_class: Any) -> None:
    """
    Args:
        loop_class: Mage's LoopTimeTrigger, which passes without end
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
