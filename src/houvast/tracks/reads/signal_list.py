"""Signals of the college in a list: in views, fifty at a time, each with what tells it apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window

from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.people.models import Identity
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.listing import PER_PAGE, Asked
from houvast.tracks.rules.signals import OPEN
from houvast.tracks.rules.states import RungState, SignalState, Source
from houvast.tracks.rules.views import SignalView

Also = Callable[[Operation], None]
WHAT_WAITS = Asked(SignalView.WAITING)
NEWEST = (F("answered_at").desc(nulls_last=True),)
OLDEST = (F("answered_at").asc(nulls_last=True), "answer_by")
"""Passed on and not taken over first, then by the day on which the answer is due."""
COLUMNS = (
    "pk",
    "person_id",
    "state",
    "received_at",
    "answer_by",
    "referred_to",
    "referral_confirmed_on",
    "facts__source",
    "facts__observed_on",
    "facts__criterion__text",
    "by",
    "nickname",
    "given_name",
    "family_name",
    "birth_date",
    "rung",
)


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal in a list; what one may not see is empty.

    `late` is in calendar days after the day it should have been answered.
    """

    id: UUID
    person_id: UUID | None
    name: str
    state: SignalState
    entered_by: str
    received_at: datetime
    answer_by: date
    late: int
    rung: int
    observed_on: date | None
    source: Source | None
    criterion: str
    referred_to: str
    referral_confirmed_on: date | None

    @property
    def waits(self) -> bool:
        """Whether it still has to be answered."""
        return self.state in OPEN

    @property
    def hangs(self) -> bool:
        """Whether it was passed on, and nobody has said yet that it was taken over."""
        return self.state is SignalState.REFERRED and self.referral_confirmed_on is None


@dataclass(frozen=True, slots=True)
class SignalsPage:
    """The signals that the actor may see. `counts` has every view, `total` the rows that fit."""

    today: date
    asked: Asked[SignalView]
    counts: dict[SignalView, int]
    rows: tuple[SignalLine, ...]
    total: int
    pages: int
    may_answer: bool

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


def nothing(_act: Operation) -> None:
    """Nothing more is read."""


def signals_page(
    by: Actor, asked: Asked[SignalView] = WHAT_WAITS, also: Also = nothing
) -> SignalsPage:
    """One view of the signals: of all for who answers and watches, of the own for who reported.

    `also` reads more in the same look.
    """
    with recorded(by, "tracks.signals_viewed") as act:
        views = _views(act.today)
        rows = _part(with_facts(Signal.objects.filter(views[asked.view])), asked)
        found = tuple(line_of(row, act.today) for row in rows)
        act.concerns(*(one.person_id for one in found if one.person_id))
        also(act)
        total = rows[0]["total"] if rows else 0
        return SignalsPage(
            today=act.today,
            asked=asked,
            counts=_counts(views),
            rows=found,
            total=total,
            pages=max(1, -(-total // PER_PAGE)),
            may_answer=by.role == Role.TRIAGE_MEMBER,
        )


def _views(today: date) -> dict[SignalView, Q]:
    waits = Q(state__in=[one.value for one in OPEN])
    hangs = Q(state=SignalState.REFERRED.value, referral_confirmed_on=None)
    return {
        SignalView.WAITING: waits | hangs,
        SignalView.LATE: waits & Q(answer_by__lt=today),
        SignalView.REFERRED: hangs,
        SignalView.ANSWERED: ~(waits | hangs),
    }


def _counts(views: dict[SignalView, Q]) -> dict[SignalView, int]:
    asked = {f"in_{view.value}": Count("pk", filter=fits) for view, fits in views.items()}
    found = Signal.objects.aggregate(**asked)
    return {view: found[f"in_{view.value}"] for view in views}


def _part(fitting: QuerySet[Signal], asked: Asked[SignalView]) -> list[dict[str, Any]]:
    """Fifty rows; a page beyond the last shows the last."""
    order = NEWEST if asked.view is SignalView.ANSWERED else OLDEST
    ordered = fitting.order_by(*order, "pk").annotate(total=Window(Count("*")))
    start = (asked.page - 1) * PER_PAGE
    rows = list(ordered.values(*COLUMNS, "total")[start : start + PER_PAGE])
    if not rows and asked.page > 1:
        start = max(0, (fitting.count() - 1) // PER_PAGE * PER_PAGE)
        rows = list(ordered.values(*COLUMNS, "total")[start : start + PER_PAGE])
    return rows


def with_facts(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """The signals with the name, the birth date and the highest rung, as far as one sees them."""
    rung = Rung.objects.filter(signal=OuterRef("pk"), cause="signal", state=RungState.RAISED.value)
    birth = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")
    return signals.annotate(
        **names(),
        by=F("entered_by__name"),
        rung=Subquery(rung.order_by("-level").values("level")[:1]),
        birth_date=Subquery(birth[:1]),
    )


def line_of(row: Mapping[str, Any], today: date) -> SignalLine:
    """The line of an annotated row."""
    state, source = SignalState(row["state"]), row["facts__source"]
    waits = state in OPEN
    return SignalLine(
        id=row["pk"],
        person_id=row["person_id"],
        name=name_of(row),
        state=state,
        entered_by=row["by"],
        received_at=row["received_at"],
        answer_by=row["answer_by"],
        late=max(0, (today - row["answer_by"]).days) if waits else 0,
        rung=row["rung"] or 0,
        observed_on=row["facts__observed_on"],
        source=Source(source) if source else None,
        criterion=row["facts__criterion__text"] or "",
        referred_to=row["referred_to"],
        referral_confirmed_on=row["referral_confirmed_on"],
    )
