"""What a proposal says for each young person whom one holds, with the reasons of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Lower

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.matching.models import PlanLine
from houvast.matching.reads.choices import choices_column, latest_choices
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.offered import offer_and_rules
from houvast.matching.reads.places import Work
from houvast.matching.reads.wishes import for_rules, known_wishes, wishes_column
from houvast.matching.rules.explain import Explanation, explanation_of
from houvast.matching.rules.lists import Suggestion
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.proposal import SHOWN_DAYS, StaleCode, stale
from houvast.people.models import Identity
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import called, name_of, names

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What is proposed for one young person whom one holds."""

    track_id: UUID
    name: str
    at: datetime
    first_talk: bool
    work: Work
    proposed: Suggestion | None
    """The workplace with the reasons of now; None when there is none, or it is gone."""
    had_one: bool
    others: tuple[Suggestion, ...]
    stale: tuple[StaleCode, ...]
    is_decided: bool


@dataclass(frozen=True, slots=True)
class OwnLinesPage:
    """The proposals for whom one holds, or helps with work, by name, twenty-five at a time."""

    today: date
    lines: tuple[OwnLine, ...]
    page: int = 1
    pages: int = 1


def own_lines_page(by: Actor, page: int = 1) -> OwnLinesPage:
    """What is proposed for whom one holds, each with the reasons of now. Raises NotAllowed.

    For placement these are the lines of whom a work coach helps beside the lead.
    """
    with recorded(by, "matching.plan_lines_viewed") as act:
        if by.role not in (Role.OUTREACH_COACH, Role.WORK_COACH):
            raise NotAllowed("coach")
        at, pages, rows = _page_of(_held(act.now), page)
        act.concerns(*(row["person_id"] for row in rows))
        if not rows:
            return OwnLinesPage(act.today, ())
        offer, ruleset = offer_and_rules(by, act)
        lines = tuple(_own_line(one, offer, ruleset, act.today) for one in rows)
        return OwnLinesPage(act.today, lines, at, pages)


def _page_of(held: "QuerySet[Any, Any]", page: int) -> tuple[int, int, list[dict[str, Any]]]:
    """The rows of a page, which one it is and how many there are; beyond the last is the last."""
    at = max(1, page)
    rows = list(held[(at - 1) * PER_PAGE : at * PER_PAGE])
    if not rows and at > 1:
        at = max(1, -(-held.count() // PER_PAGE))
        rows = list(held[(at - 1) * PER_PAGE : at * PER_PAGE])
    total = rows[0]["total"] if rows else 0
    return at, max(1, -(-total // PER_PAGE)), rows


def _held(now: datetime) -> "QuerySet[Any, Any]":
    """The latest line of each track that runs, with all that its reasons are made of, by name."""
    track = Track.objects.filter(pk=OuterRef("track_id"))
    born = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")[:1]
    whole: Any = track.annotate(wished=wishes_column(), chosen=choices_column())
    rows: Any = PlanLine.objects.filter(
        at__gt=now - timedelta(days=SHOWN_DAYS), track__state="open"
    )
    latest = rows.order_by("track_id", "-at").distinct("track_id").values("pk")
    named: Any = PlanLine.objects.filter(pk__in=latest).annotate(**names())
    ordered = named.annotate(called=called()).order_by(Lower("called"), "track_id")
    found: QuerySet[Any, Any] = ordered.annotate(
        total=Window(Count("*")),
        born=Subquery(born),
        wished=Subquery(whole.values("wished")),
        chosen=Subquery(whole.values("chosen")),
    ).values(
        "total",
        "track_id",
        "person_id",
        "at",
        "workplace_id",
        "others",
        "explanation",
        "first_talk",
        "wishes_id",
        "born",
        "wished",
        "chosen",
        "nickname",
        "given_name",
        "family_name",
    )
    return found


def _own_line(row: Mapping[str, Any], offer: Offer, ruleset: Ruleset, today: date) -> OwnLine:
    known = known_wishes(row["wished"])
    work = Work(
        track_id=row["track_id"],
        today=today,
        known=known,
        wishes=for_rules(known, row["born"]),
        offer=offer,
        choices=latest_choices(row["chosen"]),
        ruleset=ruleset,
    )
    proposed = _now(work, row["workplace_id"])
    then = explanation_of(row["explanation"]) if row["explanation"] else None
    others = (_now(work, one) for one in row["others"])
    return OwnLine(
        track_id=row["track_id"],
        name=name_of(row),
        at=row["at"],
        first_talk=row["first_talk"],
        work=work,
        proposed=proposed,
        had_one=row["workplace_id"] is not None,
        others=tuple(one for one in others if one and not one.why.blocks),
        stale=tuple(_stale(row, then, proposed, known.id if known else None)),
        is_decided=any(one.at >= row["at"] for one in work.choices.values()),
    )


def _stale(
    row: Mapping[str, Any],
    then: Explanation | None,
    proposed: Suggestion | None,
    wishes: UUID | None,
) -> list[StaleCode]:
    place, now = (proposed.place, proposed.why) if proposed else (None, None)
    return stale(then, now, place, wishes_changed=wishes != row["wishes_id"])


def _now(work: Work, place: UUID | None) -> Suggestion | None:
    """A workplace with its reasons of now; None when it is not offered any more."""
    if place is None:
        return None
    try:
        return work.suggestion(place)
    except NotFound:
        return None
