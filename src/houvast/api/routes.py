"""All endpoints together, as one API with one way to say no."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from houvast.api import (
    employers,
    me,
    other_plans,
    placements,
    plan,
    plan_arrivals,
    plan_checks,
    plan_facts,
    plan_questions,
    plan_yardsticks,
    reference,
    signals,
    tracks,
    work,
    workplaces,
)
from houvast.api.bearer import MissingScope
from houvast.api.door import VERSION
from houvast.api.parsing import StrictParser
from houvast.api.problems import problem, say_no

ROUTERS = (
    *(me, tracks, plan, work, placements, signals, employers, workplaces),
    *(
        plan_arrivals,
        plan_checks,
        plan_facts,
        plan_yardsticks,
        plan_questions,
        other_plans,
        reference,
    ),
)

api = NinjaAPI(
    title="Houvast",
    version=VERSION,
    parser=StrictParser(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
say_no(api)


def _missing_scope(_request: HttpRequest, no: Any) -> HttpResponse:
    return problem("missing-scope", scope=no.scope.value)


api.add_exception_handler(MissingScope, _missing_scope)
for one in ROUTERS:
    api.add_router("", one.router)
