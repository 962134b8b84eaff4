"""
Where a run can die while it signs in, and what is then in Mage Secrets. Everything is real except Intuit: the store on
Postgres, the bridge in a forked worker, the loader's own parts in a program. The simulator is as strict as Intuit was ever
seen: an old token dies at once, and two refreshes in flight revoke the consent. docs/en/token-custody.md names these tests.
"""

import os
import random
import select
import signal
import statistics
from contextlib import suppress

import pytest
from support import Simulator, Worker, has_ended, stop, stored_token

from mage_project.utils.secret_store import SUCCESSOR

SEED = 6
ROTATIONS = int(os.environ.get("QB_ROTATIONS", 50))  # more of them to measure the one remaining moment
KILLS_MIN = 10
CONTENDERS = 3


@pytest.fixture(scope="module")
def intuit():
    simulator = Simulator()
    yield simulator
    simulator.close()


@pytest.fixture
def workers(mage, intuit, tmp_path):
    """Start a worker. At the end of the test the worker is killed, as Mage would do; its program must then end by itself."""
    intuit.post("/scenario", [])
    put("QBO_CLIENT_ID", intuit.credentials["clientId"])
    put("QBO_CLIENT_SECRET", intuit.credentials["clientSecret"])
    put("QBO_REFRESH_TOKEN", intuit.consent())
    started = []

    def start(stop="nowhere", simulator=intuit, **settings):
        started.append(Worker(simulator, tmp_path, len(started), stop, **settings))
        return started[-1]

    yield start
    for worker in started:
        worker.program()
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
    assert all([has_ended(pid) for worker in started for pid in worker.programs])  # noqa: C419 each is waited for


def put(name, value):
    from mage_ai.data_preparation.shared.secrets import create_secret, delete_secret
    from mage_ai.orchestration.db import db_connection

    if stored_token(name) is not None:
        delete_secret(name)
    create_secret(name, value)
    db_connection.session.commit()


SIGNED_IN = {"output": {"signed_in": True}}


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_before_the_call_nothing_is_lost(workers, intuit, victim):
    before = stored_token()
    worker = workers(stop="leased").wait_for("leased")
    kill(worker, victim)
    worker.outcome()
    assert stored_token() == before and intuit.accepts(before)
    assert workers().outcome() == SIGNED_IN


def test_a_program_killed_once_it_has_handed_the_new_token_over_has_it_stored_all_the_same(workers, intuit):
    before = stored_token()
    worker = workers(stop="sent").wait_for("sent")
    kill(worker, "program")
    assert worker.outcome()["code"] == "PROGRAM_DIED"
    assert stored_token() != before and intuit.accepts(stored_token())
    assert workers().outcome() == SIGNED_IN


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_after_the_commit_and_before_the_use_an_access_token_is_lost_and_nothing_else(workers, intuit, victim):
    before = stored_token()
    worker = workers(stop="stored").wait_for("stored")
    kill(worker, victim)
    worker.outcome()
    assert stored_token() != before and intuit.accepts(stored_token())
    assert workers().outcome() == SIGNED_IN


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_in_the_one_remaining_moment_the_stored_token_is_untouched_and_the_next_run_says_what_to_do(
    workers, intuit, victim
):
    before = stored_token()
    worker = workers(stop="answered").wait_for("answered")
    kill(worker, victim)
    worker.outcome()
    assert stored_token() == before
    assert not intuit.accepts(before)  # Intuit has replaced it, and nobody knows the new one
    next_one = workers().outcome()
    assert next_one["code"] == "QBO_CONNECTION_DEAD" and "npm run connect" in next_one["sentence"]
    assert stored_token() == before
    # What `npm run connect` does after that.
    put(SUCCESSOR, intuit.consent())
    assert workers().outcome() == SIGNED_IN


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_before_the_call_with_the_token_of_a_new_consent_both_tokens_are_kept(workers, intuit, victim):
    put(SUCCESSOR, intuit.consent())
    before = stored_token(), stored_token(SUCCESSOR)
    worker = workers(stop="leased").wait_for("leased")
    kill(worker, victim)
    worker.outcome()
    assert (stored_token(), stored_token(SUCCESSOR)) == before
    assert workers().outcome() == SIGNED_IN
    assert intuit.accepts(stored_token()) and stored_token(SUCCESSOR) is None


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_in_that_moment_with_the_token_of_a_new_consent_the_next_run_goes_on_with_the_one_before_it(
    workers, intuit, victim
):
    put(SUCCESSOR, intuit.consent())
    worker = workers(stop="answered").wait_for("answered")
    kill(worker, victim)
    worker.outcome()
    assert not intuit.accepts(stored_token(SUCCESSOR))
    put(
        "QBO_REFRESH_TOKEN", intuit.consent()
    )  # the simulator knows one consent at a time: this one is as good as one before
    assert workers().outcome() == SIGNED_IN
    assert intuit.accepts(stored_token()) and stored_token(SUCCESSOR) is None


def test_killed_after_the_commit_with_the_token_of_a_new_consent_it_has_taken_the_old_ones_place(workers, intuit):
    put(SUCCESSOR, intuit.consent())
    worker = workers(stop="stored").wait_for("stored")
    kill(worker, "worker")
    worker.outcome()
    assert intuit.accepts(stored_token()) and stored_token(SUCCESSOR) is None


def test_a_program_that_was_stopped_until_its_lease_was_gone_does_not_send_the_token_it_had(workers, intuit):
    stopped = workers(stop="leased", lease_idle_s=1, clock_speed=20).wait_for("leased")
    stop(stopped.program())
    assert workers().outcome() == SIGNED_IN
    stopped.go_on()
    os.kill(stopped.program(), signal.SIGCONT)
    assert stopped.outcome() == SIGNED_IN
    assert len(stopped.steps()["leased"]) >= 2 and len(stopped.steps()["calling"]) == 1
    assert intuit.accepts(stored_token())


def test_killed_in_that_moment_within_a_day_of_the_last_rotation_nothing_is_lost_at_intuit_as_reported(workers):
    """Intuit is said to change the value once a day. So one sign-in a day has the remaining moment, not every sign-in."""
    gentle = Simulator("--rotate", "daily")
    try:
        put("QBO_CLIENT_ID", gentle.credentials["clientId"])
        put("QBO_CLIENT_SECRET", gentle.credentials["clientSecret"])
        put("QBO_REFRESH_TOKEN", gentle.credentials["refreshToken"])
        worker = workers(stop="calling", simulator=gentle).wait_for("calling")
        kill(worker, "worker")
        worker.outcome()
        assert workers(simulator=gentle).outcome() == SIGNED_IN
        assert gentle.accepts(stored_token())
    finally:
        gentle.close()


def test_of_runs_that_share_the_access_token_one_signs_in_and_the_others_do_not(workers, intuit):
    """The runs start at the same time and wait for each other at the row of the refresh token."""
    runs = [workers(shares=True) for _ in range(CONTENDERS)]
    assert [run.outcome() for run in runs] == [SIGNED_IN] * CONTENDERS
    assert sum(len(run.steps().get("calling", [])) for run in runs) == 1
    late = workers(shares=True)
    assert late.outcome() == SIGNED_IN
    assert "calling" not in late.steps()
    assert intuit.accepts(stored_token())


@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_with_the_shared_access_token_in_hand_nothing_is_lost(workers, intuit, victim):
    assert workers(shares=True).outcome() == SIGNED_IN
    worker = workers(stop="leased", shares=True).wait_for("leased")
    kill(worker, victim)
    worker.outcome()
    late = workers(shares=True)
    assert late.outcome() == SIGNED_IN and "calling" not in late.steps()
    assert intuit.accepts(stored_token())


@pytest.mark.parametrize(
    "fault, code",
    [
        ("invalid-grant-token-invalid", "QBO_CONNECTION_DEAD"),
        ("invalid-grant-incorrect-token", "QBO_CONNECTION_DEAD"),
        ("gateway-502-html", "QBO_TOKEN_UNAVAILABLE"),
        ("gateway-503-html", "QBO_TOKEN_UNAVAILABLE"),
        ("system-10000", "QBO_TOKEN_UNAVAILABLE"),
        ("throttled-429-json", "QBO_TOKEN_UNAVAILABLE"),
        ("fault-inside-200", "QBO_TOKEN_UNAVAILABLE"),
        ("empty-body", "QBO_TOKEN_UNAVAILABLE"),
        ("malformed-json", "QBO_TOKEN_UNAVAILABLE"),
    ],
)
def test_an_answer_without_tokens_leaves_the_stored_one_as_it_is(workers, intuit, fault, code):
    before = stored_token()
    intuit.fault(fault, times=99)
    assert workers().outcome()["code"] == code
    assert stored_token() == before and intuit.accepts(before)
    intuit.post("/scenario", [])
    assert workers().outcome() == SIGNED_IN


@pytest.mark.parametrize("fault", ["timeout", "connection-reset", "truncated-body", "answer-lost"])
def test_an_answer_that_is_lost_on_its_way_leaves_the_stored_one_as_it_is(workers, intuit, fault):
    """Intuit has replaced the token although its answer did not come: the remaining moment, without a kill."""
    before = stored_token()
    intuit.fault(fault)
    assert workers(timeout_s=1).outcome()["code"] == "QBO_CONNECTION_DEAD"
    assert stored_token() == before


def test_an_outage_of_the_token_endpoint_is_asked_again_with_the_same_token(workers, intuit):
    intuit.fault("gateway-503-html", times=3)
    worker = workers()
    assert worker.outcome() == SIGNED_IN
    assert len(worker.steps()["calling"]) == 4
    assert intuit.accepts(stored_token())


def test_after_invalid_grant_the_store_is_read_once_more_and_a_newer_value_in_it_is_used(workers, intuit):
    put("QBO_REFRESH_TOKEN", "replaced-long-ago")
    worker = workers(stop="calling").wait_for("calling")
    put(SUCCESSOR, intuit.consent())
    worker.go_on()
    assert worker.outcome() == SIGNED_IN
    assert len(worker.steps()["calling"]) == 2
    assert intuit.accepts(stored_token())


def test_for_an_app_that_intuit_does_not_know_the_failure_names_the_secrets_to_check(workers, intuit):
    before = stored_token()
    put("QBO_CLIENT_SECRET", "of-another-app")
    failure = workers().outcome()
    assert failure["code"] == "QBO_CLIENT_REFUSED"
    assert all(name in failure["sentence"] for name in ("QBO_CLIENT_ID", "QBO_CLIENT_SECRET", "QBO_ENV"))
    assert stored_token() == before and intuit.accepts(before)


def test_fifty_rotations_by_three_contenders_under_random_kills_end_with_a_token_that_intuit_accepts(workers, intuit):
    """If a kill would hit the one remaining moment, it is delayed until the victim has left that moment."""
    chance = random.Random(SEED)
    over, plans, killed_at = [], {}, []
    rotations = lambda: sum(len(worker.steps().get("stored", [])) for worker in [*over, *plans])  # noqa: E731
    enough = lambda: rotations() >= ROTATIONS and len(killed_at) >= KILLS_MIN  # noqa: E731
    while plans or not enough():
        while len(plans) < CONTENDERS and not enough():
            # From its birth on, or from the first step of its program on; or not at all.
            since = chance.choices(["birth", "first step", "never"], [1, 6, 2])[0]
            plans[workers()] = (since, chance.uniform(0, 0.3), chance.choice(["worker", "program"]))
        for worker in select.select(list(plans), [], [], 0.01)[0]:
            if worker.read():
                outcome = worker.reap()
                assert outcome in (SIGNED_IN, None) or outcome["code"] == "PROGRAM_DIED", outcome
                del plans[worker]
                over.append(worker)
        for worker, (since, after_s, victim) in list(plans.items()):
            if worker.age_s(since) > after_s and (step := killed_outside_the_moment(worker, victim)):
                killed_at.append(step)
                plans[worker] = ("never", 0, victim)

    assert intuit.accepts(stored_token())
    assert workers().outcome() == SIGNED_IN
    print(
        f"\n{rotations()} rotations by {len(over)} workers, {len(killed_at)} of them killed:",
        {step: killed_at.count(step) for step in sorted(set(killed_at))},
    )
    for start, end in (("answered", "stored"), ("calling", "stored")):
        lengths = [ms for worker in over for ms in lengths_of(worker, start, end)]
        print(
            f"from {start} to {end}: median {statistics.median(lengths):.1f} ms, longest {max(lengths):.1f} ms,",
            f"of {len(lengths)}",
        )


def killed_outside_the_moment(worker, victim):
    """Kill it and return its step. None if a kill at this step would cost the connection, or if it has ended already."""
    # Once the token is handed over, the program looks once whether its worker lives, and then calls.
    moment = {"calling", "answered", "sent"} | ({"handed", "leased"} if victim == "worker" else set())
    stop(
        worker.pid
    )  # the worker first: while it starts the program (vfork), it stands still only when that one has begun
    program = worker.program()
    if program is not None:
        stop(program)
    step = worker.step()
    harmless = step not in moment and (victim == "worker" or program is not None)
    if harmless:
        kill(worker, victim)
    for pid in filter(None, (program, worker.pid)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    return step if harmless else None


def lengths_of(worker, start, end):
    steps = worker.steps()
    return [b - a for a, b in zip(steps.get(start, []), steps.get(end, []), strict=False)]


def kill(worker, victim):
    """
    Kill as Mage cancels a run (the worker), or as a kernel that is short of memory kills (either). This returns when the
    victim has ended: the kernel takes its memory first and closes its pipes after that, so until then its partner cannot know.
    """
    pid = worker.program() if victim == "program" else worker.pid
    os.kill(pid, signal.SIGKILL)
    assert has_ended(pid)
