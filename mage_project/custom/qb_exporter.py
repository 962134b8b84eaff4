from mage_project.utils.ts_bridge import run_block

if "custom" not in globals():
    from mage_ai.data_preparation.decorators import custom


@custom
def qb_exporter(*upstream, **kwargs):
    """Turn the staged pages into rows of the raw table, inside Postgres."""
    return run_block("exporter", kwargs, upstream)
