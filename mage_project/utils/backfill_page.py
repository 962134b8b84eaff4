"""
The range of a run that Mage's *Backfills* page has made. Mage hands it over as `interval_start_datetime` and
`interval_end_datetime`. A recurring trigger gets both as well, but there they are its own interval and not a range. Only the
run's row in Mage's database shows which of the two it is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mage_project.utils.program import Json
from mage_project.utils.secret_table import connect


def interval_of(kwargs: Mapping[str, Any]) -> Json | None:
    """`start` and `end` in ISO 8601; the end is None if Mage gives none. None if the page has not made the run."""
    run_id, start = kwargs.get("pipeline_run_id"), kwargs.get("interval_start_datetime")
    if not isinstance(run_id, int) or start is None or not is_of_the_page(run_id):
        return None
    return {"start": as_text(start), "end": as_text(kwargs.get("interval_end_datetime"))}


def is_of_the_page(run_id: int) -> bool:
    from mage_ai.orchestration.db.models.schedules import PipelineRun

    table = PipelineRun.__table__
    with connect(f"qb run {run_id}") as connection:
        return connection.scalar(select(table.c.backfill_id).where(table.c.id == run_id)) is not None


def as_text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value if isinstance(value, str) else None
