"""How an endpoint is made: a read with an ETag, a list in parts, a write that is done once."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import HttpError
from pydantic.alias_generators import to_camel

from houvast.accounts.rules import Scope
from houvast.api.bearer import Bearer, actor
from houvast.api.problems import Changed
from houvast.api.shapes.made import Made, Out, Part
from houvast.api.shapes.thinking import choices
from houvast.audit.actions import with_choices
from houvast.sharing.actions.receipts import once

View = TypeVar("View", bound=Callable[..., Any])
ROOT = "/api/v1"
DOING = "houvast_doing"
"""Where a request keeps the name of its endpoint, for the trail: addresses are shared."""


def read(
    router: Router, path: str, scope: Scope | None, gives: type[Out]
) -> Callable[[Callable[..., Out]], Callable[..., HttpResponse]]:
    """An endpoint that shows something. A view gives a finished value; this adds the version."""

    def wrap(view: Callable[..., Out]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _shown(request, view(request, *args, **kwargs))

        _add(router, "GET", path, scope, {200: gives}, run)
        return run

    return wrap


def write(
    router: Router, path: str, scope: Scope, *, method: str = "POST", makes: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """An endpoint that does something; `makes` when it makes a thing with an id of its own."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            setattr(request, DOING, view.__name__)
            return view(request, *args, **kwargs)

        _add(router, method, path, scope, {201: Made} if makes else {204: None}, run)
        return run

    return wrap


def _add(
    router: Router, method: str, path: str, scope: Scope | None, response: Any, view: Any
) -> None:
    router.add_api_operation(
        path,
        [method],
        view,
        auth=Bearer(scope),
        response=response,
        by_alias=True,
        operation_id=to_camel(view.__name__),
        summary=(view.__doc__ or "").split("\n")[0].rstrip("."),
        description=f"Scope: `{scope.value}`." if scope else "For every token.",
        url_name=view.__name__,
    )


def etag_of(shown: Out) -> str:
    """The version of what is shown: made from the rows themselves, so it needs no clock."""
    return f'"{sha256(_body(shown)).hexdigest()[:32]}"'


def _body(shown: Out) -> bytes:
    return shown.model_dump_json(by_alias=True).encode()


def _shown(request: HttpRequest, shown: Out) -> HttpResponse:
    body, etag = _body(shown), etag_of(shown)
    answer = HttpResponse(body, content_type="application/json")
    if etag in _tags(request, "If-None-Match"):
        answer = HttpResponse(status=304)
    answer["ETag"] = etag
    if isinstance(shown, Part):
        links = [f'<{_there(request, at)}>; rel="{rel}"' for rel, at in shown.links]
        answer["Link"] = ", ".join(links)
    return answer


def _tags(request: HttpRequest, header: str) -> Sequence[str]:
    sent = request.headers.get(header, "")
    return re.findall(r'"[^"]*"|\*', sent)


def _there(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor_of(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def cursor_of(page: int) -> str:
    """A place in a list, as text that means nothing to who gets it."""
    return urlsafe_b64encode(f"part:{page}".encode()).decode().rstrip("=")


def page_of(cursor: str) -> int:
    """The part of a list that a cursor points to; without one the first."""
    if not cursor:
        return 1
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        text = ""
    found = re.fullmatch(r"part:([1-9][0-9]{0,5})", text)
    if found is None:
        raise HttpError(400, "cursor")
    return int(found[1])


def written(
    request: HttpRequest,
    about: UUID | None,
    act: Callable[[UUID | None], UUID | None],
    *,
    at: str | Callable[[UUID], str] = "",
    version: Callable[[], Out] | None = None,
) -> HttpResponse:
    """Do an act of the domain once, and answer with the id of what it made.

    `act` gets the key that belongs to this user and Idempotency-Key. `at` is the address of what
    is made, with `{id}`, or gives it. `version` gives what If-Match is compared with, in the same
    transaction.
    """
    by, key = actor(request), _key(request)
    wanted = _tags(request, "If-Match") if version else ()

    def checked() -> UUID | None:
        if version and wanted and "*" not in wanted and etag_of(version()) not in wanted:
            raise Changed
        return act(uuid5(by.user_id, str(key)) if key else None)

    asked = f"{request.method} {request.path}\n".encode() + request.body
    with with_choices(choices()):
        made = once(
            by=by,
            verb=f"api.{getattr(request, DOING)}",
            about=about,
            key=key,
            request_hash=sha256(asked).hexdigest(),
            act=checked,
        )
    if made is None:
        return HttpResponse(status=204)
    answer = HttpResponse(_body(Made(id=made)), status=201, content_type="application/json")
    if at:
        there = at.format(id=made) if isinstance(at, str) else at(made)
        answer["Location"] = request.build_absolute_uri(f"{ROOT}{there}")
    return answer


def _key(request: HttpRequest) -> UUID | None:
    sent = request.headers.get("Idempotency-Key")
    if sent is None:
        return None
    try:
        return UUID(sent)
    except ValueError:
        raise HttpError(400, "Idempotency-Key") from None
