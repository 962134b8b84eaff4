"""One run of a compiled TypeScript program: how it is found, started, used and, in every case, ended."""

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

# Pages and parts of a report are needed only briefly, but Node frees memory late if the heap may grow. With these limits the
# programs stay below 160 MB instead of 230 MB. Eight workers with pages of large records still have room.
# Tried and lost: the compile cache of Node 24 (NODE_COMPILE_CACHE) saves at most 0.02 s of the 0.26 s that a start takes. One
# bundle of each program saves 0.15 s of CPU for a pipeline, but its errors do not name the place in the code. A heap that may
# double before it is cleaned (--heap-growing-percent=100) saves 2 % of the CPU for 8 MB.
NODE_OPTIONS = ["--max-old-space-size=256", "--max-semi-space-size=2"]

# glibc gives a freed block of this size back at once. Without it, the first page raises the limit to that page's size, and the
# holes that pages leave stay with the program: 6 to 14 MB more at its peak. Other C libraries do not read it.
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "131072"}

Json = Mapping[str, object]


class Logger(Protocol):
    """Mage's logger of a block. Fields given beside the message are attached to the line."""

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
    A running program, ended when the `with` block is left. Its stdin stays open until then. Mage cancels a block with SIGKILL
    of the Python worker; only the end of stdin then shows the program that its parent is gone.
    """

    def __init__(self, command: Sequence[str], logger: Logger) -> None:
        # A core dump would hold the tokens. It is forbidden for this process too: the limit is inherited, this process has seen
        # the same tokens, and setting it in the child (preexec_fn) is not safe in a process with threads.
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        self._logger = logger
        self._out_of_heap = False
        self._process = subprocess.Popen(
            command,
            env={**environment(os.environ), **ALLOCATOR},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        # Popen has both pipes since we asked for them, but its type does not say so.
        self._stdin, self._stdout = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        # Read in a thread of its own: a program whose stderr pipe is full and unread would stop.
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
        """Send a message. Values that JSON does not know, such as a date from YAML, are sent as text."""
        with suppress(BrokenPipeError):  # it has died; the end of its output says so next
            self._stdin.write(json.dumps(message, default=str) + "\n")
            self._stdin.flush()

    def ending(self) -> str:
        """How the program ended, as part of a sentence. Waits for the end."""
        self._end()
        code = self._process.returncode
        return f"exited with code {code}" if code >= 0 else f"was killed by {signal.Signals(-code).name}"

    def remedy(self) -> str:
        """What to do about a program that ended without reporting anything. Waits for the end."""
        self._end()
        # V8 reports that it is out of memory. The kernel kills without a message.
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
