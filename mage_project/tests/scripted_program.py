"""Programs of a few lines, and what stands for Mage's secrets and its logger, for the tests of the bridge."""

import sys
from pathlib import Path

from mage_project.utils.secret_store import UNDER_LEASE
from mage_project.utils.secret_table import LeaseRefused
from mage_project.utils.ts_bridge import run_block


class MemoryStore:
    def __init__(self, secrets=(), refuse_lease=None, refuse_rotation=None, predecessor=None):
        self.secrets, self.predecessor = dict(secrets), predecessor
        self.refuse_lease, self.refuse_rotation = refuse_lease, refuse_rotation
        self.leased = False

    def read(self, name):
        held = self.secrets.get(name)
        return UNDER_LEASE if held and name == "QBO_REFRESH_TOKEN" else held

    def lease(self):
        if self.refuse_lease:
            raise LeaseRefused(self.refuse_lease)
        self.leased = True
        return self.secrets["QBO_REFRESH_TOKEN"]

    def access(self):
        assert self.leased
        return self.secrets.get("QBO_ACCESS_TOKEN")

    def rotate(self, token, access=None):
        assert self.leased
        self.leased = False
        if self.refuse_rotation:
            raise LeaseRefused(self.refuse_rotation)
        self.secrets |= {"QBO_REFRESH_TOKEN": token, "QBO_ACCESS_TOKEN": access}

    def accepted(self, access=None):
        assert self.leased
        self.secrets["QBO_ACCESS_TOKEN"] = access
        self.release()

    def refused(self):
        assert self.leased
        self.release()
        if self.predecessor is None:
            return False
        self.secrets["QBO_REFRESH_TOKEN"] = self.predecessor
        return True

    def release(self):
        self.leased = False


class ListLogger:
    def __init__(self, logging_tags=None):
        self.logging_tags = logging_tags or {}
        self.lines = []
        self.structured = []

    def __getattr__(self, level):
        def log(message, **fields):
            self.lines.append({"level": level, "message": message})
            self.structured.append(fields)

        return log


def run(script, store=None, logger=None, upstream=(), **kwargs):
    """Run a program given as Python text. The text can use the functions `say` and `hear`."""
    prelude = """
import json, os, sys, time
def say(**message): print(json.dumps(message), flush=True)
def hear(): return json.loads(sys.stdin.readline())
job = hear()
"""
    kwargs["logger"] = logger or ListLogger()
    command = [sys.executable, "-c", prelude + script]
    return run_block("loader", kwargs, upstream, store=store or MemoryStore(), command=command)


def is_alive(pid):
    """Whether the process runs. A process that has ended and waits for its parent does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
