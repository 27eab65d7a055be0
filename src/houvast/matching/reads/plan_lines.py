"""What a proposal says for each young person whom one holds, with the reasons of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

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
from houvast.tracks.reads.lines import name_of, names

MOST = 200


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
    """The proposals for whom one holds, by name."""

    today: date
    lines: tuple[OwnLine, ...]


def own_lines_page(by: Actor) -> OwnLinesPage:
    """What is proposed for whom one holds, each with the reasons of now. Raises NotAllowed."""
    with recorded(by, "matching.plan_lines_viewed") as act:
        if by.role not in (Role.OUTREACH_COACH, Role.WORK_COACH):
            raise NotAllowed("coach")
        rows = list(_held(act.now)[:MOST])
        act.concerns(*(row["person_id"] for row in rows))
        if not rows:
            return OwnLinesPage(act.today, ())
        offer, ruleset = offer_and_rules(by, act)
        lines = [_own_line(one, offer, ruleset, act.today) for one in rows]
        return OwnLinesPage(
            act.today, tuple(sorted(lines, key=lambda one: (one.name.casefold(), one.track_id)))
        )


def _held(now: datetime) -> "QuerySet[Any, Any]":
    """The latest line of each track that runs, with all that its reasons are made of."""
    track = Track.objects.filter(pk=OuterRef("track_id"))
    born = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")[:1]
    whole: Any = track.annotate(wished=wishes_column(), chosen=choices_column())
    rows: Any = PlanLine.objects.filter(
        at__gt=now - timedelta(days=SHOWN_DAYS), track__state="open"
    )
    latest = rows.order_by("track_id", "-at").distinct("track_id")
    found: QuerySet[Any, Any] = latest.annotate(
        born=Subquery(born),
        wished=Subquery(whole.values("wished")),
        chosen=Subquery(whole.values("chosen")),
        **names(),
    ).values(
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
