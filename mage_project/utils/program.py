"""One run of a compiled TypeScript program: how it is found, started, spoken to and, in every case, ended."""

import json
import os
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, cast

from mage_project.utils.environment import environment

PROGRAMS = Path(__file__).resolve().parents[2] / "ts-blocks" / "dist" / "src" / "blocks"
EXIT_GRACE_S = 10

# Pages and the pieces of a report are short-lived, and a heap that may grow is not tidied before it has: with these the
# programs stay below 160 MB where they took 230. A page of heavy records times eight workers still has room.
NODE_OPTIONS = ["--max-old-space-size=256", "--max-semi-space-size=2"]

Json = Mapping[str, object]


class Logger(Protocol):
    """Mage's logger of a block: what is given beside the message is attached to the line."""

    def debug(self, message: str, **fields: object) -> None: ...
    def info(self, message: str, **fields: object) -> None: ...
    def warning(self, message: str, **fields: object) -> None: ...
    def error(self, message: str, **fields: object) -> None: ...


class BlockFailure(Exception):
    """The block failed; the text says what happened, what to do about it, and the code in brackets."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        self.code, self.message, self.remedy = code, message, remedy
        super().__init__(f"{message} {remedy} [{code}]")


def command_of(block: str) -> list[str]:
    """The command that runs a block's program."""
    program = PROGRAMS / f"{block}.js"
    if not program.is_file():
        raise BlockFailure("NOT_BUILT", f"The program {program} is not there.", "Run `npm run build`.")
    node = shutil.which("node")
    if node is None:
        raise BlockFailure("NODE_MISSING", "There is no node on Mage's PATH.", "Install Node.js and start Mage again.")
    return [node, *NODE_OPTIONS, str(program)]


class Program:
    """
    A running program, ended when the `with` block is left. Its stdin stays open until then: Mage cancels a block by
    SIGKILL of the Python worker, and the end of that file is all that tells the program that its parent is gone.
    """

    def __init__(self, command: Sequence[str], logger: Logger) -> None:
        # A core dump would hold the tokens. Ours is forbidden too: the limit is inherited, this process has seen the
        # same tokens, and doing it in the child (preexec_fn) is not safe in a process with threads.
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        self._logger = logger
        self._out_of_heap = False
        self._process = subprocess.Popen(
            command,
            env=environment(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        # Popen gives what it was asked for, which its type does not say.
        self._stdin, self._stdout = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        # Read beside the conversation: a program that fills an unread stderr pipe stands still.
        self._stderr = threading.Thread(target=self._relay_stderr, daemon=True)
        self._stderr.start()

    def _relay_stderr(self) -> None:
        for line in cast("IO[str]", self._process.stderr):
            self._out_of_heap = self._out_of_heap or "heap out of memory" in line  # V8's words, since Node 12
            if line.strip():
                self._logger.warning(line.rstrip())

    def lines(self) -> Iterator[str]:
        return iter(self._stdout)

    def send(self, message: Json) -> None:
        """Values that JSON does not know, such as a date from YAML, go as their text."""
        with suppress(BrokenPipeError):  # it has died; the end of its output says so next
            self._stdin.write(json.dumps(message, default=str) + "\n")
            self._stdin.flush()

    def ending(self) -> str:
        """How it ended, for a sentence; waits for the end."""
        self._end()
        code = self._process.returncode
        return f"exited with code {code}" if code >= 0 else f"was killed by {signal.Signals(-code).name}"

    def remedy(self) -> str:
        """What to do about one that ended without a word of its own; waits for the end."""
        self._end()
        # V8 says that it is out of memory; the kernel kills without a word.
        if self._out_of_heap or self._process.returncode == -signal.SIGKILL:
            return (
                "Run again: what is done is not read again. If memory was short, lower the variable workers to 1, then "
                "page_size to 200, or give Mage more of it."
            )
        return "Run again: what is done is not read again. The warnings above may say why."

    def _end(self) -> None:
        with suppress(OSError):
            self._stdin.close()
        try:
            self._process.wait(EXIT_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stderr.join(EXIT_GRACE_S)

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:  # it has reported its result and may leave by itself
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(EXIT_GRACE_S)
        ending = self.ending()
        if error is None and self._process.returncode != 0:
            self._logger.warning(f"The program had reported its result and then {ending}.")
        self._stdout.close()
