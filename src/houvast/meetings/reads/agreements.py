"""Agreements of case tables: the own ones, on the list of tasks and on the screen of the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.cooperation.reads.corrections import ToPutRight, to_put_right
from houvast.cooperation.reads.guests import ToRead, answers_to_read
from houvast.database.actor import Actor
from houvast.meetings.models import Agreement, CaseTable
from houvast.meetings.reads.tables import TableLine, lines_of
from houvast.meetings.rules.agreements import STANDS, AgreementState, AgreementVerb
from houvast.people.models import Nickname
from houvast.tracks.reads.plan import TasksPage, tasks_of

AGREED = {
    "id": "pk",
    "verb": "verb",
    "owner": "owner__name",
    "owner_key": "owner_id",
    "due": "due",
    "state": "state",
}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement: who does what before which day, and whether it waits for a yes."""

    id: UUID
    verb: AgreementVerb
    owner: str
    owner_id: UUID
    due: date
    state: AgreementState


@dataclass(frozen=True, slots=True)
class OwnAgreement:
    """One of one's own, with whom it is about."""

    line: AgreementLine
    name: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class TablesPage:
    """The case tables of the reader, and what he agreed at them."""

    today: date
    tables: tuple[TableLine, ...]
    agreed: tuple[OwnAgreement, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """Taken: own steps, agreements of case tables, answers to read, and what is to be put right."""

    page: TasksPage
    agreed: tuple[OwnAgreement, ...]
    answers: tuple[ToRead, ...]
    wrong: ToPutRight


def tables_page(by: Actor) -> TablesPage:
    """The tables to which one was asked, and the own agreements, the first day first."""
    with recorded(by, "meetings.tables_viewed") as act:
        agreed = agreements_of(by.user_id)
        act.concerns(*dict.fromkeys(one.person_id for one in agreed))
        leads = by.purpose == Purpose.PROCESS_STEERING
        return TablesPage(act.today, lines_of(CaseTable.objects.all()), agreed, leads)


def own_tasks(by: Actor) -> OwnTasks:
    """The open steps and agreements that wait for the actor, over all whom he holds."""
    with recorded(by, "meetings.tasks_viewed") as act:
        page, agreed = tasks_of(by, act), agreements_of(by.user_id)
        answers = answers_to_read(by)
        wrong = to_put_right(by, act)
        shown = (agreed, answers, wrong.entries, wrong.pushed)
        act.concerns(
            *dict.fromkeys((*act.shown, *(one.person_id for some in shown for one in some)))
        )
        return OwnTasks(page, agreed, answers, wrong)


def agreements_of(user_id: UUID) -> tuple[OwnAgreement, ...]:
    """What somebody still has to do, as far as the reader sees it, inside the caller's act."""
    nickname = Nickname.objects.filter(person=OuterRef("person_id"))
    rows: Any = (
        Agreement.objects.filter(owner=user_id, state__in=[one.value for one in STANDS])
        .values("person_id", one=JSONObject(**AGREED))
        .annotate(nickname=Subquery(nickname.values("text")[:1]))
        .order_by("due", "pk")
    )
    return tuple(
        OwnAgreement(agreement_of(row["one"]), row["nickname"] or "", row["person_id"])
        for row in rows
    )


def agreement_of(row: Mapping[str, Any]) -> AgreementLine:
    """An agreement of a row of `AGREED`."""
    due = row["due"]
    return AgreementLine(
        id=UUID(str(row["id"])),
        verb=AgreementVerb(row["verb"]),
        owner=row["owner"],
        owner_id=UUID(str(row["owner_key"])),
        due=date.fromisoformat(due) if isinstance(due, str) else due,
        state=AgreementState(row["state"]),
    )
