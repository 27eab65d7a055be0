"""Signals of the college: what was noticed, and what became of it."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from houvast.api.shapes.made import At, Day, In, Out, Part, Text, Word
from houvast.tracks.actions.signals import Observation, Who
from houvast.tracks.reads.signal_list import SignalLine
from houvast.tracks.reads.signals import SignalPage
from houvast.tracks.rules.states import FactKind, SignalState, Source


class SignalItem(Out):
    """A signal in a list; what one may not see is empty."""

    id: UUID
    name: str
    state: SignalState
    entered_by: str
    received_at: At
    answer_by: date
    observed_on: date | None
    source: Source | None
    criterion: str
    referred_to: str
    referral_confirmed_on: date | None


class Signals(Part):
    """One view of the signals: of all for who answers and watches, of the own for who reported."""

    items: list[SignalItem]

    @classmethod
    def of(cls, rows: tuple[SignalLine, ...], total: int) -> Self:
        """The lines as they were read."""
        return cls(items=[SignalItem.model_validate(one) for one in rows], total=total)


class Signal(SignalItem):
    """One signal with its facts."""

    behaviour: str
    kind: FactKind | None
    opinion: str
    family_name: str
    birth_date: date | None
    answer: str
    may_answer: bool

    @classmethod
    def of(cls, page: SignalPage) -> Self:
        """The page as it was read."""
        line = SignalItem.model_validate(page.line).model_dump()
        more = {name: getattr(page, name) for name in MORE}
        return cls(**line, **more)


MORE = ("behaviour", "kind", "opinion", "family_name", "birth_date", "answer", "may_answer")


class Criterion(Out):
    """On which ground a track may begin."""

    id: UUID
    text: str


class Criteria(Out):
    """The grounds of today: a signal names one."""

    items: list[Criterion]


class SignalIn(In):
    """What was noticed, and about whom as far as known."""

    behaviour: Text
    kind: FactKind
    source: Source
    observed_on: Day
    criterion: UUID
    """One of the criteria of today."""
    opinion: Text = ""
    nickname: Annotated[Word, Field(max_length=60)] = ""
    given_name: Annotated[Word, Field(max_length=60)] = ""
    family_name: Annotated[Word, Field(max_length=80)] = ""
    birth_date: Day | None = None
    phone: Annotated[Word, Field(max_length=20)] = ""

    def observation(self) -> Observation:
        """What was noticed."""
        return Observation(
            self.behaviour,
            self.kind,
            self.source,
            self.observed_on,
            self.criterion,
            self.opinion,
        )

    def who(self) -> Who:
        """About whom."""
        return Who(self.nickname, self.given_name, self.family_name, self.birth_date, self.phone)


class ReferIn(In):
    """To which named person a signal goes, and why."""

    to: Word
    reason: Text
