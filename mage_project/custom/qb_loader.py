from typing import Any

from mage_project.utils.ts_bridge import run_block

if "custom" not in globals():
    from mage_ai.data_preparation.decorators import custom


@custom  # type: ignore[untyped-decorator]
def qb_loader(*upstream: object, **kwargs: Any) -> dict[str, Any]:
    """Stage every record of the range. Rows go from QuickBooks to Postgres without passing through Mage."""
    return run_block("loader", kwargs, upstream)
