"""Signals of Veiligheid for its own triage; and what others see of an offer: the record alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, OrderBy, Q, QuerySet, Window

from houvast.audit.actions import Operation, recorded
from houvast.cooperation.models import PoliceFacts, SafetySignal
from houvast.cooperation.reads.compartment import ID, PJ, SF, grounds_of, require, signal_seen
from houvast.cooperation.reads.offers import OfferLine, offer_line
from houvast.cooperation.reads.safety_ladder import Told, asked_now, told_of
from houvast.cooperation.rules.police_words import TEXTS, Beside
from houvast.cooperation.rules.safety import (
    OfferState,
    PoliceArticle,
    Reach,
    SafetySource,
    SafetyView,
)
from houvast.database.actor import Actor
from houvast.sharing.rules import Verb
from houvast.tracks.reads.listing import PER_PAGE, Asked
from houvast.tracks.reads.terms import Criterion, criteria
from houvast.tracks.rules.signals import OPEN
from houvast.tracks.rules.states import FactKind, SignalState

WHAT_WAITS = Asked(SafetyView.WAITING)


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """A signal of Veiligheid in a list. `late` is in calendar days after the day of the answer."""

    id: UUID
    person_id: UUID
    name: str
    state: SignalState
    source: SafetySource
    observed_on: date
    entered_by: str
    received_at: datetime
    answer_by: date
    late: int
    offer: OfferState | None
    tell_by: date | None
    told_on: date | None
    asks: UUID | None
    """Who is asked to decide now, because it waits too long."""

    @property
    def waits_for_second(self) -> bool:
        """Whether an offer waits for somebody who looks along."""
        return self.offer is OfferState.DECIDED

    @property
    def to_tell(self) -> bool:
        """Whether the young person still has to hear that his name was given."""
        return self.tell_by is not None and self.told_on is None


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """One view of the signals; `is_open` says whether the ground holds today."""

    today: date
    asked: Asked[SafetyView]
    counts: dict[SafetyView, int]
    rows: tuple[SafetyLine, ...]
    total: int
    pages: int
    is_open: bool

    @property
    def page(self) -> int:
        """Which page this is."""
        return min(self.asked.page, self.pages)


@dataclass(frozen=True, slots=True)
class PoliceLine:
    """What police gave, with what came along."""

    text: str
    article: PoliceArticle
    officer: str
    keep_until: date
    no_onward: bool
    allowed_on: date | None
    allowed_by: str


@dataclass(frozen=True, slots=True)
class SafetySignalPage:
    """One signal of Veiligheid with everything of it, and what one may do with it."""

    today: date
    line: SafetyLine
    kind: FactKind
    behaviour: str
    criterion: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str
    known: tuple[Reach, ...]
    police: PoliceLine | None
    necessity: str
    proportionality: str
    subsidiarity: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    sent_back: str
    destroy_on: date
    told: tuple[Told, ...]
    """Who was asked to decide when it waited too long, and when."""
    offer: OfferLine | None
    beside: frozenset[Beside]
    """Which texts stand with what police gave; empty ones when its ground does not hold."""
    may_answer: bool
    may_second: bool
    may_note_yes: bool
    may_tell: bool
    may_mend: bool

    @property
    def of_police(self) -> bool:
        """Whether police gave it: then each text is asked whether it holds something of it."""
        return self.line.source is SafetySource.POLICE

    @property
    def waits_for_police(self) -> bool:
        """Whether police have to say first that it may go on."""
        return bool(self.police and self.police.no_onward and not self.police.allowed_on)


@dataclass(frozen=True, slots=True)
class SafetyChoices:
    """What the form to enter a signal offers; `police` says whether their data may come in."""

    today: date
    criteria: tuple[Criterion, ...]
    police: bool


def safety_signals_page(by: Actor, asked: Asked[SafetyView] = WHAT_WAITS) -> SafetyPage:
    """One view of the signals of Veiligheid. Raises NotAllowed for everybody else."""
    with recorded(by, "cooperation.safety_signals_viewed") as act:
        open_now = grounds_of(act)
        require(by, Verb.SEE, SF, act, frozenset({SF}))
        is_open = {ID, SF} <= open_now
        fitting = SafetySignal.objects.filter(_views()[asked.view])
        rows = _part(fitting, asked) if is_open else ()
        found = tuple(_line(one, act.today) for one in rows)
        act.concerns(*(one.person_id for one in found))
        total = int(getattr(rows[0], "total", 0)) if rows else 0
        return SafetyPage(
            today=act.today,
            asked=asked,
            counts=_counts(),
            rows=found,
            total=total,
            pages=max(1, -(-total // PER_PAGE)),
            is_open=is_open,
        )


def _views() -> dict[SafetyView, Q]:
    waits = Q(state__in=[one.value for one in OPEN])
    second = Q(offer__state=OfferState.DECIDED.value)
    to_tell = Q(offer__tell_by__isnull=False, offer__told_on=None)
    return {
        SafetyView.WAITING: waits,
        SafetyView.SECOND: second,
        SafetyView.TO_TELL: to_tell,
        SafetyView.ANSWERED: ~waits,
    }


def _counts() -> dict[SafetyView, int]:
    asked = {f"in_{view.value}": Count("pk", filter=fits) for view, fits in _views().items()}
    found = SafetySignal.objects.aggregate(**asked)
    return {view: found[f"in_{view.value}"] for view in SafetyView}


def _part(fitting: "QuerySet[SafetySignal]", asked: Asked[SafetyView]) -> Sequence[SafetySignal]:
    """Fifty rows; a page beyond the last shows the last."""
    newest = OrderBy(F("answered_at"), descending=True, nulls_last=True)
    first = newest if asked.view is SafetyView.ANSWERED else F("answer_by").asc()
    ordered = fitting.select_related("person__safety_name", "offer", "entered_by")
    ordered = ordered.order_by(first, "received_at", "pk").annotate(
        total=Window(Count("*")), asks=asked_now()
    )
    start = (asked.page - 1) * PER_PAGE
    rows: Sequence[SafetySignal] = list(ordered[start : start + PER_PAGE])
    if not rows and asked.page > 1:
        start = max(0, (fitting.count() - 1) // PER_PAGE * PER_PAGE)
        rows = list(ordered[start : start + PER_PAGE])
    return rows


def _line(one: SafetySignal, today: date) -> SafetyLine:
    name, offer, state = one.person.safety_name, one.offer, SignalState(one.state)
    return SafetyLine(
        id=one.pk,
        person_id=one.person_id,
        name=name.nickname or name.given_name or name.family_name,
        state=state,
        source=SafetySource(one.source),
        observed_on=one.observed_on,
        entered_by=one.entered_by.name,
        received_at=one.received_at,
        answer_by=one.answer_by,
        late=max(0, (today - one.answer_by).days) if state in OPEN else 0,
        offer=OfferState(offer.state) if offer else None,
        tell_by=offer.tell_by if offer else None,
        told_on=offer.told_on if offer else None,
        asks=getattr(one, "asks", None),
    )


def safety_choices(by: Actor) -> SafetyChoices:
    """What one can enter today. Raises NotAllowed."""
    with recorded(by, "cooperation.safety_form_opened") as act:
        require(by, Verb.WRITE, SF, act, frozenset({SF}), own=True)
        police = PJ in grounds_of(act)
        return SafetyChoices(act.today, criteria(by.municipality_id, act.today), police)


def safety_signal_page(by: Actor, signal_id: UUID) -> SafetySignalPage:
    """One signal of Veiligheid; looking at it is recorded. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.safety_signal_viewed", signal_id) as act:
        return _page(by, signal_seen(by, signal_id, act), act)


def _page(by: Actor, one: SafetySignal, act: Operation) -> SafetySignalPage:
    name, offer, line = one.person.safety_name, one.offer, _line(one, act.today)
    police = _police(one)
    in_triage = line.state in OPEN and not line.waits_for_second
    own = one.entered_by_id == by.user_id
    return SafetySignalPage(
        today=act.today,
        line=line,
        kind=FactKind(one.kind),
        behaviour=police.text if police else one.behaviour,
        criterion=one.criterion.text,
        given_name=name.given_name,
        family_name=name.family_name,
        birth_date=name.birth_date,
        phone=name.phone,
        known=name.known,
        police=police,
        **_texts(one),
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_at=one.answered_at,
        beside=frozenset(Beside(said) for said in one.with_police),
        destroy_on=one.destroy_on,
        told=told_of(one),
        offer=offer_line(offer) if offer else None,
        may_answer=in_triage,
        may_second=line.waits_for_second and bool(offer and offer.decided_by_id != by.user_id),
        may_note_yes=bool(own and in_triage and police and police.allowed_on is None),
        may_tell=line.to_tell,
        may_mend=line.offer in (OfferState.DECIDED, OfferState.SENT)
        and bool(offer and offer.mended_at is None),
    )


def _texts(one: SafetySignal) -> dict[str, str]:
    """What was written about it, each text from where it stands; "" when that may not be read."""
    apart: PoliceFacts | None = getattr(one, "police", None)
    texts: dict[str, str] = {}
    for beside, names in TEXTS.items():
        row = apart if beside in one.with_police else one
        texts |= {name: getattr(row, name, "") for name in names}
    return texts


def _police(one: SafetySignal) -> PoliceLine | None:
    """What police gave, when its ground still holds; else it is not there."""
    found: PoliceFacts | None = getattr(one, "police", None)
    if found is None:
        return None
    return PoliceLine(
        found.text,
        PoliceArticle(found.article),
        found.officer,
        found.keep_until,
        found.no_onward,
        found.allowed_on,
        found.allowed_by,
    )
