"""Bring a plan: a job reads the file, and all of it is kept or nothing."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.conf import settings
from django.db import connection

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.child import read_apart
from houvast.plans.meaning import NONE, Silent, is_installed, meaning
from houvast.plans.models import (
    Arrival,
    Catalogue,
    Document,
    Passage,
    Reading,
    Suggestion,
    Version,
)
from houvast.plans.reads.own_questions import questions_now
from houvast.plans.rules.catalogue import Catalogue as Questions
from houvast.plans.rules.catalogue import made
from houvast.plans.rules.document import Plan
from houvast.plans.rules.likeness import Likeness
from houvast.plans.rules.reading.kinds import first_look
from houvast.plans.rules.recognising import is_about_a_person
from houvast.plans.rules.sentences import EMPTY, MEBIBYTE, TOO_BIG
from houvast.plans.rules.suggesting import Suggested, suggest
from houvast.uploads import later
from houvast.uploads.waiting import GONE_AFTER, WAITS

logger = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=5 * 365)
"""How long a plan and what was decided about it are kept."""
READ = "plans.read_a_plan"
"""The job that reads a file (jobs.py)."""
BIGGEST = 10 * MEBIBYTE
"""Bytes that a screen takes."""
LONGEST_TITLE = 200
NO_TITLE = gettext_noop("Geef het plan een naam.")


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought: `arrival` waits for the job, or this very file is there as `reading`."""

    arrival: UUID | None = None
    reading: UUID | None = None


def bring_plan(
    *, by: Actor, title: str, content: bytes, name: str = "", document: UUID | None = None
) -> Brought:
    """Let a job read a file as a new plan, or as the next version of `document`.

    Raises NotAllowed, NotFound for a plan that is not here, and Refused at title or file.
    """
    with recorded(by, "plans.plan_brought", document) as act:
        permissions.require_checks(by)
        if not title.strip():
            raise Refused(NO_TITLE, field="title")
        if not content:
            raise Refused(EMPTY, field="file")
        if len(content) > BIGGEST:
            raise Refused(TOO_BIG, field="file", most=BIGGEST // MEBIBYTE)
        first_look(content)
        if document is not None:
            Document.objects.one(document)
        version, _content = questions_now()
        here = _read(sha256(content).hexdigest(), version)
        if here is not None:
            return Brought(reading=here.pk)
        _forget()
        arrival = Arrival(
            municipality_id=by.municipality_id, uploaded_by_id=by.user_id, at=act.now,
            until=act.now + WAITS, destroy_on=act.today + GONE_AFTER, table={},
            title=title.strip()[:LONGEST_TITLE], name=name[:LONGEST_TITLE], document=document,
            content=content,
        )  # fmt: skip
        arrival.save(force_insert=True)
        later.ask(arrival, READ, by, act)
        return Brought(arrival=arrival.pk)


def forget_arrivals(*, by: Actor) -> int:
    """Throw away each file that could not be read, or was not, within a day; how many."""
    with recorded(by, "plans.arrivals_forgotten"):
        return _forget()


def _forget() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select plans_forget_arrivals()")
        (gone,) = cursor.fetchone()
        return int(gone)


def read_again(*, by: Actor, arrival_id: UUID) -> None:
    """Let a job read a file whose reading stopped halfway. Raises NotFound."""
    with recorded(by, "plans.plan_asked_again", arrival_id) as act:
        permissions.require_checks(by)
        later.ask(Arrival.objects.one(arrival_id), READ, by, act)


def throw_away(*, by: Actor, arrival_id: UUID) -> None:
    """Throw away a file that waits. Raises NotFound."""
    with recorded(by, "plans.plan_thrown_away", arrival_id):
        permissions.require_checks(by)
        Arrival.objects.select_for_update().one(arrival_id).delete()


def read_later(*, by: Actor, arrival_id: UUID) -> None:
    """What the job does: read the file and keep all of it. Run twice, the second does nothing."""
    telling = later.telling(Arrival, by, arrival_id)
    with telling as aside, recorded(by, "plans.plan_read", arrival_id) as act:
        permissions.require_checks(by)
        arrival = later.begun(Arrival, arrival_id, aside, act)
        if arrival is None:
            return
        reading = keep_plan(arrival, act, aside.told)
        arrival.content, arrival.outcome = b"", {"reading": str(reading)}
        arrival.save(update_fields=["content", "outcome"])


def keep_plan(arrival: Any, act: Operation, told: Callable[[int, int], None]) -> UUID:
    """Read a file that waits and keep it, inside the caller's act. Raises Refused for no plan."""
    content = bytes(arrival.content)
    checksum = sha256(content).hexdigest()
    one_at_a_time(uuid5(NAMESPACE_OID, f"plans {arrival.municipality_id}"))
    asked = questions_now()
    here = _read(checksum, asked[0])
    if here is not None:
        return here.pk
    with meaning(settings.EMBEDDING != NONE and is_installed()) as likeness:
        plan = read_apart(content, told)
        found = _suggested(plan, made(asked[1]), likeness)
    shared = {"municipality_id": arrival.municipality_id, "destroy_on": act.today + KEPT_FOR}
    who = {"brought_by_id": arrival.uploaded_by_id, "brought_at": act.now}
    document = _document(arrival, checksum, shared | who)
    version = Version.objects.create(
        document=document, number=document.versions.count() + 1, checksum=checksum,
        questions=asked[0], name=arrival.name, kind=plan.kind.value, pages=plan.pages,
        text=plan.text, notices=[one.value for one in plan.notices], **shared, **who,
    )  # fmt: skip
    act.about = document.pk
    return _pointed_at(plan, found, version, asked, shared)


def _suggested(plan: Plan, questions: Questions, likeness: Likeness | None) -> Suggested:
    """What to look at; by words alone where the model is silent, and then that is what is kept."""
    try:
        return suggest(plan, questions, likeness)
    except Silent:
        logger.warning("A plan was looked at by words alone: the model gave no answer.")
        return suggest(plan, questions)


def _read(checksum: str, questions: str) -> Reading | None:
    """The check of this very file against these questions."""
    rows = Reading.objects.filter(version__checksum=checksum, version__questions=questions)
    found: Reading | None = rows.first()
    return found


def _document(arrival: Any, checksum: str, made: dict[str, Any]) -> Document:
    """The plan that a file is a version of: as was said, or of the same file before, or new."""
    if arrival.document is not None:
        found: Document = Document.objects.one(arrival.document)
        return found
    same = Document.objects.filter(versions__checksum=checksum).first()
    return same or Document.objects.create(title=arrival.title, **made)


def _pointed_at(
    plan: Plan,
    found: Suggested,
    version: Version,
    asked: tuple[str, dict[str, Any]],
    shared: dict[str, Any],
) -> UUID:
    """Keep the passages, and those that the machine points at."""
    passages = Passage.objects.bulk_create(
        Passage(
            version=version, number=one.number, begins=one.start, ends=one.end, page=one.page,
            label=plan.label(one)[:20], paragraph=one.paragraph, heading=list(one.heading),
            is_heading=one.is_heading, personal=is_about_a_person(plan.quoted(one)), **shared,
        )
        for one in plan.passages
    )  # fmt: skip
    by_number = {one.number: one for one in passages}
    reading = Reading.objects.create(
        version=version, catalogue=_frozen(asked, shared), engine=found.engine, **shared
    )
    every = [one for some in found.criteria.values() for one in some]
    Suggestion.objects.bulk_create(
        Suggestion(
            reading=reading, passage=by_number[one.passage.number], about=one.about,
            place=one.place, reasons=[asdict(each) for each in one.reasons],
            words=[list(each) for each in one.marks], **shared,
        )
        for one in (*every, *found.flags)
    )  # fmt: skip
    return reading.pk


def _frozen(asked: tuple[str, dict[str, Any]], shared: dict[str, Any]) -> Catalogue:
    """The questions of now, kept once as they are."""
    version, content = asked
    kept, _new = Catalogue.objects.get_or_create(
        municipality_id=shared["municipality_id"], version=version,
        defaults={"content": content, "destroy_on": shared["destroy_on"]},
    )  # fmt: skip
    return kept
