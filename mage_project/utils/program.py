"""One run of a compiled TypeScript program: how it is found, started, spoken to and, in every case, ended."""
import json
import os
import resource
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parents[2] / "ts-blocks" / "dist" / "src" / "blocks"
EXIT_GRACE_S = 10

# Pages and the pieces of a report are short-lived, and a heap that may grow is not tidied before it has: with these the
# programs stay below 160 MB where they took 230. A page of heavy records times eight workers still has room.
NODE_OPTIONS = ["--max-old-space-size=256", "--max-semi-space-size=2"]

# The rest of Mage's environment, its database password among it, is none of the program's business.
ENVIRONMENT = """
    PATH HOME TZ LANG LC_ALL QBO_API_BASE_URL QBO_OAUTH_TOKEN_URL QBO_ADDRESSES_FILE
    NODE_EXTRA_CA_CERTS SSL_CERT_FILE HTTPS_PROXY NO_PROXY
""".split()


class BlockFailure(Exception):
    """The block failed; the text says what happened, what to do about it, and the code in brackets."""

    def __init__(self, code, message, remedy):
        self.code, self.message, self.remedy = code, message, remedy
        super().__init__(f"{message} {remedy} [{code}]")


def command_of(block):
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

    def __init__(self, command, logger):
        # A core dump would hold the tokens. Ours is forbidden too: the limit is inherited, this process has seen the
        # same tokens, and doing it in the child (preexec_fn) is not safe in a process with threads.
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        self._logger = logger
        self._process = subprocess.Popen(
            command,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", errors="replace",
        )
        # Read beside the conversation: a program that fills an unread stderr pipe stands still.
        self._stderr = threading.Thread(target=self._relay_stderr, daemon=True)
        self._stderr.start()

    def _relay_stderr(self):
        for line in self._process.stderr:
            if line.strip():
                self._logger.warning(line.rstrip())

    def lines(self):
        return iter(self._process.stdout)

    def send(self, message):
        """Values that JSON does not know, such as a date from YAML, go as their text."""
        with suppress(BrokenPipeError):  # it has died; the end of its output says so next
            self._process.stdin.write(json.dumps(message, default=str) + "\n")
            self._process.stdin.flush()

    def ending(self):
        """How it ended, for a sentence; waits for the end."""
        self._end()
        code = self._process.returncode
        return f"exited with code {code}" if code >= 0 else f"was killed by {signal.Signals(-code).name}"

    def _end(self):
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(EXIT_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stderr.join(EXIT_GRACE_S)

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error is None:  # it has reported its result and may leave by itself
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(EXIT_GRACE_S)
        ending = self.ending()
        if error is None and self._process.returncode != 0:
            self._logger.warning(f"The program had reported its result and then {ending}.")
        self._process.stdout.close()
