"""
Which requests to Mage's port are answered, and to whom. The list is doors.json; a request that is not on it is refused.

Mage 0.9.80 serves more than this project uses, and does not guard all of it: `/api/event_matchers` gives the tokens of all
triggers to anyone, `/api/events` starts runs without a token, `/websocket/terminal` starts a shell for each socket,
`/websocket/` sends the output of blocks to anyone who listens, `/api/browser_items` reads any file for a viewer.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROLES = ("anyone", "viewer", "editor", "owner")
LIST = Path(__file__).with_name("doors.json")

# Only the rest of a path, `<...>`, may hold a percent sign: elsewhere Mage might read the path differently from this list. The
# part before it leads to one handler of Mage. That handler takes the rest for the name of a file, and checks where the file is.
PLACEHOLDERS = {
    "<number>": r"\d+",
    "<word>": r"[\w-]+",
    "<word:word>": r"\w+:\w+",
    "<...>": r"[\w./@~%\[\]-]*",
}


@dataclass(frozen=True)
class Door:
    """Requests of this method to these paths are answered for this role and the roles above it."""

    method: str
    path: re.Pattern[str]
    who: str


def read_doors(file: Path = LIST) -> list[Door]:
    return [
        Door(method, pattern_of(path), entry["who"])
        for entry in json.loads(file.read_text(encoding="utf-8"))
        for path in entry["paths"]
        for method in entry["methods"]
    ]


def pattern_of(path: str) -> re.Pattern[str]:
    parts = re.split("(<[^>]+>)", path)
    return re.compile(
        "".join(PLACEHOLDERS[part] if part in PLACEHOLDERS else re.escape(part) for part in parts), re.ASCII
    )


def role_asked(doors: Iterable[Door], method: str | None, path: str) -> str | None:
    """The lowest role that the request needs; None if it is closed to all."""
    return next((door.who for door in doors if door.method == method and door.path.fullmatch(path)), None)


def is_enough(role: str, asked: str) -> bool:
    return ROLES.index(role) >= ROLES.index(asked)
