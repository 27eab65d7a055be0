"""Track, wishes and open workplaces as input of the rules: one query, whatever their number.

The question is always asked for one young person: no function here starts from a place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.utils.crypto import salted_hmac

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
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
from houvast.employers.rules.workplaces import is_stale
from houvast.errors import NotAllowed, NotFound
from houvast.matching.reads.choices import ChoiceLine, choices_column, latest_choices
from houvast.matching.reads.travel import points_edition, present_rules
from houvast.matching.reads.wishes import KnownWishes, for_rules, known_wishes, wishes_column
from houvast.matching.rules.explain import explain, inputs_of
from houvast.matching.rules.lists import Draw, Suggestion, Suggestions, suggest
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.sides import Pair, Place, Wishes
from houvast.people.models import Identity
from houvast.tracks.models import Track
from houvast.tracks.reads.files import TrackFile, read_file

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
    "start_on",
    "end_on",
    "offers_yes",
    "offers_no",
    "skills_asked",
    "teaches",
)


@dataclass(frozen=True, slots=True)
class Work:
    """What the screens about work of one young person are made of."""

    track_id: UUID
    today: date
    known: KnownWishes | None
    wishes: Wishes
    """As the rules read them: with the birth date, and school among what is not free."""
    places: tuple[Place, ...]
    choices: Mapping[UUID, ChoiceLine]
    """Per workplace the choice that counts now."""
    ruleset: Ruleset
    """The points table, and how journeys are estimated now."""

    def suggestions(self) -> Suggestions:
        """The lists of today; computed anew each time, so ask once."""
        draw = Draw(secret("draw"), self.today, self.track_id)
        return suggest(self.wishes, self.places, self.today, self.ruleset, draw)

    def seal(self, place: Place) -> str:
        """The seal on what was read for one place: stored with a choice, and sent along with it."""
        return inputs_of(Pair(self.wishes, place, self.today), self.ruleset, secret("inputs"))


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The file of a young person with all about work."""

    file: TrackFile
    work: Work


def secret(what: str) -> bytes:
    """A key of the installation for one use; another signing key makes another."""
    return bytes(salted_hmac("houvast.matching", what, algorithm="sha256").digest())


def work_page(by: Actor, track_id: UUID, verb: str = "matching.list_viewed") -> WorkPage:
    """Wishes and workplaces of one young person. Raises NotFound, NotAllowed."""
    with recorded(by, verb, track_id) as act:
        file = read_file(by, track_id, act)
        if not file.sees_work:
            raise NotAllowed("WP_see")
        return WorkPage(file, read_work(track_id, act))


def read_work(track_id: UUID, act: Operation) -> Work:
    """All about work of one track, inside the caller's act. Raises NotFound."""
    born = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")[:1]
    row = (
        Track.objects.filter(pk=track_id)
        .values("pk", "person_id")
        .annotate(
            born=Subquery(born),
            wished=wishes_column(),
            chosen=choices_column(),
            open_places=_places_column(act.today),
            points=points_edition(),
        )
        .first()
    )
    if row is None:
        raise NotFound
    known = known_wishes(row["wished"])
    return Work(
        track_id=row["pk"],
        today=act.today,
        known=known,
        wishes=for_rules(known, row["born"]),
        places=tuple(_place(one, act.today) for one in row["open_places"]),
        choices=latest_choices(row["chosen"]),
        ruleset=present_rules(row["points"]),
    )


def suggestion_of(work: Work, place_id: UUID) -> Suggestion:
    """One place with its reasons. Raises NotFound when it is not open, or not of here."""
    for place in work.places:
        if place.id == place_id:
            return Suggestion(place, explain(Pair(work.wishes, place, work.today), work.ruleset))
    raise NotFound


def _places_column(today: date) -> ArraySubquery:
    """SQL: every place that is offered or full and has not closed, as JSON with its conditions."""
    asked = WorkplaceCondition.objects.filter(workplace=OuterRef("pk"), dropped_on=None)
    conditions = nested(asked.order_by("pk"), code="code", strength="strength", reason="reason")
    rows = Workplace.objects.filter(
        Q(closing_on=None) | Q(closing_on__gte=today),
        municipality=OuterRef("municipality_id"),
        state__in=OPEN,
    ).annotate(asked=conditions)
    fields = {name: name for name in (*SAME, *OTHER, "asked")}
    fields |= {"employer": "employer__name", "sector": "employer__sector"}
    return nested(rows.order_by("pk"), **fields)


def _place(row: dict[str, Any], today: date) -> Place:
    state = WorkplaceState(row["state"])
    confirmed, begins, ends = (day(row[one]) for one in ("confirmed_on", "start_on", "end_on"))
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
            "start_on": begins,
            "end_on": ends,
            "free_places": row["places"] - row["places_taken"],
            "is_stale": is_stale(state, confirmed, today),
        },
        **_asked(row["asked"]),
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
