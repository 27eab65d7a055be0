"""What an account manager has to do today: promises, talks, stale places, answers of brokers.

Only facts about employers and about us; a young person is in none of it (T-83, README 21).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import (
    BrokerQuestion,
    Conversation,
    Employer,
    EmployerContact,
    EmployerPromise,
    Workplace,
)
from houvast.employers.reads.nested import LATEST_FIRST
from houvast.employers.reads.questions import QuestionLine, question_line
from houvast.employers.reads.workplaces import WorkplaceRow, in_order, listed, row_of, stale
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import PromisedBy, WorkplaceState

SOON = timedelta(days=7)
MOST = 100
"""Rows of each part; who has more to do begins at the top."""


@dataclass(frozen=True, slots=True)
class DuePromise:
    """An open promise that is due within a week, or late, and of which employer."""

    id: UUID
    employer_id: UUID
    employer: str
    promised_by: PromisedBy
    text: str
    due: date


@dataclass(frozen=True, slots=True)
class DueTalk:
    """An employer with whom a talk was agreed for a day that has come or comes soon."""

    employer_id: UUID
    employer: str
    on: date
    about: str
    """What the last talk was about."""
    contact: str
    phone: str
    """The fixed contact, to ring at once."""


@dataclass(frozen=True, slots=True)
class WorkDay:
    """The day of who keeps employers. `all_of_us` shows those of colleagues too."""

    today: date
    all_of_us: bool
    promises: tuple[DuePromise, ...]
    talks: tuple[DueTalk, ...]
    stale: tuple[WorkplaceRow, ...]
    """Offered, and not confirmed for a month."""
    drafts: tuple[WorkplaceRow, ...]
    """Brought by somebody, and not offered yet."""
    questions: tuple[QuestionLine, ...]

    @property
    def nothing(self) -> bool:
        """Whether everything is done."""
        every = (self.promises, self.talks, self.stale, self.drafts, self.questions)
        return not any(every)


def work_day(by: Actor, *, all_of_us: bool = False) -> WorkDay:
    """What is due at the actor's employers, and at those that are nobody's."""
    with recorded(by, "employers.work_day_viewed") as act:
        permissions.require(by, Act.OFFER_WORKPLACE)
        theirs = Q() if all_of_us else _own(by, "employer__account_manager")
        places = Workplace.objects.filter(theirs, stale(act.today) | Q(state="draft"))
        rows = [
            row_of(one, act.today)
            for one in listed(in_order(places, act.today), act.now)[: 2 * MOST]
        ]
        return WorkDay(
            today=act.today,
            all_of_us=all_of_us,
            promises=_promises(theirs and (theirs | Q(made_by=by.user_id)), act),
            talks=_talks(Q() if all_of_us else _own(by, "account_manager"), act),
            stale=tuple(one for one in rows if one.state is WorkplaceState.STALE),
            drafts=tuple(one for one in rows if one.state is WorkplaceState.DRAFT),
            questions=_questions(by, all_of_us),
        )


def _own(by: Actor, manager: str) -> Q:
    return Q(**{manager: by.user_id}) | Q(**{f"{manager}__isnull": True})


def _promises(of: Q, act: Operation) -> tuple[DuePromise, ...]:
    due = EmployerPromise.objects.filter(of, state="open", due__lte=act.today + SOON)
    rows = due.select_related("employer").order_by("due", "pk")[:MOST]
    return tuple(
        DuePromise(
            id=one.pk,
            employer_id=one.employer_id,
            employer=one.employer.name,
            promised_by=PromisedBy(one.promised_by),
            text=one.text,
            due=one.due,
        )
        for one in rows
    )


def _talks(of: Q, act: Operation) -> tuple[DueTalk, ...]:
    mine = {"employer": OuterRef("pk")}
    last = Conversation.objects.filter(**mine, replaced_by=None).order_by(*LATEST_FIRST)
    fixed = EmployerContact.objects.filter(**mine, is_fixed=True)
    rows = (
        Employer.objects.filter(of)
        .annotate(
            next_on=Subquery(last.values("next_on")[:1]),
            about=Subquery(last.values("about")[:1]),
            contact=Subquery(fixed.values("name")),
            phone=Subquery(fixed.values("phone")),
        )
        .filter(next_on__lte=act.today + SOON)
        .order_by("next_on", Lower("name"), "pk")
        .values("id", "name", "next_on", "about", "contact", "phone")[:MOST]
    )
    return tuple(
        DueTalk(
            employer_id=one["id"],
            employer=one["name"],
            on=one["next_on"],
            about=one["about"],
            contact=one["contact"] or "",
            phone=one["phone"] or "",
        )
        for one in rows
    )


def _questions(by: Actor, all_of_us: bool) -> tuple[QuestionLine, ...]:
    """Questions to brokers that are not closed: an answer, or the waiting for one."""
    mine = Q() if all_of_us else Q(made_by=by.user_id)
    still = BrokerQuestion.objects.filter(mine, closed_on=None)
    rows = still.select_related("user", "made_by").order_by(
        F("answered_on").asc(nulls_last=True), "asked_on", "pk"
    )
    return tuple(question_line(one) for one in rows[:MOST])
