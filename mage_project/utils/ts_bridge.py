"""
Runs the TypeScript program of a block and relays between it and Mage: one JSON object a line in both directions, as
defined in `ts-blocks/src/bridge/messages.ts`. Nothing is decided here.
"""
import json
from contextlib import contextmanager

from mage_project.utils.program import BlockFailure, Program, command_of
from mage_project.utils.secret_store import MageSecrets
from mage_project.utils.secret_table import LeaseRefused

PROTOCOL_VERSION = 1
LEVELS = ("debug", "info", "warning", "error")

# What Mage 0.9.80 puts into a block's kwargs beside the runtime variables (PipelineRun.get_variables,
# Block.enrich_global_vars, BlockExecutor.execute). Whatever else is there came from a person and goes on to the
# program, so that it can name a misspelt variable.
MAGE_OWN = frozenset("""
    block_uuid configuration context ds dynamic_block_index env event execution_date execution_partition hr
    interval_end_datetime interval_seconds interval_start_datetime interval_start_datetime_previous logger part_index
    pipeline.name pipeline.uuid pipeline_run_id pipeline_uuid remote_blocks repo_path retry spark trigger_name
""".split())

FELL_BACK = ("The token of the last `npm run connect` was refused by Intuit and removed; the one before it is used. "
             "If this run cannot sign in either, run `npm run connect` again.")


class ConsoleLogger:
    """
    Stands in where Mage gives a block no logger that takes fields: none at all under `mage run`, one of Python's own in the
    editor, which shows what is printed.
    """

    def __getattr__(self, level):
        return lambda message, **_: print(f"{level.upper()} {message}", flush=True)


def run_block(block, kwargs, upstream=(), *, store=None, command=None):
    """Run a block's program to its end and return its output. `store` and `command` are for the tests."""
    logger = kwargs.get("logger")
    if not hasattr(logger, "logging_tags"):
        logger = ConsoleLogger()
    job = job_of(block, kwargs, upstream, logger)
    store = store or MageSecrets(holder=f"{job['pipeline']} run {job['run_ids']['mage_pipeline_run_id']}")
    with telling(logger):
        program = Program(command or command_of(block), logger)
    with program, telling(logger):
        try:
            program.send(job)
            return converse(program, store, logger)
        finally:
            store.release()


@contextmanager
def telling(logger):
    """A failure is told as soon as it is known: the program that reported it may yet be drawing the run's report."""
    try:
        yield
    except Exception as error:
        failure = error if isinstance(error, BlockFailure) else own_failure(error)
        tell(failure, logger)
        raise failure from None


def tell(failure, logger):
    """
    Two lines, and the only ones at level error. Mage's log page shows about 75 characters of a message, and an exception's
    text only at the end of a traceback: so what to do has a line of its own, and it is the first.
    """
    logger.error(f"qb.todo {failure.remedy}", fields={"code": failure.code})
    logger.error(f"qb.failed {failure.message}", fields={"code": failure.code})


def own_failure(error):
    """Something on this side of the bridge, such as Mage's database; its text may quote what it was asked."""
    return BlockFailure("BLOCK_BROKE", f"The block itself stopped: {type(error).__name__}.",
                        "Check Mage and its database, then run again: what is done is not read again.")


def job_of(block, kwargs, upstream, logger):
    """The first message of every conversation."""
    return {
        "type": "job",
        "protocol": PROTOCOL_VERSION,
        "block": block,
        "entity": (kwargs.get("configuration") or {}).get("entity", ""),
        "pipeline": kwargs.get("pipeline_uuid", ""),
        "run_ids": {
            "mage_pipeline_run_id": kwargs.get("pipeline_run_id"),
            # No keyword has this one: Mage tells it to the logger only.
            "mage_block_run_id": vars(logger).get("logging_tags", {}).get("block_run_id"),
        },
        "variables": {name: value for name, value in kwargs.items() if name not in MAGE_OWN},
        "upstream": list(upstream),
    }


def converse(program, store, logger):
    """Answer the program until it reports its result or its failure."""
    for line in program.lines():
        match parsed(line):
            case {"type": "log", "level": level, "message": text, "fields": fields} if level in LEVELS:
                getattr(logger, level)(text, fields=fields)
            case {"type": "metric", "name": name, "fields": fields}:
                logger.info(name, metric=fields)
            case {"type": "progress", "done": done, "total": total, "unit": unit}:
                logger.info(f"{done} of {total} {unit}", progress={"done": done, "total": total, "unit": unit})
            case {"type": "need", "secrets": [*names]}:
                program.send({"type": "secret", "values": {name: store.read(name) for name in names}})
            case {"type": "token.lease"} | {"type": "token.rotated", "refresh_token": str()} as message:
                program.send(token_answer(message, store))
            case {"type": "token.release", "accepted": True}:
                store.accepted()
            case {"type": "token.release", "accepted": False}:
                if store.refused():
                    logger.warning(FELL_BACK)
            case {"type": "token.release"}:
                store.release()
            case {"type": "result", "output": dict(output)}:
                return output
            case {"type": "failure", "code": code, "message": text, "remedy": remedy}:
                raise BlockFailure(code, text, remedy)
            case _ if "{" in line:
                # It may be a broken message with a token in it, so its text is not shown.
                logger.warning(f"A line of {len(line)} characters from the program is no message of the protocol.")
            case _ if line.strip():
                logger.warning(line.strip())
    raise BlockFailure("PROGRAM_DIED", f"The program {program.ending()} before it reported a result.",
                       "Run again: what is done is not read again. The warnings above may say why.")


def parsed(line):
    try:
        return json.loads(line)
    except ValueError:
        return None


def token_answer(message, store):
    """Answer `token.lease` and `token.rotated`; a rotated token is committed before the program hears that it is."""
    try:
        if message["type"] == "token.lease":
            return {"type": "token.leased", "refresh_token": store.lease()}
        store.rotate(message["refresh_token"])
        return {"type": "token.stored"}
    except LeaseRefused as refusal:
        return {"type": "token.refused", "reason": str(refusal)}
