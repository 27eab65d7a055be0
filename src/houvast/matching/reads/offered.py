"""The open workplaces and the rules of now, for a page about several young people: one query."""

from typing import Any

from django.db.models import QuerySet

from houvast.accounts.models import Team
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.matching.reads.kept import Asked, columns
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.travel import present_rules, travel_editions
from houvast.matching.rules.points import Ruleset


def offer_and_rules(by: Actor, act: Operation) -> tuple[Offer, Ruleset]:
    """What the actor sees of the workplaces, and the ruleset that counts."""
    asked = Asked(by.municipality_id, act.today)
    given: dict[str, Any] = {"municipality": by.municipality_id, "today": act.today}
    with prepared():
        row = next(iter(ask(_of_municipality, **given, **asked.since)))
    return asked.offer(row), present_rules(row["travel"])


def _of_municipality(
    municipality: Given, today: Given, since: Given | None = None
) -> QuerySet[Any, Any]:
    """A row of the municipality: each has teams, and everybody may know their names."""
    rows: Any = Team.objects.filter(municipality=municipality).order_by("pk").values("pk")[:1]
    one: Any = Team.objects.filter(pk__in=rows).values("pk")
    found: QuerySet[Any, Any] = one.annotate(travel=travel_editions(), **columns(today, since))
    return found
