from typing import Any

import pandas as pd

from mage_project.utils.ts_bridge import run_block

if "custom" not in globals():
    from mage_ai.data_preparation.decorators import custom


@custom  # type: ignore[untyped-decorator]
def qb_validator(*upstream: object, **kwargs: Any) -> pd.DataFrame:
    """Say whether everything is there. Mage's run page shows a DataFrame as a full table."""
    return pd.DataFrame(run_block("validator", kwargs, upstream)["table"])
