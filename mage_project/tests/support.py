"""Parts that several tests share."""

import json
import os
import select
import shutil
import signal
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "ts-blocks/dist/test/programs/sign-in.js"
SIMULATOR = ROOT / "ts-blocks/dist/simulator/main.js"
PATIENCE_S = 120  # the machine may be busy


def stored_token(name="QBO_REFRESH_TOKEN"):
    """The value that Mage itself reads, in a fresh session."""
    from mage_ai.data_preparation.shared.secrets import get_secret_value
    from mage_ai.orchestration.db import db_connection

    db_connection.session.rollback()
    db_connection.session.expire_all()
    return get_secret_value(name, suppress_warning=True)


class Simulator:
    """Intuit's side in its strictest form, unless `options` say otherwise: an old token dies at once, two refreshes revoke."""

    def __init__(self, *options):
        self._process = subprocess.Popen(
            [shutil.which("node"), str(SIMULATOR), "--company", "small", "--json", "--until-stdin-closes", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        listening = json.loads(self._process.stdout.readline())
        self.token_url, self._control = listening["oauthTokenUrl"], listening["controlUrl"]
        self.credentials = listening["credentials"]

    def post(self, path, body):
        request = urllib.request.Request(
            self._control + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def accepts(self, token):
        return self.post("/tokens/accepts", {"refreshToken": token})["accepted"]

    def consent(self):
        return self.post("/tokens/consent", {})["refreshToken"]

    def fault(self, name, times=1):
        self.post("/scenario", [{"match": {"kind": "oauth"}, "fault": name, "times": times}])

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)


class Worker:
    """
    A Mage worker: a forked process in which the bridge runs a program that signs in (ts-blocks/test/programs/sign-in.ts).
    The program writes each step into a file before it takes the step. It stops at the step named `stop`. The worker writes
    the step `handed` there before it hands the refresh token over.
    """

    def __init__(
        self,
        simulator,
        folder,
        number,
        stop="nowhere",
        timeout_s=PATIENCE_S,
        lease_idle_s=30,
        clock_speed=1,
        shares=False,
    ):
        self.steps_file = Path(folder, f"steps-{number}")
        self.steps_file.touch()
        self.born = time.time()
        reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reader)
            options = [
                simulator.token_url,
                self.steps_file,
                stop,
                timeout_s * 1000,
                clock_speed,
                "shares" if shares else "",
            ]
            self._work(writer, [shutil.which("node"), str(PROGRAM), *map(str, options)], number, lease_idle_s)
        os.close(writer)
        self._reader, self._text, self.programs = reader, "", set()

    def _work(self, writer, command, number, lease_idle_s):
        try:
            from mage_ai.orchestration.db import db_connection, engine

            from mage_project.utils.program import BlockFailure
            from mage_project.utils.secret_store import MageSecrets
            from mage_project.utils.ts_bridge import run_block

            engine.dispose(close=False)  # the parent goes on using its connections
            db_connection.start_session(force=True)
            kwargs = {"pipeline_uuid": "qb_items_backfill", "pipeline_run_id": number, "logger": Silent()}
            steps_file = self.steps_file

            class Recorded(MageSecrets):
                def lease(self):
                    token = super().lease()
                    with steps_file.open("a") as steps:
                        steps.write(f"handed {time.time() * 1000:.3f}\n")
                    return token

            store = Recorded(f"run {number}", lease_idle_s=lease_idle_s)
            try:
                said = {"output": run_block("loader", kwargs, store=store, command=command)}
            except BlockFailure as failure:
                said = {"code": failure.code, "sentence": f"{failure.message} {failure.remedy}"}
            os.write(writer, json.dumps(said).encode())
        finally:
            os._exit(0)

    def steps(self):
        """What has been done so far, `{step: [ms, …]}`, in order."""
        steps = {}
        for line in self.steps_file.read_text().splitlines():
            name, ms = line.split()
            steps.setdefault(name, []).append(float(ms))
        return steps

    def step(self):
        """The last step."""
        return next(reversed(self.steps()), "starting")

    def age_s(self, since):
        """Seconds since its `birth`, or since the `first step` of its program; none before that."""
        if since == "birth":
            return time.time() - self.born
        steps = self.steps()
        return time.time() - min(min(ms) for ms in steps.values()) / 1000 if since == "first step" and steps else -1

    def go_on(self):
        Path(f"{self.steps_file}.go").touch()

    def program(self):
        """Process id of the program; None before its start and after its end."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        try:
            pid = next((int(pid) for pid in children.read_text().split()), None)
        except FileNotFoundError:
            return None
        self.programs |= {pid} - {None}
        return pid

    def wait_for(self, step):
        deadline = time.monotonic() + PATIENCE_S
        while step not in self.steps():
            assert time.monotonic() < deadline, f"never came to {step}: {self.steps()}"
            time.sleep(0.005)
        return self

    def fileno(self):
        return self._reader

    def read(self):
        """True when the worker has ended."""
        chunk = os.read(self._reader, 65536)
        self._text += chunk.decode()
        return not chunk

    def outcome(self):
        """The result of the worker: its output, its failure, or None when it was killed. Waits for its end."""
        while True:
            assert select.select([self], [], [], PATIENCE_S)[0], f"hangs at {self.steps()}"
            if self.read():
                break
        return self.reap()

    def reap(self):
        os.close(self._reader)
        os.waitpid(self.pid, 0)
        return json.loads(self._text) if self._text else None


def stop(pid):
    """Send SIGSTOP. A process on the other core stops a moment later, so this returns when it has stopped or ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
    deadline = time.monotonic() + PATIENCE_S
    while (state := state_of(pid)) not in ("T", "Z", None):
        assert time.monotonic() < deadline, f"process {pid} does not stop: {state}"
        time.sleep(0.001)


def has_ended(pid):
    """Wait for the process. If it does not end, kill it and say so."""
    deadline = time.monotonic() + PATIENCE_S
    while state_of(pid) not in ("Z", None):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            return False
        time.sleep(0.01)
    return True


def state_of(pid):
    """The state of a process as a letter of proc(5); None when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return None


def end_all_children_of(process):
    """Kill a process of multiprocessing and all that it started. It is stopped first, so that it starts no further one."""
    import psutil

    if not process.is_alive():
        return
    stop(process.pid)
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.join()
    for child in family:
        with suppress(psutil.NoSuchProcess):
            child.kill()
        has_ended(child.pid)


def await_file(file):
    await_true(file.exists)


def await_true(condition, patience_s=20):
    """What `condition` returns: true, or false after `patience_s`."""
    deadline = time.monotonic() + patience_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


class Silent:
    logging_tags = {}

    def __getattr__(self, level):
        return lambda message, **_: None
