"""
A remedy for a race in Mage 0.9.80: one run gets two sets of blocks, so that each block is done twice, again and again.

`PipelineRun.create` (mage_ai/orchestration/db/models/schedules.py) commits the run and then makes its block runs, with one commit
for each. If the scheduler passes between these commits, it finds a run without blocks and makes them itself
(`PipelineScheduler.start` in mage_ai/orchestration/pipeline_scheduler_original.py). Then two block runs share each name, and work
done by one set does not count for the other. Seen once in 180 triggers on a busy machine: one request, 41 loads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn


class RolledBack(Exception):
    """The transaction was rolled back by the code within it. The reason is the context of this exception."""


def close_run_races(run_class: Any) -> None:
    """
    Make Mage create a run and its blocks in one transaction, and create the blocks of one run only once.

    If the connection breaks in the middle, nothing is left behind, and Mage's own repetition of the request (`safe_db_query`)
    starts from the beginning.

    Delete this when the first tests of tests/test_run_races.py fail for Mage's unchanged runs.
    """
    create, create_block_runs = run_class.create.__func__, run_class.create_block_runs

    def create_at_once(cls: Any, *args: Any, **kwargs: Any) -> Any:
        with one_transaction():
            return create(cls, *args, **kwargs)

    def create_block_runs_once(self: Any) -> Any:
        with one_transaction():
            return block_runs_under_lock(self) or create_block_runs(self)

    run_class.create = classmethod(create_at_once)
    run_class.create_block_runs = create_block_runs_once


def block_runs_under_lock(run: Any) -> list[Any]:
    """The block runs that exist, read when no other process is making some for this run."""
    from mage_ai.orchestration.db import db_connection
    from mage_ai.orchestration.db.models.schedules import BlockRun, PipelineRun

    db_connection.session.query(PipelineRun.id).filter(PipelineRun.id == run.id).with_for_update().one()
    present: list[Any] = BlockRun.query.filter(BlockRun.pipeline_run_id == run.id).order_by(BlockRun.id).all()
    return present


@contextmanager
def one_transaction() -> Iterator[None]:
    """
    Everything that is committed within is committed together at the end. A rollback within ends the whole: code that goes on
    after a rollback, as Mage's `safe_db_query` does, would otherwise commit only the second half.
    """
    from mage_ai.orchestration.db import db_connection

    session = db_connection.session()  # this thread's own
    if "commit" in vars(session):  # within another
        yield
        return
    rollback = session.rollback

    def give_up() -> NoReturn:
        rollback()
        raise RolledBack

    session.commit, session.rollback = session.flush, give_up
    try:
        yield
    except RolledBack as given_up:
        restore(session)
        raise (given_up.__context__ or given_up) from None
    except BaseException:
        restore(session)
        session.rollback()
        raise
    restore(session)
    session.commit()


def restore(session: Any) -> None:
    for name in ("commit", "rollback"):
        vars(session).pop(name, None)
