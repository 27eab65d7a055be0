"""Questions to brokers in general words, the broker's own page, and the work that we miss."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Lower

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import BrokerQuestion, Employer, MissingWorkplace, Workplace
from houvast.employers.reads.demand import DemandLine, demand_lines
from houvast.employers.reads.workplaces import stale
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import QuestionState, WorkKind

MOST = 100


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question to one broker, and what he answered. No person is in it, nor a number of them."""

    id: UUID
    text: str
    broker: str
    asked_by: str
    asked_on: date
    state: QuestionState
    answered_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The questions to all brokers: those that run, and those that are done."""

    today: date
    running: tuple[QuestionLine, ...]
    done: tuple[QuestionLine, ...]
    brokers: tuple[Colleague, ...]
    start: str
    """The words to begin a question with: of work that we miss, or none."""
    demand: DemandLine | None
    may: frozenset[Act]


@dataclass(frozen=True, slots=True)
class OwnEmployer:
    """An employer of a broker, in counts of places. Never who works there."""

    id: UUID
    name: str
    place_name: str
    offered: int
    """Workplaces that are offered or filled."""
    free: int
    taken: int
    drafts: int
    stale: int


@dataclass(frozen=True, slots=True)
class BrokerPage:
    """What is asked of a broker, and what came of it at his own employers."""

    today: date
    waiting: tuple[QuestionLine, ...]
    asking: tuple[QuestionLine, ...]
    """He said yes: he asks around."""
    refused: tuple[QuestionLine, ...]
    employers: tuple[OwnEmployer, ...]

    def _sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.employers)

    @property
    def offered(self) -> int:
        """Workplaces at all of them together."""
        return self._sum("offered")

    @property
    def free(self) -> int:
        """Places that are free."""
        return self._sum("free")

    @property
    def taken(self) -> int:
        """Places that are taken."""
        return self._sum("taken")


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Work that we lack, in general words."""

    id: UUID
    text: str
    kind: WorkKind | None
    noted_by: str
    noted_on: date
    found_on: date | None


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The work that we miss, and what was found. No counts and no persons (README 21)."""

    today: date
    missing: tuple[MissingLine, ...]
    found: tuple[MissingLine, ...]
    demand: tuple[DemandLine, ...]
    """What proposals for teams missed."""
    may: frozenset[Act]


def questions_page(
    by: Actor, *, missing: UUID | None = None, demand: UUID | None = None
) -> QuestionsPage:
    """All questions of this municipality; `missing` gives a new one its first words.

    `demand` does so in codes, of work that a proposal missed.
    """
    with recorded(by, "employers.questions_viewed") as act:
        permissions.require(by, Act.NOTE_MISSING)
        rows = BrokerQuestion.objects.select_related("user", "made_by")
        lines = [
            question_line(one) for one in rows.order_by("-asked_on", "user__name", "pk")[:MOST]
        ]
        wanted = demand_lines(act.today) if demand else ()
        return QuestionsPage(
            today=act.today,
            running=tuple(one for one in lines if one.closed_on is None),
            done=tuple(one for one in lines if one.closed_on),
            brokers=colleagues(by.municipality_id, (Role.BROKER,), act.now),
            start=_words_of(missing) if missing else "",
            demand=next((one for one in wanted if one.id == demand), None),
            may=permissions.allowed(by),
        )


def broker_page(by: Actor) -> BrokerPage:
    """The page of a broker: his own questions and employers, and nothing of anybody else."""
    with recorded(by, "employers.broker_page_viewed") as act:
        permissions.require(by, Act.ANSWER_QUESTION)
        own = BrokerQuestion.objects.filter(user=by.user_id, closed_on=None)
        rows = own.select_related("user", "made_by").order_by("-asked_on", "pk")[:MOST]
        lines = [question_line(one) for one in rows]

        def with_(state: QuestionState) -> tuple[QuestionLine, ...]:
            return tuple(one for one in lines if one.state is state)

        return BrokerPage(
            today=act.today,
            waiting=with_(QuestionState.ASKED),
            asking=with_(QuestionState.ASKING_AROUND),
            refused=with_(QuestionState.NOT_NOW),
            employers=_own_employers(by, act.today),
        )


def missing_page(by: Actor) -> MissingPage:
    """The work that we miss, the newest first."""
    with recorded(by, "employers.missing_viewed") as act:
        permissions.require(by, Act.NOTE_MISSING)
        rows = MissingWorkplace.objects.select_related("made_by").order_by("-noted_on", "pk")
        lines = [_missing(one) for one in rows[:MOST]]
        return MissingPage(
            today=act.today,
            missing=tuple(one for one in lines if one.found_on is None),
            found=tuple(one for one in lines if one.found_on),
            demand=demand_lines(act.today),
            may=permissions.allowed(by),
        )


def question_line(one: BrokerQuestion) -> QuestionLine:
    """A question with the names of who asked and who was asked."""
    return QuestionLine(
        id=one.pk,
        text=one.text,
        broker=one.user.name,
        asked_by=one.made_by.name,
        asked_on=one.asked_on,
        state=QuestionState(one.state),
        answered_on=one.answered_on,
        closed_on=one.closed_on,
    )


def _words_of(missing: UUID) -> str:
    """What is missed, as the first words of a question; nothing when it is not there."""
    return MissingWorkplace.objects.filter(pk=missing).values_list("text", flat=True).first() or ""


def _own_employers(by: Actor, today: date) -> tuple[OwnEmployer, ...]:
    places = Workplace.objects.filter(employer=OuterRef("pk")).order_by().values("employer")

    def number(of: Q, what: Any) -> Coalesce:
        return Coalesce(Subquery(places.filter(of).annotate(n=what).values("n")), 0)

    runs, offered = Q(state__in=["offered", "filled"]), Q(state="offered")
    rows = Employer.objects.filter(municipality_id=by.municipality_id).annotate(
        offered=number(runs, Count("pk")),
        free=number(offered, Sum(F("places") - F("places_taken"))),
        taken=number(runs, Sum("places_taken")),
        drafts=number(Q(state="draft"), Count("pk")),
        stale=number(stale(today), Count("pk")),
    )
    columns = ("id", "name", "place_name", "offered", "free", "taken", "drafts", "stale")
    return tuple(
        OwnEmployer(**one) for one in rows.order_by(Lower("name"), "pk").values(*columns)[:MOST]
    )


def _missing(one: MissingWorkplace) -> MissingLine:
    return MissingLine(
        id=one.pk,
        text=one.text,
        kind=WorkKind(one.kind) if one.kind else None,
        noted_by=one.made_by.name,
        noted_on=one.noted_on,
        found_on=one.found_on,
    )
