from typing import Any

from mage_project.utils.ts_bridge import run_block

if "custom" not in globals():
    from mage_ai.data_preparation.decorators import custom


@custom  # type: ignore[untyped-decorator]
def qb_exporter(*upstream: object, **kwargs: Any) -> dict[str, Any]:
    """Turn the staged pages into rows of the raw table, inside Postgres."""
    return run_block("exporter", kwargs, upstream)
