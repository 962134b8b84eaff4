"""Mage's own models. Each race is made to happen, first without the launcher's remedy and then with it."""

import threading

import pytest

from mage_project.launch.run_races import close_run_races

PIPELINE = "qb_items_backfill"
BLOCKS = ["qb_loader", "qb_exporter", "qb_validator"]
NOTICED_S = 2  # a scheduler that sees a run takes it up within this
PATIENCE_S = 60


@pytest.fixture
def model(runs, monkeypatch):
    """Mage's class of runs. After the test it is as it was before."""
    from mage_ai.orchestration.db.models.schedules import PipelineRun

    monkeypatch.setattr(PipelineRun, "create", vars(PipelineRun)["create"])
    monkeypatch.setattr(PipelineRun, "create_block_runs", PipelineRun.create_block_runs)
    return PipelineRun


@pytest.fixture(params=["as Mage has it", "with the remedy"])
def moment(request, model, monkeypatch):
    """The moment before a run's blocks are made. The first thread that reaches it is held."""
    moment = Moment(remedied=request.param == "with the remedy")
    create_block_runs = model.create_block_runs

    def after_the_moment(self):
        moment.pass_through()
        return create_block_runs(self)

    monkeypatch.setattr(model, "create_block_runs", after_the_moment)
    if moment.remedied:
        close_run_races(model)
    return moment


def test_a_run_that_the_scheduler_meets_while_it_is_made_has_each_block_once(moment, model):
    web = in_a_session_of_its_own(lambda: model.create(pipeline_uuid=PIPELINE))
    moment.wait()
    start_what_is_visible()
    moment.end()
    web.join(PATIENCE_S)
    start_what_is_visible()
    assert blocks() == (BLOCKS if moment.remedied else BLOCKS + BLOCKS)


def test_a_run_that_two_schedulers_meet_has_each_block_once(moment, model):
    model.create(pipeline_uuid=PIPELINE, create_block_runs=False)
    first = in_a_session_of_its_own(start_what_is_visible)
    moment.wait()
    second = in_a_session_of_its_own(start_what_is_visible)
    second.join(NOTICED_S)
    moment.end()
    for scheduler in (first, second):
        scheduler.join(PATIENCE_S)
    assert blocks() == (BLOCKS if moment.remedied else BLOCKS + BLOCKS)


def test_a_connection_that_breaks_while_a_run_is_made_leaves_one_run_with_each_block_once(model, monkeypatch):
    from mage_ai.orchestration.db import safe_db_query

    close_run_races(model)
    break_connection_at(model, "create_block_run", call=2, monkeypatch=monkeypatch)
    safe_db_query(lambda: model.create(pipeline_uuid=PIPELINE))()
    assert (model.query.count(), blocks()) == (1, BLOCKS)


def test_a_run_that_cannot_be_made_leaves_nothing_behind_and_the_next_one_is_made(model):
    close_run_races(model)
    with pytest.raises(Exception, match="no_such_pipeline"):
        model.create(pipeline_uuid="no_such_pipeline")
    assert model.query.count() == 0
    model.create(pipeline_uuid=PIPELINE)
    assert (model.query.count(), blocks()) == (1, BLOCKS)


class Moment:
    def __init__(self, remedied):
        self.remedied = remedied
        self._reached, self._over = threading.Event(), threading.Event()

    def pass_through(self):
        if not self._reached.is_set():
            self._reached.set()
            assert self._over.wait(PATIENCE_S)

    def wait(self):
        assert self._reached.wait(PATIENCE_S)

    def end(self):
        self._over.set()


def in_a_session_of_its_own(work):
    """Mage's session belongs to its thread."""
    from mage_ai.orchestration.db import db_connection

    def work_and_close():
        try:
            work()
        finally:
            db_connection.session.remove()

    thread = threading.Thread(target=work_and_close, daemon=True)
    thread.start()
    return thread


def start_what_is_visible():
    """What a pass of the scheduler does with a new run."""
    from mage_ai.orchestration.db import db_connection
    from mage_ai.orchestration.db.models.schedules import PipelineRun
    from mage_ai.orchestration.pipeline_scheduler import PipelineScheduler

    db_connection.session.rollback()
    for run in PipelineRun.query.filter(PipelineRun.status == PipelineRun.PipelineRunStatus.INITIAL).all():
        PipelineScheduler(run).start(should_schedule=False)


def blocks():
    from mage_ai.orchestration.db import db_connection
    from mage_ai.orchestration.db.models.schedules import BlockRun

    db_connection.session.rollback()
    return [run.block_uuid for run in BlockRun.query.order_by(BlockRun.id).all()]


def break_connection_at(model, method, call, monkeypatch):
    """Make the connection break once, in the given call of the method."""
    from mage_ai.orchestration.db import safe_db_query
    from sqlalchemy.exc import OperationalError

    calls, original = [], getattr(model, method)

    def breaks(*args, **kwargs):
        calls.append(args)
        if len(calls) == call:
            raise OperationalError("insert into block_run", {}, Exception("the server closed the connection"))
        return original(*args, **kwargs)

    monkeypatch.setattr(model, method, safe_db_query(breaks))
