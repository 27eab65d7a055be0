"""The demands for a file, one of them with what was gathered, and the letter with the decision."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from houvast.accounts.models import Municipality, User
from houvast.accounts.rules import Controller, InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.cooperation.models import DemandPiece, FileDemand
from houvast.cooperation.permissions import require_pieces
from houvast.cooperation.rules.demands import (
    DECIDES,
    LOOKS,
    PREPARES,
    TRIES,
    Answer,
    DemandKind,
    DemandState,
    Told,
)
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.rules import Verb

OPEN = (DemandState.RECEIVED.value, DemandState.PREPARED.value, DemandState.GRANTED.value)
MOST = 200


@dataclass(frozen=True, slots=True)
class DemandLine:
    """A demand in a list."""

    id: UUID
    kind: DemandKind
    body: str
    state: DemandState
    answer_by: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class DemandsPage:
    """What still needs an answer, the first day on top, and what had one, the newest on top."""

    today: date
    open: tuple[DemandLine, ...]
    done: tuple[DemandLine, ...]
    may_register: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that was gathered; the text is for who prepares."""

    id: UUID
    kind: InformationClass
    table: str
    text: str
    on: date
    left_out: str


@dataclass(frozen=True, slots=True)
class DemandPage:
    """One demand, with its pieces for who prepares."""

    line: DemandLine
    reference: str
    article: str
    asked: str
    kinds: tuple[InformationClass, ...]
    received_on: date
    made_by: str
    tries_left: int
    is_found: bool
    answer: Answer | None
    reasons: str
    gives: int
    leaves_out: int
    prepared_by: str
    sent_back: str
    decided_by: str
    decided_on: date | None
    decided_for: Controller | None
    given_on: date | None
    given_how: str
    given_by: str
    told: Told | None
    withheld: str
    review_on: date | None
    pieces: tuple[Piece, ...]
    may_prepare: bool
    may_decide: bool
    """A second person, and not who prepared it."""
    may_hand_over: bool
    may_print: bool


@dataclass(frozen=True, slots=True)
class DemandLetter:
    """What stands in the letter to who asked."""

    municipality: str
    at: datetime
    operation: UUID
    page: DemandPage
    given: tuple[Piece, ...]


def demands_page(by: Actor, *, to_register: bool = False) -> DemandsPage:
    """Every demand. Raises NotAllowed for who has nothing to do with it, or writes none down."""
    with recorded(by, "cooperation.demands_viewed") as act:
        _check_looks(by)
        if to_register and by.role != PREPARES:
            raise NotAllowed("role")
        every = FileDemand.objects.order_by("answer_by", "pk")[:MOST]
        lines = [_line(one, act.today) for one in every]
        return DemandsPage(
            act.today,
            tuple(one for one in lines if one.state.value in OPEN),
            tuple(reversed([one for one in lines if one.state.value not in OPEN])),
            by.role == PREPARES,
        )


def demand_page(by: Actor, demand_id: UUID) -> DemandPage:
    """One demand. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.demand_viewed", demand_id) as act:
        return _page(by, demand_id, act)


def piece_of(by: Actor, piece_id: UUID) -> tuple[UUID, Piece]:
    """One row that was gathered, with the demand that it is for. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.demand_piece_viewed", piece_id) as act:
        require_pieces(by, Verb.SEE, act.now)
        piece = DemandPiece.objects.one(piece_id)
        act.concerns(piece.person_id)
        return piece.demand_id, _piece(piece)


def demand_letter(by: Actor, demand_id: UUID) -> DemandLetter:
    """The decision with its reasons, and the exact rows that are given. Raises NotFound."""
    with recorded(by, "cooperation.demand_printed", demand_id) as act:
        page = _page(by, demand_id, act)
        if not page.may_print:
            raise NotFound
        gives = page.line.state in (DemandState.GRANTED, DemandState.GIVEN)
        given = tuple(one for one in page.pieces if gives and not one.left_out)
        town = Municipality.objects.get(pk=by.municipality_id).name
        return DemandLetter(town, act.now, act.key, page, given)


def _page(by: Actor, demand_id: UUID, act: Operation) -> DemandPage:
    _check_looks(by)
    one = FileDemand.objects.one(demand_id)
    prepares, state = by.role == PREPARES, DemandState(one.state)
    rows = _rows(by, one, act) if prepares else []
    who = _who(one)
    return DemandPage(
        line=_line(one, act.today),
        reference=one.reference,
        article=one.article,
        asked=one.asked,
        kinds=tuple(InformationClass(kind) for kind in one.kinds),
        received_on=one.received_on,
        made_by=who[one.made_by_id],
        tries_left=TRIES - one.tries,
        is_found=one.is_found,
        answer=Answer(one.answer) if one.answer else None,
        reasons=one.reasons,
        gives=one.gives,
        leaves_out=one.leaves_out,
        prepared_by=who[one.prepared_by_id],
        sent_back=one.sent_back,
        decided_by=who[one.decided_by_id],
        decided_on=localdate(one.decided_at) if one.decided_at else None,
        decided_for=Controller(one.decided_for) if one.decided_for else None,
        given_on=one.given_on,
        given_how=one.given_how,
        given_by=who[one.given_by_id],
        told=Told(one.told) if one.told else None,
        withheld=one.withheld,
        review_on=one.review_on,
        pieces=tuple(map(_piece, rows)),
        may_prepare=prepares and state is DemandState.RECEIVED,
        may_decide=_may_decide(by, one),
        may_hand_over=prepares and state is DemandState.GRANTED,
        may_print=prepares and one.decided_by_id is not None,
    )


def _rows(by: Actor, one: FileDemand, act: Operation) -> list[DemandPiece]:
    """The copies themselves: for who prepares, and told to the trail."""
    rows = list(one.pieces.order_by("kind", "observed_on", "pk"))
    if rows:
        require_pieces(by, Verb.SEE, act.now)
        act.concerns(rows[0].person_id)
    return rows


def _who(one: FileDemand) -> dict[UUID | None, str]:
    """The names of who worked on it; nobody has an empty one."""
    keys = (one.made_by_id, one.prepared_by_id, one.decided_by_id, one.given_by_id)
    named = User.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", "name")
    return dict.fromkeys(keys, "") | dict(named)


def _may_decide(by: Actor, one: FileDemand) -> bool:
    waits = one.state == DemandState.PREPARED.value
    return waits and by.role in DECIDES and one.prepared_by_id != by.user_id


def _line(one: FileDemand, today: date) -> DemandLine:
    state = DemandState(one.state)
    late = state.value in OPEN and one.answer_by < today
    return DemandLine(one.pk, DemandKind(one.kind), one.body, state, one.answer_by, late)


def _piece(one: DemandPiece) -> Piece:
    kind = InformationClass(one.kind)
    return Piece(one.pk, kind, one.table, one.text, one.observed_on, one.left_out)


def _check_looks(by: Actor) -> None:
    if by.role not in LOOKS:
        raise NotAllowed("role")
