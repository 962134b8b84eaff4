"""The list of doors by itself: which role a request needs, before its sender is known."""

import pytest

from mage_project.launch.doors import ROLES, is_enough, pattern_of, read_doors, role_asked

DOORS = read_doors()


def test_each_role_may_do_what_those_below_it_may():
    assert [[is_enough(role, asked) for asked in ROLES] for role in ROLES] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        ("GET", "/", "anyone"),
        ("GET", "/pipelines/qb_items_backfill/triggers/5/edit", "anyone"),
        ("GET", "/_next/static/chunks/pages/pipelines/%5Bpipeline%5D/triggers/%5B...slug%5D-8429f1.js", "anyone"),
        ("POST", "/api/pipeline_schedules/5/pipeline_runs/0123abcd", "anyone"),
        ("GET", "/api/pipelines/qb_items_backfill/logs", "viewer"),
        ("POST", "/api/pipeline_schedules/5/pipeline_runs", "editor"),
        ("GET", "/api/secrets", "owner"),
        ("GET", "/websocket/", "owner"),
        ("GET", "/websocket/terminal", None),
        ("POST", "/api/events", None),
        ("GET", "/api/event_matchers", None),
        ("GET", "/api/browser_items", None),
        ("POST", "/api/runs/0123abcd", None),
        ("OPTIONS", "/api/sessions", None),
        ("PUT", "/api/files/custom%2Fqb_loader.py", None),
    ],
)
def test_a_request_asks_for_the_role_of_its_door(method, path, role):
    assert role_asked(DOORS, method, path) == role


@pytest.mark.parametrize(
    "path",
    [
        "/api/secrets/",
        "//api/secrets",
        "/api/secrets\n",
        "/API/secrets",
        "/api/%73ecrets",
        "/api/secrets/../users",
        "/api/pipelines/qb_items_backfill%2Fblocks/logs",
        "/api/pipeline_schedules/5%2Fx",
        "/api/pipeline_schedules/٥",
    ],
)
def test_a_path_that_is_written_in_another_way_is_closed(path):
    assert role_asked(DOORS, "GET", path) is None


def test_a_dot_in_a_path_of_the_list_stands_for_itself():
    assert pattern_of("/favicon.ico").fullmatch("/faviconxico") is None
