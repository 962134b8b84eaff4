"""Guards Mage's port. A request is checked against the list of doors, its sender's role and its origin before Mage gets it."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from mage_project.launch.doors import Door, is_enough, read_doors, role_asked

CHANGES_NOTHING = ("GET", "HEAD")
OTHER_FOLDERS = ("repo_path", "project_uuid")  # of /api/files, whose names these list
HIDDEN_TOKEN = "[shown to editors]"
TOKEN_KEYS = re.compile(r"(.*_)?token")
SEE_DOCS = "docs/en/mage-port.md lists what is open"


class Refused(RequestHandler):
    """Answers in the form of Mage's own errors, so that Mage's pages show the sentence."""

    def initialize(self, status: int, sentence: str) -> None:
        self._status, self._sentence = status, sentence

    def prepare(self) -> None:
        self.set_status(self._status)
        self.set_header("X-Closed-By", "launcher")
        error = {"code": self._status, "message": self._sentence, "type": "closed"}
        self.finish({"error": error, "status": self._status})


def guard_port(application_class: Any) -> None:
    """
    Args:
        application_class: tornado's Application, of which Mage makes one. So nothing of Mage's server is imported before
            Mage has read its arguments
    """
    from mage_ai.server.api.base import BaseHandler
    from mage_ai.settings import MAGE_PUBLIC_HOST, ROUTES_BASE_PATH

    find_handler, doors, prefix = (
        application_class.find_handler,
        read_doors(),
        f"/{ROUTES_BASE_PATH}" if ROUTES_BASE_PATH else "",
    )

    def find_or_refuse(self: Any, request: HTTPServerRequest, **options: Any) -> Any:
        refusal = refusal_of(request, doors, prefix, MAGE_PUBLIC_HOST)
        if refusal is None:
            return find_handler(self, request, **options)
        status, sentence = refusal
        return self.get_handler_delegate(request, Refused, {"status": status, "sentence": sentence})

    application_class.find_handler = find_or_refuse
    answer_own_pages_only(BaseHandler)
    hide_tokens_from_viewers(BaseHandler)
    take_passwords_only()


def refusal_of(
    request: HTTPServerRequest, doors: Iterable[Door], prefix: str, public_host: str
) -> tuple[int, str] | None:
    """Status and sentence of a refusal; None if the request may pass."""
    asked = (
        role_asked(doors, request.method, request.path.removeprefix(prefix))
        if request.path.startswith(prefix)
        else None
    )
    if asked is None or (
        request.path.endswith("/api/files") and any(name in request.query_arguments for name in OTHER_FOLDERS)
    ):
        return 404, f"This project does not use {request.method} {request.path}, so it is closed; {SEE_DOCS}."
    if not is_own_origin(request, public_host):
        return (
            403,
            "Another site's page sent this request; behind a proxy, set MAGE_PUBLIC_HOST to the address that people open.",
        )
    if asked == "anyone":
        return None
    role = role_of(request)
    request.launcher_role = role  # type: ignore[attr-defined] # it goes with the request to its handler
    if role == "anyone":
        return 401, "Sign in first."
    if not is_enough(role, asked):
        return 403, f"This needs the role {asked}, and you are signed in as {role}; {SEE_DOCS}."
    return None


def is_own_origin(request: HTTPServerRequest, public_host: str) -> bool:
    """A browser sends the page's origin with every request that may change something. Other programs send none."""
    origin = request.headers.get("Origin")
    opens_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if origin is None or (request.method in CHANGES_NOTHING and not opens_socket):
        return True
    return urlsplit(origin).netloc in (request.host, urlsplit(public_host).netloc)


def role_of(request: HTTPServerRequest) -> str:
    """The sender's role, in Mage's terms. Mage's Admin counts as an editor here."""
    from mage_ai.api.utils import has_at_least_editor_role, has_at_least_viewer_role, is_owner
    from mage_ai.data_preparation.repo_manager import get_project_uuid
    from mage_ai.orchestration.constants import Entity
    from mage_ai.settings import REQUIRE_USER_AUTHENTICATION

    if not REQUIRE_USER_AUTHENTICATION:
        return "owner"
    user = user_of(request)
    if user is None:
        return "anyone"
    ladder = (("owner", is_owner), ("editor", has_at_least_editor_role), ("viewer", has_at_least_viewer_role))
    place = (Entity.PROJECT, get_project_uuid())
    return next((role for role, has_role in ladder if has_role(user, *place)), "anyone")


def user_of(request: HTTPServerRequest) -> Any:
    """The user whose session the request carries, in each way that Mage accepts (mage_ai/api/middleware.py)."""
    from mage_ai.api.utils import authenticate_client_and_token
    from mage_ai.orchestration.db import safe_db_query
    from mage_ai.orchestration.db.models.oauth import Oauth2Application
    from mage_ai.settings import OAUTH2_APPLICATION_CLIENT_ID

    @safe_db_query  # type: ignore[untyped-decorator]
    def look_up(token: str) -> Any:
        client = Oauth2Application.query_client(OAUTH2_APPLICATION_CLIENT_ID)
        access, is_valid = authenticate_client_and_token(client.id, token) if client else (None, False)
        return access.user if access is not None and is_valid else None

    token = session_token(request)
    return look_up(token) if token else None


def session_token(request: HTTPServerRequest) -> str | None:
    from mage_ai.authentication.oauth2 import decode_token
    from mage_ai.server.api.constants import COOKIE_OAUTH_TOKEN, HEADER_OAUTH_TOKEN
    from mage_ai.shared.requests import get_bearer_auth_token_from_headers

    given: str | None = request.headers.get(HEADER_OAUTH_TOKEN) or get_bearer_auth_token_from_headers(request.headers)
    if given:
        return given
    cookie = request.cookies.get(COOKIE_OAUTH_TOKEN)
    try:
        return str(decode_token(cookie.value)["token"]) if cookie else None
    except Exception:  # whatever is wrong with it, it is no session
        return None


def answer_own_pages_only(handler_class: Any) -> None:
    """Removes the headers by which Mage lets the pages of any site read its answers."""

    def set_default_headers(self: Any) -> None:
        self.set_header("Content-Type", "application/json")

    handler_class.set_default_headers = set_default_headers


def hide_tokens_from_viewers(handler_class: Any) -> None:
    """Mage shows a trigger's token with the trigger and with each of its runs, to everyone who may see those."""
    write = handler_class.write

    def write_without_tokens(self: Any, chunk: Any) -> None:
        if getattr(self.request, "launcher_role", None) == "viewer" and not self.request.path.startswith("/api/users/"):
            chunk = without_tokens(chunk)
        write(self, chunk)

    handler_class.write = write_without_tokens


def without_tokens(chunk: Any) -> Any:
    if isinstance(chunk, dict):
        return masked(chunk)
    try:
        return json.dumps(masked(json.loads(chunk)))
    except ValueError:  # no JSON: a CSV
        return chunk


def masked(value: Any) -> Any:
    if isinstance(value, list):
        return [masked(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: HIDDEN_TOKEN if TOKEN_KEYS.fullmatch(key) and each else masked(each) for key, each in value.items()}


def take_passwords_only() -> None:
    """
    Mage accepts an access token of Google, GitHub or another provider, even if no such provider has been set up. The caller is
    signed in as the account of the token's e-mail, and an account is made for an e-mail that Mage does not know.
    """
    from mage_ai.api.errors import ApiError
    from mage_ai.api.resources.SessionResource import SessionResource

    create = SessionResource.create

    async def create_with_password(payload: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if payload.get("provider") or payload.get("token"):
            raise ApiError({**ApiError.UNAUTHORIZED_ACCESS, "message": "Sign in with e-mail and password."})
        return await create(payload, *args, **kwargs)

    SessionResource.create = staticmethod(create_with_password)
