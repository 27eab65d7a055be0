"""A workplace from a row of the database, as the rules read it."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from houvast.database.written import Given
from houvast.employers.models import Workplace, WorkplaceCondition
from houvast.employers.reads.nested import day, nested
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    Sector,
    Strength,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.workplaces import is_stale, stale_from
from houvast.matching.rules.columns import Offered
from houvast.matching.rules.sides import Place

OPEN = (WorkplaceState.OFFERED.value, WorkplaceState.FILLED.value)
SAME = (
    "id",
    "title",
    "kind",
    "hours_min",
    "hours_max",
    "isco",
    "pc4",
    "is_mobile",
    "day_parts",
    "day_parts_min",
    "minimum_age",
    "wage_cents",
    "asks_vog",
)
"""Columns that a `Place` has under the same name."""
OTHER = (
    "state",
    "places",
    "places_taken",
    "confirmed_on",
    "closing_on",
    "destroy_on",
    "start_on",
    "end_on",
    "offers_yes",
    "offers_no",
    "skills_asked",
    "teaches",
)


def open_on(today: date | Given) -> QuerySet[Workplace]:
    """Workplaces that are offered or full and have not closed, of all municipalities."""
    return Workplace.objects.filter(Q(closing_on=None) | Q(closing_on__gte=today), state__in=OPEN)


def written(rows: QuerySet[Workplace]) -> "QuerySet[Workplace, Any]":
    """These workplaces with what they ask: of each its `row`, the text of a JSON object."""
    asked = WorkplaceCondition.objects.filter(workplace=OuterRef("pk"), dropped_on=None)
    conditions = nested(asked.order_by("pk"), code="code", strength="strength", reason="reason")
    fields = {name: name for name in (*SAME, *OTHER, "asked")}
    fields |= {"employer": "employer__name", "sector": "employer__sector"}
    whole = rows.annotate(asked=conditions)
    return whole.values(row=Cast(JSONObject(**fields), TextField()))


def texts(rows: QuerySet[Workplace]) -> ArraySubquery:
    """SQL: what `written` gives, as an array for one annotation."""
    return ArraySubquery(written(rows))


def place_of(text: str, today: date) -> Place:
    """A workplace as it is on a day, from its text."""
    row = json.loads(text)
    state = WorkplaceState(row["state"])
    same = {name: row[name] for name in SAME}
    return Place(
        **same
        | {
            "id": UUID(row["id"]),
            "kind": WorkKind(row["kind"]),
            "employer": row["employer"],
            "sector": Sector(row["sector"]) if row["sector"] else None,
            "skills_asked": _skills(row["skills_asked"]),
            "teaches": _skills(row["teaches"]),
            "offers": _offers(row),
            "start_on": day(row["start_on"]),
            "end_on": day(row["end_on"]),
            "free_places": row["places"] - row["places_taken"],
            "is_stale": is_stale(state, day(row["confirmed_on"]), today),
        },
        **_asked(row["asked"]),
    )


def offered(text: str, today: date) -> Offered:
    """The same with the days on which it begins to look different."""
    row = json.loads(text)
    kept_until = date.fromisoformat(row["destroy_on"]) - timedelta(days=1)
    return Offered(
        place=place_of(text, today),
        ring_from=stale_from(WorkplaceState(row["state"]), day(row["confirmed_on"])),
        closes_on=min(day(row["closing_on"]) or kept_until, kept_until),
    )


def _asked(rows: list[dict[str, str]]) -> dict[str, Any]:
    by_weight: dict[Strength, dict[ConditionCode, str]] = {one: {} for one in Strength}
    for row in rows:
        by_weight[Strength(row["strength"])][ConditionCode(row["code"])] = row["reason"]
    return {
        "asks": by_weight[Strength.REQUIRED],
        "prefers": frozenset(by_weight[Strength.PREFERRED]),
        "asks_perhaps": frozenset(by_weight[Strength.UNKNOWN]),
    }


def _offers(row: dict[str, Any]) -> dict[OfferCode, Answer]:
    given = {OfferCode(one): Answer.YES for one in row["offers_yes"]}
    return given | {OfferCode(one): Answer.NO for one in row["offers_no"]}


def _skills(codes: list[str]) -> frozenset[Skill]:
    """Skills of the list; an imported word that is not in it waits to be coded."""
    known = frozenset(Skill)
    return frozenset(Skill(one) for one in codes if one in known)
