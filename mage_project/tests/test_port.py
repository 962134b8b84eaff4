"""Mage's own server with its own routes. Each test shows a way in first without the launcher's guard and then with it."""

import asyncio
import json
import socket
from types import SimpleNamespace
from urllib.parse import quote

import pytest

from mage_project.launch import port

API_KEY = "zkWlN0PkIKSN0C11CfUHUj84OT5XOJ6tDZ6bDRO2"  # the same in every Mage
PIPELINE = "qb_items_backfill"


@pytest.fixture(params=["as Mage has it", "with the guard"])
def mage_web(request, runs, monkeypatch):
    """Mage's web server, a trigger with a token, and a session of a viewer, an editor and an owner."""
    from mage_ai.api.resources.SessionResource import SessionResource
    from mage_ai.orchestration.db.models.schedules import PipelineSchedule
    from mage_ai.server import server
    from mage_ai.server.api.base import BaseHandler
    from tornado.web import Application

    guarded = request.param == "with the guard"
    for holder, name in ((BaseHandler, "set_default_headers"), (BaseHandler, "write"), (Application, "find_handler")):
        monkeypatch.setattr(holder, name, getattr(holder, name))  # as they are afterwards
    monkeypatch.setattr(SessionResource, "create", vars(SessionResource)["create"])
    if guarded:
        port.guard_port(Application)
    trigger = PipelineSchedule.create(
        name="api", pipeline_uuid=PIPELINE, schedule_type="API", token="c0ffee", status="ACTIVE"
    )
    return SimpleNamespace(guarded=guarded, app=server.make_app(), trigger=trigger.id, sessions=sessions())


def test_the_tokens_of_all_triggers_are_not_for_anyone(mage_web):
    body = {"event_matchers": [{"name": "any", "pattern": {}, "pipeline_schedule_ids": [mage_web.trigger]}]}
    made, seen = ask(
        mage_web, ("POST", "/api/event_matchers", body), ("GET", "/api/event_matchers/1?include_pipeline_schedules=1")
    )
    assert ("c0ffee" in seen.text) is not mage_web.guarded
    assert made.status == (404 if mage_web.guarded else 200)


def test_no_run_is_started_without_a_token(mage_web):
    (answer,) = ask(mage_web, ("POST", "/api/events", {"anything": 1}))
    assert answer.status == (404 if mage_web.guarded else 200)


def test_a_trigger_starts_with_its_token_and_without_a_session(mage_web):
    (answer,) = ask(mage_web, ("POST", f"/api/pipeline_schedules/{mage_web.trigger}/pipeline_runs/c0ffee", {}))
    assert json.loads(answer.text)["pipeline_run"]["status"] == "initial"


def test_a_viewer_reads_no_file(mage_web, tmp_path):
    (tmp_path / "stack.json").write_text("the superuser's password")
    path = f"/api/browser_items/{quote(str(tmp_path / 'stack.json'), safe='')}"
    (answer,) = ask(mage_web, ("GET", path), role="viewer")
    assert ("the superuser's password" in answer.text) is not mage_web.guarded


def test_a_viewer_sees_triggers_without_their_tokens(mage_web):
    (answer,) = ask(mage_web, ("GET", f"/api/pipeline_schedules/{mage_web.trigger}"), role="viewer")
    assert json.loads(answer.text)["pipeline_schedule"]["name"] == "api"
    assert ("c0ffee" in answer.text) is not mage_web.guarded


def test_an_editor_sees_the_token_that_starts_runs(mage_web):
    (answer,) = ask(mage_web, ("GET", f"/api/pipeline_schedules/{mage_web.trigger}"), role="editor")
    assert json.loads(answer.text)["pipeline_schedule"]["token"] == "c0ffee"


def test_the_names_of_secrets_are_the_owners(mage_web):
    answers = [ask(mage_web, ("GET", "/api/secrets"), role=role)[0] for role in ("viewer", "editor", "owner")]
    assert ["secrets" in json.loads(answer.text) for answer in answers] == [
        not mage_web.guarded,
        not mage_web.guarded,
        True,
    ]


def test_a_socket_without_a_session_opens_no_shell_and_hears_no_output_of_blocks(mage_web):
    assert listen(mage_web, "/websocket/terminal?term_name=test") is not mage_web.guarded
    assert listen(mage_web, "/websocket/") is not mage_web.guarded


def test_the_owners_editor_hears_the_output_of_blocks(mage_web):
    assert listen(mage_web, "/websocket/", role="owner")


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_page_of_another_site_changes_nothing_and_reads_nothing(mage_web, origin):
    signs_in, reads = ask(
        mage_web,
        ("POST", "/api/sessions", {"session": {"email": "a@example.com", "password": "wrong"}}),
        ("GET", "/api/statuses"),
        headers={"Origin": origin},
    )
    assert signs_in.status == (403 if mage_web.guarded else 200)
    assert reads.headers.get("Access-Control-Allow-Origin") == (None if mage_web.guarded else "*")


def test_a_page_of_its_own_and_one_behind_a_proxy_may_change_things(mage_web):
    body = {"session": {"email": "nobody@example.com", "password": "wrong"}}
    for origin in (
        "http://127.0.0.1:{port}",
        "http://localhost:6789",
    ):  # the second is what MAGE_PUBLIC_HOST is by default
        (answer,) = ask(mage_web, ("POST", "/api/sessions", body), headers={"Origin": origin})
        assert "invalid" in answer.text


def test_a_token_of_another_provider_is_no_sign_in_and_makes_no_account(mage_web, monkeypatch):
    from mage_ai.api.resources import SessionResource as module

    monkeypatch.setitem(module.NAME_TO_PROVIDER, "google", Provider)
    (answer,) = ask(mage_web, ("POST", "/api/sessions", {"session": {"provider": "google", "token": "anybody's"}}))
    assert ("session" in json.loads(answer.text)) is not mage_web.guarded


class Provider:
    async def get_user_info(self, access_token):
        return {"email": "stranger@example.com", "username": "stranger"}


def sessions():
    """`{role: the session's token}`"""
    from mage_ai.authentication.oauth2 import generate_access_token
    from mage_ai.orchestration.db.models.oauth import Oauth2Application, Role, User

    Role.create_default_roles()
    client = Oauth2Application.create(
        client_id=API_KEY, client_type=Oauth2Application.ClientType.PUBLIC, name="frontend"
    )
    users = {
        name: User.create(email=f"{name}@example.com", username=name, roles_new=[Role.get_role(name.title())])
        for name in ("viewer", "editor", "owner")
    }
    return {name: generate_access_token(user, client).token for name, user in users.items()}


def ask(mage_web, *requests, role=None, headers=None):
    """Status, headers and text of each answer."""
    from tornado.httpclient import AsyncHTTPClient

    async def ask_each(at):
        sent = headers_of(mage_web, role) | {name: value.format(port=at) for name, value in (headers or {}).items()}
        answers = []
        for method, path, *body in requests:
            answer = await AsyncHTTPClient().fetch(
                f"http://127.0.0.1:{at}{path}",
                method=method,
                headers=sent,
                raise_error=False,
                body=json.dumps(body[0]) if body else None,
            )
            answers.append(SimpleNamespace(status=answer.code, headers=answer.headers, text=answer.body.decode()))
        return answers

    return serve(mage_web.app, ask_each)


def listen(mage_web, path, role=None):
    """Whether the socket opens."""
    from tornado.httpclient import HTTPClientError, HTTPRequest
    from tornado.websocket import websocket_connect

    async def connect(at):
        try:
            socket = await websocket_connect(
                HTTPRequest(f"ws://127.0.0.1:{at}{path}", headers=headers_of(mage_web, role))
            )
        except HTTPClientError:
            return False
        socket.close()
        return True

    return serve(mage_web.app, connect)


def headers_of(mage_web, role):
    return {"X-API-KEY": API_KEY, "Content-Type": "application/json"} | (
        {"OAUTH-TOKEN": mage_web.sessions[role]} if role else {}
    )


def serve(app, work):
    from tornado.httpserver import HTTPServer

    async def serve_and_work():
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setblocking(False)
        server = HTTPServer(app)
        server.add_socket(listening)
        try:
            return await work(listening.getsockname()[1])
        finally:
            server.stop()

    return asyncio.run(serve_and_work())
