"""How a failure of a block reaches the person who reads Mage's log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mage_project.utils.program import BlockFailure, Logger


class ConsoleLogger:
    """
    Used when Mage gives a block no logger that takes fields: there is no logger under `mage run`, and the editor has one of
    Python's own and shows what is printed.
    """

    def __getattr__(self, level: str) -> Callable[..., None]:
        return lambda message, **_: print(f"{level.upper()} {message}", flush=True)


@contextmanager
def telling(logger: Logger) -> Iterator[None]:
    """Report a failure at once: the program that sent it may go on for a while to make the report of the run."""
    try:
        yield
    except Exception as error:
        failure = error if isinstance(error, BlockFailure) else own_failure(error)
        tell(failure, logger)
        raise failure from None


def tell(failure: BlockFailure, logger: Logger) -> None:
    """
    Logs two lines, the only ones at level error. Mage's log page shows about 75 characters of a message, and the text of an
    exception only at the end of a traceback. So the remedy has a line of its own, and it comes first.
    """
    logger.error(f"qb.todo {failure.remedy}", fields={"code": failure.code})
    logger.error(f"qb.failed {failure.message}", fields={"code": failure.code})


def own_failure(error: Exception) -> BlockFailure:
    """A failure of this side of the bridge, such as one of Mage's database. Its text may quote a statement, so it is left out."""
    return BlockFailure(
        "BLOCK_BROKE",
        f"The block itself stopped: {type(error).__name__}.",
        "Check Mage and its database, then run again: what is done is not read again.",
    )
