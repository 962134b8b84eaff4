"""
The launcher with one moment made longer: Mage's web server stops for HELD_S between making a run and making its blocks. On a
busy machine this happens for an instant. trigger-races.test.ts uses this file instead of the launcher.
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
