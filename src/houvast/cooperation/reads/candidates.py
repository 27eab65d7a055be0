"""What of a young person can be shared, row by row: never the whole file (trust T-20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from houvast.accounts.rules import InformationClass
from houvast.cooperation.models import SharedFact, WorkFact
from houvast.cooperation.rules.decisions import Conditions, Fact
from houvast.cooperation.rules.states import LIVE, Label, Topic
from houvast.people.models import Identity, Nickname
from houvast.placements.models import Placement
from houvast.placements.rules.states import ACTIVE
from houvast.tracks.models import Step, Track
from houvast.tracks.rules.states import FactKind
from houvast.tracks.rules.steps import StepState

FILE = "Dossier van de coach"
WORK_AND_INCOME = "Werk en Inkomen"
HELPS = {
    Topic.INCOME: "Werk en Inkomen helpt met inkomen",
    Topic.WORK: "Werk en Inkomen helpt met werk zoeken",
    Topic.SCHOOLING: "Werk en Inkomen helpt met een opleiding",
}
"""What is copied is Dutch, as what coaches write is; the screens around it follow the reader."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row as it is now, with what its source asks; `key` is what is chosen on the form."""

    key: UUID
    label: Label
    text: str
    source: str
    observed_on: date
    fact: Fact
    passed_on: UUID | None = None
    """The fact that was received, when it goes on from here."""

    def columns(self) -> dict[str, object]:
        """The frozen copy."""
        from_source = self.fact.conditions
        return {
            "kind": self.fact.kind.value,
            "label": self.label.value,
            "text": self.text[:300],
            "source": self.source[:100],
            "observed_on": self.observed_on,
            "certainty": self.fact.certainty.value,
            "row": self.key,
            "passed_on_id": self.passed_on,
            "article": from_source.article,
            "officer": from_source.officer,
            "disclosed_on": from_source.disclosed_on,
            "for_purpose": from_source.for_purpose,
            "keep_until": from_source.keep_until,
            "no_onward": from_source.no_onward,
        }


def candidates(track: Track, holds: bool) -> tuple[Candidate, ...]:
    """Every row that the actor sees and could share; `holds` says that he coaches."""
    found = [*_who(track), *_plan(track), *_work(track)]
    found += [*_received(track)] if holds else [*_answers(track)]
    return tuple(found)


def _who(track: Track) -> Iterator[Candidate]:
    called = Nickname.objects.filter(person=track.person_id).first()
    one = Identity.objects.filter(person=track.person_id).first()
    known = {Label.NICKNAME: called.text if called else ""}
    if one is not None:
        known[Label.NAME] = f"{one.given_name} {one.family_name}".strip()
        known[Label.BIRTH_DATE] = f"{one.birth_date:%d-%m-%Y}" if one.birth_date else ""
        known[Label.PHONE] = one.phone
    since = localdate(track.proposed_at)
    told = Fact(InformationClass.ID, FactKind.TOLD)
    for label, text in known.items():
        if text:
            yield Candidate(uuid5(track.person_id, label.value), label, text, FILE, since, told)


def _plan(track: Track) -> Iterator[Candidate]:
    """The open steps: what we do, and not why."""
    agreed = Fact(InformationClass.PL, FactKind.DECISION)
    for one in Step.objects.filter(track=track, state=StepState.OPEN.value).order_by("due", "pk"):
        yield Candidate(one.pk, Label.STEP, one.what, FILE, localdate(one.made_at), agreed)


def _work(track: Track) -> Iterator[Candidate]:
    seen = Fact(InformationClass.PM, FactKind.DECISION)
    rows = Placement.objects.filter(track=track, state__in=[one.value for one in ACTIVE])
    for one in rows.select_related("workplace").order_by("proposed_at", "pk"):
        on = localdate(one.proposed_at)
        yield Candidate(one.pk, Label.WORK, one.workplace.title, FILE, on, seen)


def _answers(track: Track) -> Iterator[Candidate]:
    """The newest answer of Werk & Inkomen about each topic."""
    answered = Fact(InformationClass.WI, FactKind.DECISION)
    newest = WorkFact.objects.filter(track=track).order_by("topic", "-answered_at", "pk")
    for one in newest.distinct("topic"):
        text = f"{HELPS[Topic(one.topic)]}: {'ja' if one.helps else 'nee'}"
        on = localdate(one.answered_at)
        yield Candidate(one.pk, Label.ANSWER, text, WORK_AND_INCOME, on, answered)


def _received(track: Track) -> Iterator[Candidate]:
    """What was shared with the coaches and still lives: it goes on on the terms of its source."""
    rows = SharedFact.objects.filter(
        track=track, kind__in=["WI", "SF"], sharing__state__in=[one.value for one in LIVE]
    )
    for one in rows.filter(dropped_at=None).order_by("pk"):
        fact = Fact(InformationClass(one.kind), FactKind(one.certainty), conditions_of(one), True)
        yield Candidate(
            one.pk, Label(one.label), one.text, one.source, one.observed_on, fact, one.pk
        )


def conditions_of(one: SharedFact) -> Conditions:
    """What came along with a fact."""
    return Conditions(
        one.article, one.officer, one.disclosed_on, one.for_purpose, one.keep_until, one.no_onward
    )
