"""
The launcher, with a moment that lasts: Mage's web server stands still for HELD_S between a run and its blocks, as it does for
an instant on a busy machine. trigger-races.test.ts puts this file in the launcher's place.
"""

import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mage_project import real_launcher

HELD_S = 5
close_run_races = real_launcher.close_run_races


def hold_then_close(run_class):
    create_block_runs = run_class.create_block_runs

    def held(self):
        if multiprocessing.parent_process() is None:  # the web server; the scheduler is a child of it
            time.sleep(HELD_S)
        return create_block_runs(self)

    run_class.create_block_runs = held
    close_run_races(run_class)


real_launcher.close_run_races = hold_then_close
real_launcher.main()
