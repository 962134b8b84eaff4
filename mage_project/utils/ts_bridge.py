"""
Runs the TypeScript program of a block and relays between the program and Mage: one JSON object a line in both directions, as
defined in `ts-blocks/src/bridge/messages.ts`. This file decides nothing.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mage_project.utils.backfill_page import interval_of
from mage_project.utils.failures import ConsoleLogger, telling
from mage_project.utils.program import BlockFailure, Json, Logger, Program, command_of
from mage_project.utils.secret_store import MageSecrets
from mage_project.utils.secret_table import LeaseRefused

PROTOCOL_VERSION = 2
LEVELS = ("debug", "info", "warning", "error")

# What Mage 0.9.80 adds to the runtime variables in a block's kwargs (PipelineRun.get_variables, Block.enrich_global_vars,
# BlockExecutor.execute). Everything else came from a person and goes on to the program, which can then name a misspelt
# variable.
MAGE_OWN = frozenset(
    """
    block_uuid configuration context ds dynamic_block_index env event execution_date execution_partition hr
    interval_end_datetime interval_seconds interval_start_datetime interval_start_datetime_previous logger part_index
    pipeline.name pipeline.uuid pipeline_run_id pipeline_uuid remote_blocks repo_path retry spark trigger_name
    """.split()
)

FELL_BACK = (
    "The token of the last `npm run connect` was refused by Intuit and removed; the one before it is used. "
    "If this run cannot sign in either, run `npm run connect` again."
)


def run_block(
    block: str,
    kwargs: Mapping[str, Any],
    upstream: Sequence[object] = (),
    *,
    store: MageSecrets | None = None,
    command: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Run a block's program to its end and return its output. `store` and `command` are for the tests."""
    logger: Logger = kwargs.get("logger") or ConsoleLogger()
    if not hasattr(logger, "logging_tags"):
        logger = ConsoleLogger()
    job = job_of(block, kwargs, upstream, logger)
    store = store or MageSecrets(
        holder=f"{job['pipeline']} run {job['run_ids']['mage_pipeline_run_id']}",
        on_wait=lambda sentence: logger.warning(f"qb.wait {sentence}"),
    )
    with telling(logger):
        program = Program(command or command_of(block), logger)
    with program, telling(logger):
        try:
            program.send(job)
            return converse(program, store, logger)
        finally:
            store.release()


def job_of(block: str, kwargs: Mapping[str, Any], upstream: Sequence[object], logger: Logger) -> dict[str, Any]:
    """The first message of every conversation."""
    interval = interval_of(kwargs)
    return {
        "type": "job",
        "protocol": PROTOCOL_VERSION,
        "block": block,
        # A pipeline of one entity names it in its blocks. The pipeline of all entities has a variable for them.
        "entities": [entity] if (entity := (kwargs.get("configuration") or {}).get("entity")) else [],
        "pipeline": kwargs.get("pipeline_uuid", ""),
        "run_ids": {
            "mage_pipeline_run_id": kwargs.get("pipeline_run_id"),
            # Mage gives this id to the logger only, not in the kwargs.
            "mage_block_run_id": vars(logger).get("logging_tags", {}).get("block_run_id"),
        },
        "variables": {name: value for name, value in kwargs.items() if name not in MAGE_OWN},
        **({} if interval is None else {"interval": interval}),
        "upstream": list(upstream),
    }


def converse(program: Program, store: MageSecrets, logger: Logger) -> dict[str, Any]:
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
            case {"type": "token.lease"}:
                program.send(leased(store))
            case {"type": "token.rotated", "refresh_token": str(token), **rest}:
                program.send(stored(store, token, access_of(rest.get("access"))))
            case {"type": "token.release", "accepted": True, **rest}:
                store.accepted(access_of(rest.get("access")))
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
                # The line may be a broken message with a token in it, so its text is not shown.
                logger.warning(f"A line of {len(line)} characters from the program is no message of the protocol.")
            case _ if line.strip():
                logger.warning(line.strip())
    raise BlockFailure("PROGRAM_DIED", f"The program {program.ending()} before it reported a result.", program.remedy())


def parsed(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def leased(store: MageSecrets) -> Json:
    """The answer to `token.lease`."""
    try:
        answer = {"type": "token.leased", "refresh_token": store.lease(), "access": store.access()}
        return {key: value for key, value in answer.items() if value is not None}
    except LeaseRefused as refusal:
        return {"type": "token.refused", "reason": str(refusal)}


def stored(store: MageSecrets, token: str, access: Json | None) -> Json:
    """The answer to `token.rotated`. The token is committed before the program gets this answer."""
    try:
        store.rotate(token, access)
        return {"type": "token.stored"}
    except LeaseRefused as refusal:
        return {"type": "token.refused", "reason": str(refusal)}


def access_of(said: object) -> Json | None:
    """The access token that came with a refresh token, if the program sent one."""
    return said if isinstance(said, dict) else None
