"""
The only way in which we start Mage: `setsid python mage_project/launcher.py start mage_project --host 127.0.0.1 --port 6789`.

The arguments are those of Mage's own command line, and two more. With `--exit-with-stdin`, this process, Mage's scheduler,
its workers and their programs end when stdin ends, so that they do not outlive the program that started them. With
`--open-port`, Mage's port stays unguarded, as in Mage itself (docs/en/mage-port.md).
"""

import os
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script sees only its own folder, not the project

from mage_project.launch.alerts import send_alerts
from mage_project.launch.bell import Bell, wake_scheduler
from mage_project.launch.port import guard_port
from mage_project.launch.queue_races import close_queue_races, close_scheduler_race
from mage_project.launch.run_races import close_run_races
from mage_project.launch.switched_off import keep_switched_off
from mage_project.launch.trigger_files import take_triggers_once
from mage_project.launch.worker_pool import serve_at_once

EXIT_WITH_STDIN = "--exit-with-stdin"
OPEN_PORT = "--open-port"


def exit_with_stdin() -> None:
    """Uses SIGKILL and not SIGTERM: after SIGTERM Mage's scheduler lives on and keeps on scheduling (0.9.80)."""
    if os.getpgrp() != os.getpid():
        sys.exit(f"{EXIT_WITH_STDIN} ends the whole process group, so start it as the leader of one (setsid)")

    def watch() -> None:
        # os.read and not sys.stdin: a fork would copy the lock of a reader that waits in sys.stdin.
        while os.read(0, 65536):
            pass
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def protect_key() -> None:
    """
    Mage creates the key of all secrets, and the folder of the key, readable by everybody (0.9.80). The umask makes new ones
    readable by us alone. Files that an earlier start without this launcher left are closed here.
    """
    os.umask(0o077)
    folder = Path(os.environ.get("MAGE_DATA_DIR") or Path.home() / ".mage_data", "secrets")
    if folder.is_dir():
        folder.chmod(0o700)
        for file in folder.iterdir():
            file.chmod(0o700 if file.is_dir() else 0o600)


def take_option(name: str) -> bool:
    """Whether the option was given. It is removed, since Mage must not see it."""
    is_there = name in sys.argv
    if is_there:
        sys.argv.remove(name)
    return is_there


def main() -> None:
    protect_key()
    if take_option(EXIT_WITH_STDIN):
        exit_with_stdin()
    is_guarded = not take_option(OPEN_PORT)

    # Each block decrypts secrets in a process of its own, a fork of this one. Here the cipher is loaded once for all of them.
    import cryptography.hazmat.backends.openssl.backend  # noqa: F401

    # Mage's command line opens Mage's database when it is imported. Our environment always names one: without it Mage would
    # choose an SQLite file whose place depends on the project's path, which is not known yet.
    from mage_ai.api.resources import PipelineScheduleResource, PipelineTriggerResource
    from mage_ai.cli.main import app
    from mage_ai.orchestration.db.models import schedules
    from mage_ai.orchestration.job_manager import JobManager
    from mage_ai.orchestration.notification import sender
    from mage_ai.orchestration.pipeline_scheduler_original import PipelineScheduler
    from mage_ai.orchestration.queue import process_queue
    from mage_ai.orchestration.triggers.loop_time_trigger import LoopTimeTrigger
    from mage_ai.server.api import triggers
    from tornado.web import Application

    bell = Bell()
    close_queue_races(process_queue.ProcessQueue)
    close_scheduler_race(JobManager)
    close_run_races(schedules.PipelineRun)
    take_triggers_once(schedules.PipelineSchedule, (schedules, PipelineScheduleResource, PipelineTriggerResource))
    keep_switched_off(triggers)
    serve_at_once(process_queue, bell.ring)
    wake_scheduler(bell, LoopTimeTrigger, schedules.PipelineRun, PipelineScheduler)
    send_alerts(sender, PipelineScheduler)
    if is_guarded:
        guard_port(Application)
    app()


if __name__ == "__main__":
    main()
