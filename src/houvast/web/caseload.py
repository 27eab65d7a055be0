"""Jongeren: the list of a coach, in views that narrow and sort it."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.reads.caseload import caseload_page
from houvast.tracks.reads.listing import Asked
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import CaseloadView, Order
from houvast.web.acting import actor
from houvast.web.person_rows import cells
from houvast.web.queries import choice, number, same_but, words

ORDERS = (Order.MOMENT, Order.CONTACT, Order.NAME)


@require_safe
def young_people(request: HttpRequest) -> HttpResponse:
    """Everyone this coach holds, and whose door he keeps; htmx asks for the list alone."""
    page = caseload_page(actor(request, Purpose.GUIDANCE), _asked(request.GET))
    part = request.headers.get("HX-Target") == "tracks"
    context = {
        "page": page,
        "rows": [cells(one, page.today) for one in page.rows],
        "part": part,
        "views": [(view, page.counts[view]) for view in CaseloadView],
        "phases": list(TrackPhase),
        "orders": ORDERS,
        "link": same_but(request.GET, "bladzijde"),
        "view_link": same_but(request.GET, "bladzijde", "weergave"),
    }
    return render(request, "tracks/_people.html" if part else "tracks/young_people.html", context)


def _asked(query: QueryDict) -> Asked[CaseloadView]:
    """What the address asks; anything that does not exist is as if it was not asked."""
    order = choice(query, "volgorde", Order)
    return Asked(
        view=choice(query, "weergave", CaseloadView) or CaseloadView.RUNNING,
        search=words(query, "zoek"),
        phase=choice(query, "fase", TrackPhase),
        order=order if order in ORDERS else Order.MOMENT,
        page=number(query, "bladzijde"),
    )
