"""How a failure of a block reaches the person who reads Mage's log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mage_project.utils.program import BlockFailure, Logger


class ConsoleLogger:
    """
    Stands in where Mage gives a block no logger that takes fields: none at all under `mage run`, one of Python's own in the
    editor, which shows what is printed.
    """

    def __getattr__(self, level: str) -> Callable[..., None]:
        return lambda message, **_: print(f"{level.upper()} {message}", flush=True)


@contextmanager
def telling(logger: Logger) -> Iterator[None]:
    """A failure is reported as soon as it is known: the program that reported it may still be drawing the run's report."""
    try:
        yield
    except Exception as error:
        failure = error if isinstance(error, BlockFailure) else own_failure(error)
        tell(failure, logger)
        raise failure from None


def tell(failure: BlockFailure, logger: Logger) -> None:
    """
    Two lines, and the only ones at level error. Mage's log page shows about 75 characters of a message, and an exception's
    text only at the end of a traceback: so what to do has a line of its own, and it is the first.
    """
    logger.error(f"qb.todo {failure.remedy}", fields={"code": failure.code})
    logger.error(f"qb.failed {failure.message}", fields={"code": failure.code})


def own_failure(error: Exception) -> BlockFailure:
    """Something on this side of the bridge, such as Mage's database; its text may quote what it was asked."""
    return BlockFailure(
        "BLOCK_BROKE",
        f"The block itself stopped: {type(error).__name__}.",
        "Check Mage and its database, then run again: what is done is not read again.",
    )
