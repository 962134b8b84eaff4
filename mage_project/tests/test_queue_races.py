"""The queue is Mage's own. Each race is made to happen, first without the launcher's remedy and then with it."""

import multiprocessing
import threading
import time

import pytest
from support import await_file, await_true, end_all_children_of

from mage_project.launch.queue_races import close_queue_races, close_scheduler_race


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def queue(request):
    from mage_ai.orchestration.queue.config import QueueConfig
    from mage_ai.orchestration.queue.process_queue import ProcessQueue

    class Queue(ProcessQueue):  # so that the remedy of one test does not reach the next
        pass

    if request.param == "with the remedy":
        close_queue_races(Queue)
    queue = Queue(QueueConfig(concurrency=2))
    queue.start()
    queue.remedied = request.param == "with the remedy"
    yield queue
    end_all_children_of(queue.worker_pool_proc)
    queue.mp_manager.shutdown()


def test_a_job_is_done_although_the_queue_wrote_it_late(queue, tmp_path):
    job = tmp_path / "done"
    hold_writes(queue.queue, lambda: await_true(lambda: pool_has_ended(queue), 0.5 if queue.remedied else 20))
    queue.enqueue("block_run_1", job.touch)
    assert is_done(job, queue) is queue.remedied


def test_a_job_is_done_although_the_last_pool_process_was_leaving(queue, tmp_path):
    job, go_on = tmp_path / "done", tmp_path / "go-on"
    leaving = start_leaving_pool(queue, go_on)
    queue.enqueue("block_run_1", job.touch)
    go_on.touch()
    leaving.join()
    queue.clean_up_jobs()  # the end of the scheduler's next pass
    assert is_done(job, queue) is queue.remedied


def test_a_job_is_done_although_the_last_pool_process_left_before_the_queue_wrote_it(queue, tmp_path):
    job, go_on, write = tmp_path / "done", tmp_path / "go-on", threading.Event()
    leaving = start_leaving_pool(queue, go_on)
    hold_writes(queue.queue, write.wait)
    queue.enqueue("block_run_1", job.touch)
    go_on.touch()
    leaving.join()
    queue.clean_up_jobs()  # the end of the scheduler's next pass
    write.set()
    assert await_true(lambda: not queue.queue.empty())
    queue.clean_up_jobs()  # the end of the pass after it
    assert is_done(job, queue) is queue.remedied


def test_a_job_is_done_although_its_status_is_written_late(queue, tmp_path):
    job, go_on = tmp_path / "done", tmp_path / "go-on"
    start_job(queue, await_file, go_on)  # its pool looks for the next job
    assert await_true(lambda: isinstance(queue.job_dict.get("block_run_1"), int))
    queue.job_dict = WrittenLate(queue.job_dict, queue.queue)
    queue.enqueue("block_run_2", job.touch)
    done = is_done(job, queue)
    go_on.touch()
    assert done is queue.remedied


def test_a_job_is_done_once_although_its_worker_wrote_down_late_that_it_had_taken_it(queue, tmp_path):
    done = tmp_path / "done"
    queue.job_dict = jobs = SlowlyTaken(queue.job_dict)
    start_job(queue, append_line, done)
    deadline = time.monotonic() + 20
    while jobs.get("block_run_1") != "completed" and time.monotonic() < deadline:
        # Each pass of the scheduler takes its block for crashed then, unless the block has ended by itself.
        if not queue.has_job("block_run_1") and jobs.get("block_run_1") != "completed":
            queue.enqueue("block_run_1", append_line, done)
        time.sleep(0.02)
    queue.worker_pool_proc.join(10)
    assert (done.read_text() == "done\n") is queue.remedied


def test_a_job_whose_worker_writes_its_id_while_the_scheduler_looks_is_still_there(queue):
    start_job(queue, time.sleep, 30)
    assert await_true(lambda: isinstance(queue.job_dict.get("block_run_1"), int))
    queue.job_dict = OneLookBehind(queue.job_dict, "queued")
    assert queue.has_job("block_run_1") is queue.remedied


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def scheduler(request, runs, monkeypatch):
    """Mage's own scheduler, with a pipeline run that has a RUNNING block."""
    from mage_ai.orchestration.db.models.schedules import BlockRun, PipelineRun
    from mage_ai.orchestration.job_manager import JobManager
    from mage_ai.orchestration.pipeline_scheduler import PipelineScheduler

    monkeypatch.setattr(JobManager, "has_block_run_job", JobManager.has_block_run_job)  # as it is afterwards
    if request.param == "with the remedy":
        close_scheduler_race(JobManager)
    run = PipelineRun.create(pipeline_uuid="qb_items_backfill", status=PipelineRun.PipelineRunStatus.RUNNING)
    loader = BlockRun.get(run.id, "qb_loader")
    loader.update(status=BlockRun.BlockRunStatus.RUNNING)
    scheduler = PipelineScheduler(run)
    scheduler.loader, scheduler.remedied = loader, request.param == "with the remedy"
    return scheduler


def test_a_block_that_ends_while_the_scheduler_looks_is_not_run_again(scheduler, monkeypatch):
    monkeypatch.setattr(scheduler_queue(), "has_job", lambda *_, **__: ends(scheduler.loader.id))
    crashed = scheduler._PipelineScheduler__fetch_crashed_block_runs()
    assert (crashed, scheduler.loader.status) == (
        ([], "completed") if scheduler.remedied else ([scheduler.loader], "initial")
    )


def test_a_block_whose_worker_was_killed_is_still_run_again(scheduler):
    assert scheduler._PipelineScheduler__fetch_crashed_block_runs() == [scheduler.loader]
    assert scheduler.loader.status == "initial"


class Jobs:
    """Mage's shared dictionary of jobs. Each class below makes one moment of it longer."""

    def __init__(self, jobs):
        self._jobs = jobs

    def __getattr__(self, name):
        return getattr(self._jobs, name)

    def __contains__(self, job_id):
        return job_id in self._jobs

    def __getitem__(self, job_id):
        return self._jobs[job_id]

    def __setitem__(self, job_id, status):
        self._jobs[job_id] = status


class SlowlyTaken(Jobs):
    """A worker writes its process id late."""

    def __setitem__(self, job_id, status):
        if isinstance(status, int):
            time.sleep(3)  # longer than the second after which the pool looks for work again
        super().__setitem__(job_id, status)


class OneLookBehind(Jobs):
    """The first look finds the status from before the worker wrote its id."""

    def __init__(self, jobs, first):
        super().__init__(jobs)
        self._first = first

    def get(self, job_id):
        status, self._first = self._first or self._jobs.get(job_id), None
        return status


class WrittenLate(Jobs):
    """A status is written only after a worker has had time to take a job that was put before."""

    def __init__(self, jobs, queue):
        super().__init__(jobs)
        self._queue, self._was_put = queue, False
        put = queue.put

        def noted_put(job):
            self._was_put = True
            put(job)

        queue.put = noted_put

    def __setitem__(self, job_id, status):
        if self._was_put:
            await_true(lambda: not self._queue.empty(), 2)  # unless the worker is quicker than the look
            await_true(self._queue.empty)
            time.sleep(0.5)  # the worker that has taken the job looks for its status
        super().__setitem__(job_id, status)


def scheduler_queue():
    from mage_ai.orchestration.job_manager import get_job_manager

    return get_job_manager().queue


def ends(block_run_id):
    """A worker writes the end of its block, in a session of its own. Returns False: the block's job is gone by then."""
    from mage_ai.orchestration.db import engine
    from mage_ai.orchestration.db.models.schedules import BlockRun
    from sqlalchemy import update

    block_runs = BlockRun.__table__
    with engine.begin() as connection:
        connection.execute(update(block_runs).where(block_runs.c.id == block_run_id).values(status="COMPLETED"))
    return False


def append_line(file):
    with file.open("a") as lines:
        lines.write("done\n")


def start_job(queue, target, *args):
    """Mage's `enqueue` without its races, for a test of another one: the pool starts when the job is there to be taken."""
    queue.job_dict["block_run_1"] = "queued"
    queue.queue.put(["block_run_1", target, args, {}])
    assert await_true(lambda: not queue.queue.empty())
    queue.start_worker_pool()


def pool_has_ended(queue):
    return queue.worker_pool_proc is not None and queue.worker_pool_proc.exitcode is not None


def start_leaving_pool(queue, go_on):
    """A pool process that has already seen an empty queue. It ends once the file `go_on` exists."""
    queue.worker_pool_proc = leaving = multiprocessing.Process(target=await_file, args=[go_on])
    leaving.start()
    return leaving


def hold_writes(queue, wait):
    """Make the queue's thread wait before it writes, as on a busy machine."""
    send = queue._send_bytes

    def send_late(data):
        wait()
        send(data)

    queue._send_bytes = send_late


def is_done(job, queue):
    """Whether the job is done. A job that no process takes is given up after 2 s: two polls of a pool process."""
    deadline = time.monotonic() + (20 if queue.remedied else 2)
    while not job.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return job.exists()
