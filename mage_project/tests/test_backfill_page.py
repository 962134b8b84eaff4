"""Mage's own models: what its Backfills page and its triggers put into a block's keywords."""

import datetime

import pytest

from mage_project.utils.backfill_page import interval_of

PIPELINE = "qb_items_backfill"
FIRST = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


def made_by_the_page(days, interval_days):
    """The runs that the page makes for this number of days, as the blocks of the runs see them."""
    from mage_ai.orchestration.backfills.service import start_backfill
    from mage_ai.orchestration.db.models.schedules import Backfill

    backfill = Backfill.create(
        name="june",
        pipeline_uuid=PIPELINE,
        interval_type=Backfill.IntervalType.DAY,
        interval_units=interval_days,
        start_datetime=FIRST,
        end_datetime=FIRST + datetime.timedelta(days=days),
        variables={},
    )
    return [keywords(run) for run in start_backfill(backfill)]


def keywords(run):
    return {**run.get_variables(), "pipeline_run_id": run.id}


def test_each_run_of_the_page_has_its_part_of_the_dates_as_range(runs):
    ranges = [interval_of(each) for each in made_by_the_page(days=2, interval_days=1)]
    assert [(each["start"][:10], each["end"][:10]) for each in ranges] == [
        ("2026-06-01", "2026-06-02"),
        ("2026-06-02", "2026-06-03"),
        ("2026-06-03", "2026-06-04"),
    ]


def test_an_interval_longer_than_the_dates_has_no_end(runs):
    [interval] = [interval_of(each) for each in made_by_the_page(days=2, interval_days=7)]
    assert interval["start"].startswith("2026-06-01")
    assert interval["end"] is None


@pytest.mark.parametrize("rhythm", ["@daily", "@hourly", "@monthly"])
def test_the_rhythm_of_a_recurring_trigger_is_no_range(runs, rhythm):
    from mage_ai.orchestration.db.models.schedules import PipelineRun, PipelineSchedule, ScheduleType

    schedule = PipelineSchedule.create(
        name="Backfill every day", pipeline_uuid=PIPELINE, schedule_interval=rhythm, schedule_type=ScheduleType.TIME
    )
    run = PipelineRun.create(pipeline_uuid=PIPELINE, pipeline_schedule_id=schedule.id, execution_date=FIRST)
    seen = keywords(run)
    assert seen["interval_start_datetime"] is not None
    assert interval_of(seen) is None


def test_a_run_without_a_row_in_mage_has_none():
    assert interval_of({}) is None
    assert interval_of({"pipeline_run_id": None, "interval_start_datetime": FIRST}) is None
