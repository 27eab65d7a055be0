"""The description of the API (OpenAPI 3.1), made from the endpoints themselves."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from houvast.api.door import VERSION
from houvast.api.endpoints import ROOT
from houvast.api.problems import MEDIA_TYPE, SAYS
from houvast.api.routes import api
from houvast.api.shapes.made import FieldError, Problem
from houvast.api.shapes.thinking import KEPT_AS_WRITTEN
from houvast.sharing.rules.free_text import Sign

ALWAYS = ("400", "401", "403", "404", "406", "503")
WRITING = ("409", "412", "413", "415", "422")
REFERENCE = "#/components/schemas/{model}"
HEADERS = {
    "API-Version": {
        "description": "The full version of this API.",
        "schema": {"type": "string", "example": VERSION},
    }
}
ETAG = {"ETag": {"description": "The version of what is shown.", "schema": {"type": "string"}}}
LINK = {"Link": {"description": "Where the other parts are.", "schema": {"type": "string"}}}
LOCATION = {
    "Location": {"description": "Where it is, if it can be read.", "schema": {"type": "string"}}
}
_SIGNS = "|".join(one.value for one in Sign)
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A UUID of your own: the same request twice is one, with the same answer.",
    "schema": {"type": "string", "format": "uuid"},
}
KEPT = {
    "name": KEPT_AS_WRITTEN,
    "in": "header",
    "required": False,
    "description": (
        "What may stay in the texts of this request, after somebody thought it over: a phone"
        " number, a mail address, a word about health, belief, descent or a sentence, a name."
    ),
    "schema": {"type": "string", "pattern": f"^({_SIGNS})(, ?({_SIGNS}))*$"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that you read: 412 when it is another by now.",
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that you have: 304 when it still holds.",
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}


@cache
def document() -> dict[str, Any]:
    """The whole description; it changes with a release and not with data."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    made["info"] |= {
        "description": "The same reads and acts as the screens, for systems of a municipality.",
        "contact": {
            "name": "Houvast",
            "url": "https://example.org/houvast",
            "email": "houvast@example.org",
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    made["servers"] = [{"url": ROOT}]
    schemas = made["components"]["schemas"]
    for shape in (FieldError, Problem):
        schema = shape.model_json_schema(by_alias=True, ref_template=REFERENCE)
        schema.pop("$defs", None)
        schemas[shape.__name__] = schema
    for path in made["paths"].values():
        for method, operation in path.items():
            _complete(operation, reading=method == "get")
    return made


def _complete(operation: dict[str, Any], *, reading: bool) -> None:
    operation["parameters"] += [IF_NONE_MATCH] if reading else [KEY, KEPT, IF_MATCH]
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in answers.values():
        more = ETAG | LINK if reading else LOCATION
        answer["headers"] = HEADERS | more
    if reading:
        answers["304"] = {"description": "Not modified", "headers": HEADERS | ETAG}
    for status in ALWAYS if reading else (*ALWAYS, *WRITING):
        answers[status] = {
            "description": " · ".join(
                kind for kind, says in SAYS.items() if str(says[0]) == status
            ),
            "headers": HEADERS,
            "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}},
        }
    operation["responses"] = answers


def openapi(request: HttpRequest) -> HttpResponse:
    """The description, for everybody and from every origin: nothing in it is secret."""
    answer = JsonResponse(document(), json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
