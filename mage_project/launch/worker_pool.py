"""
Mage's pool of workers, without its waits and without its surplus workers.

Mage 0.9.80 (`poll_job_and_execute` in mage_ai/orchestration/queue/process_queue.py) looks into its queue once a second. For one
job it starts as many workers as it may, until one of them has taken the job. The others find nothing and end. If the queue
did not look empty to one of them, it waits in `queue.get()` forever: seen in each run of our tests.

Here the pool itself takes a job, as soon as there is one, and hands it to one worker.
"""

import queue as queues
from collections.abc import Callable
from multiprocessing import connection
from types import ModuleType
from typing import Any

LOOK_S = 1  # without news: Mage's interval


class OneJob:
    """The queue that a worker gets: it holds the worker's own job and no other."""

    def __init__(self, job: Any) -> None:
        self._job = job

    def empty(self) -> bool:
        return self._job is None

    def get(self) -> Any:
        job, self._job = self._job, None
        return job


def serve_at_once(module: ModuleType, ring: Callable[[], object]) -> None:
    """
    Replace Mage's pool by this one.

    Args:
        module: mage_ai.orchestration.queue.process_queue
        ring: called whenever a worker has ended, so that the scheduler starts what comes next
    """

    def serve(queue: Any, size: int, job_dict: Any, redis_client: Any, client_id: str) -> None:
        workers: list[Any] = []
        while True:
            running = [worker for worker in workers if worker.is_alive()]
            if len(running) < len(workers):
                ring()
            workers = running
            job = next_job(queue) if len(workers) < size else None
            if job is not None:
                worker = module.Worker(OneJob(job), job_dict)
                worker.start()
                workers.append(worker)
                continue
            if not workers and queue.empty():
                break
            news = [worker.sentinel for worker in workers]
            connection.wait(news if len(workers) >= size else [*news, queue._reader], LOOK_S)
            if redis_client and client_id:
                redis_client.set(client_id, "1", ex=module.LIVENESS_TIMEOUT_SECONDS)

    setattr(module, "poll_job_and_execute", serve)  # noqa: B010 a module has no type for it


def next_job(queue: Any) -> Any:
    try:
        return queue.get_nowait()
    except queues.Empty:
        return None
