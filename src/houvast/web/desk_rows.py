"""What waits on Team for a second person, and who holds many, with the words decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from houvast.tracks.reads.caseloads import AskedCoach
from houvast.tracks.reads.desk import ClosingLine, FindLine
from houvast.tracks.reads.team import TeamPage
from houvast.web.addresses import address
from houvast.web.sentences import said as _
from houvast.web.templatetags.houvast import day, late
from houvast.web.words import word


@dataclass(frozen=True, slots=True)
class Closing:
    """A proposal to close, with the answer to each open point; for who agrees, where to say so."""

    name: str
    reason: str
    asks: str
    answers: list[tuple[str, str]]
    agree: str
    decline: str


def closings_of(page: TeamPage, *, agrees: bool) -> list[Closing]:
    """The proposals to close, as they are drawn for who agrees or for who looks on."""
    return [_closing(one, page.today, agrees=agrees) for one in page.desk.closings]


def _closing(one: ClosingLine, today: date, *, agrees: bool) -> Closing:
    asks = _("{who} stelt voor om af te sluiten. {door} houdt de deur open en belt op {on}.")
    return Closing(
        name=one.name,
        reason=word(one.reason),
        asks=asks.format(who=one.proposed_by, door=one.door, on=day(one.come_back_on, today)),
        answers=[(word(point), reason) for point, reason in one.answers],
        agree=address("agree_closing", one.id) if agrees else "",
        decline=address("decline_closing", one.id) if agrees else "",
    )


@dataclass(frozen=True, slots=True)
class Full:
    """A coach who holds more young people than was agreed."""

    name: str
    words: str
    agreed: str


def full_of(page: TeamPage) -> list[Full]:
    """Who holds many, as it is drawn."""
    return [_full(one) for one in page.full]


def _full(one: AskedCoach) -> Full:
    agreed = _(
        "De afspraak van dit programma is {bound}. Kijk samen wat een collega kan overnemen."
    )
    return Full(
        name=one.name,
        words=_("{held} jongeren").format(held=one.held),
        agreed=agreed.format(bound=one.bound),
    )


@dataclass(frozen=True, slots=True)
class Find:
    """An own find that waits for a second person; without an address the reader is not that one."""

    name: str
    words: str
    tone: str
    held: str
    confirm: str


def finds_of(page: TeamPage, reader: UUID) -> list[Find]:
    """The own finds on the desk, as they are drawn for one reader."""
    return [_find(one, page.today, reader) for one in page.desk.finds]


def _find(one: FindLine, today: date, reader: UUID) -> Find:
    return Find(
        name=one.name,
        words=late(one.confirm_by, today) if one.late else day(one.confirm_by, today),
        tone="red" if one.late else "blue",
        held=_("{who} houdt deze jongere al vast.").format(who=one.coach),
        confirm="" if one.coach_id == reader else address("confirm_find", one.assignment_id),
    )
