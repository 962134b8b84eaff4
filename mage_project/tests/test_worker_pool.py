"""The queue is Mage's own. Its pool is first Mage's and then the launcher's."""

import multiprocessing
import time
from types import SimpleNamespace

import pytest
from support import await_file, await_true, end_all_children_of

from mage_project.launch.queue_races import close_queue_races
from mage_project.launch.worker_pool import serve_at_once

PATIENCE_S = 20
LOOK_S = 1  # between two looks of Mage's pool


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def pool(request, monkeypatch):
    from mage_ai.orchestration.queue import process_queue
    from mage_ai.orchestration.queue.config import QueueConfig

    class Queue(process_queue.ProcessQueue):  # so that the remedy of one test does not reach the next
        pass

    close_queue_races(Queue)
    rung = multiprocessing.Semaphore(0)
    monkeypatch.setattr(process_queue, "poll_job_and_execute", process_queue.poll_job_and_execute)
    if request.param == "with the remedy":
        serve_at_once(process_queue, rung.release)
    queue = Queue(QueueConfig(concurrency=2))
    queue.start()
    yield SimpleNamespace(queue=queue, rung=rung, remedied=request.param == "with the remedy")
    end_all_children_of(queue.worker_pool_proc)
    queue.mp_manager.shutdown()


def test_a_pool_whose_work_is_done_ends_and_leaves_no_worker_that_waits_for_ever(pool, tmp_path):
    pool.queue.queue = taken_late = TakenLate(pool.queue.queue)  # so that Mage starts a second worker for the one job
    pool.queue.enqueue("block_run_1", (tmp_path / "done").touch)
    assert await_true((tmp_path / "done").exists)
    pool.queue.worker_pool_proc.join(PATIENCE_S if pool.remedied else 3 * LOOK_S + taken_late.seconds)
    assert pool.queue.worker_pool_proc.is_alive() is not pool.remedied


def test_the_end_of_a_worker_is_reported_while_another_continues(pool, tmp_path):
    go_on = tmp_path / "go-on"
    pool.queue.enqueue("block_run_1", await_file, go_on)
    assert await_true(lambda: isinstance(pool.queue.job_dict.get("block_run_1"), int))
    pool.queue.enqueue("block_run_2", time.sleep, 0)
    assert pool.rung.acquire(timeout=PATIENCE_S if pool.remedied else 3 * LOOK_S) is pool.remedied
    assert isinstance(pool.queue.job_dict.get("block_run_1"), int)
    go_on.touch()


class TakenLate:
    """A queue that shows a job for a while, since a worker takes the job late."""

    seconds = 0.5

    def __init__(self, queue):
        self._queue = queue

    def __getattr__(self, name):
        return getattr(self._queue, name)

    def get(self):
        time.sleep(self.seconds)
        return self._queue.get()
