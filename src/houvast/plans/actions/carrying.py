"""A next version: a person takes over what was decided of text that is still the same."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.plans.actions.marking import add_mark, reading_to_change
from houvast.plans.models import Mark, Reading
from houvast.plans.rules.carrying import same_text
from houvast.plans.rules.judging import Decision, Level

FIRST = gettext_noop("Dit is de eerste versie van dit plan. Er is niets om over te nemen.")


@dataclass(frozen=True, slots=True)
class Carried:
    """How many decisions were taken over, and the questions to look at again."""

    taken: int
    again: tuple[str, ...]


def carry_over(*, by: Actor, reading_id: UUID) -> Carried:
    """Take over decisions of the version before, under the own name, where the text is the same.

    What somebody decided here already stays. Amounts are accepted anew, so means go over as an
    agreement; that nothing was found is not taken over. Raises NotAllowed, NotFound, and Refused
    for a first version.
    """
    with recorded(by, "plans.decisions_carried_over", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        version = reading.version
        before: Reading | None = Reading.objects.filter(
            version__document=version.document_id, version__number=version.number - 1
        ).first()
        if before is None:
            raise Refused(FIRST)
        pieces = {
            one.pk: version.text[one.begins : one.ends]
            for one in version.passages.filter(personal=False).order_by("number")
        }
        here = set(reading.marks.filter(replaced_at=None).values_list("about", "passage_id"))
        taken, again = 0, []
        for mark in before.marks.filter(replaced_at=None).order_by("about", "at", "id"):
            key = same_text(mark.quote, pieces) if mark.passage_id else None
            if key is None:
                again.append(mark.about)
            elif (mark.about, key) not in here:
                add_mark(reading, act, by, passage_id=key, quote=pieces[key], **_said(mark))
                here.add((mark.about, key))
                taken += 1
        return Carried(taken, tuple(dict.fromkeys(again)))


def _said(mark: Mark) -> dict[str, Any]:
    level = Level.AGREED.value if mark.level == Level.FUNDED else mark.level
    return {"about": mark.about, "decision": Decision(mark.decision).value, "level": level,
            "other": mark.other}  # fmt: skip
