"""Take in the check of another municipality, all of it or nothing, and take it back again."""

from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from houvast.accounts.models import Municipality
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.actions.arriving import KEPT_FOR
from houvast.plans.models import OtherPlan
from houvast.plans.rules.exchanging import LONGEST_GIVER, WRONG, TheirCheck, read_exchange

EMPTY = gettext_noop("Dit bestand is leeg. Kies het bestand van de andere gemeente.")
OURS = gettext_noop("Dit bestand is van je eigen gemeente. Het plan staat al bij Plannen.")
HERE = gettext_noop("Deze versie van dit plan is er al. Haal die eerst weg.")


def take_in(*, by: Actor, content: bytes, given_by: str = "") -> UUID:
    """Keep the check in an exchange file of another municipality. Gives its key.

    `given_by` says of whom it came. The same file again makes nothing. Raises NotAllowed, and
    Refused at file.
    """
    with recorded(by, "plans.other_plan_taken_in") as act:
        permissions.require_checks(by)
        if not content:
            raise Refused(EMPTY, field="file")
        their, checksum = read_exchange(content), sha256(content).hexdigest()
        ours = Municipality.objects.get(pk=by.municipality_id).name
        if their.municipality.casefold().strip() == ours.casefold().strip():
            raise Refused(OURS, field="file")
        if their.signed_at > act.now:
            raise Refused(WRONG, field="file", where="signed_off.at")
        one_at_a_time(uuid5(NAMESPACE_OID, f"other plans {by.municipality_id}"))
        there = OtherPlan.objects.filter(withdrawn_at=None)
        if same := there.filter(checksum=checksum).first():
            act.about = same.pk
            return UUID(str(same.pk))
        named = {"town": their.municipality, "title": their.title, "number": their.number}
        if there.filter(**named).exists():
            raise Refused(HERE, field="file")
        made = OtherPlan.objects.create(
            **named, **_said(their), given_by=" ".join(given_by.split())[:LONGEST_GIVER],
            checksum=checksum, brought_by_id=by.user_id,
            brought_at=act.now, municipality_id=by.municipality_id,
            destroy_on=act.today + KEPT_FOR,
        )  # fmt: skip
        act.about = made.pk
        return UUID(str(made.pk))


def take_back(*, by: Actor, plan_id: UUID) -> None:
    """Take a check of another municipality out again: what it said is gone, that it was here stays.

    Said twice it is done once. Raises NotAllowed, NotFound.
    """
    with recorded(by, "plans.other_plan_taken_back", plan_id) as act:
        permissions.require_checks(by)
        one_at_a_time(plan_id, "other plan ")
        found: OtherPlan = OtherPlan.objects.one(plan_id)
        if found.withdrawn_at is None:
            found.withdrawn_by_id, found.withdrawn_at = by.user_id, act.now
            found.answers, found.facts = [], []
            found.save(update_fields=["withdrawn_by", "withdrawn_at", "answers", "facts"])


def _said(their: TheirCheck) -> dict[str, Any]:
    """What a file says, as it is kept: nothing but what was understood of it."""
    answers = [
        {
            "id": one.stands.about, "state": one.stands.state.value,
            "level": int(one.stands.level), "passages": one.passages,
            "quotes": [
                {"page": each.page, "label": each.label, "paragraph": each.paragraph,
                 "text": each.text}
                for each in one.quotes
            ],
        }
        for one in their.answers
    ]  # fmt: skip
    facts = [
        {"about": one.about, "kind": one.kind.value, "amount": str(one.amount),
         "period": one.period}
        for one in their.facts
    ]  # fmt: skip
    return {
        "pages": their.pages, "signed_at": their.signed_at, "questions": their.questions,
        "word": their.word.value, "answers": answers, "facts": facts,
        "responsible": their.responsible.value if their.responsible else "",
        "scheme": their.scheme,
    }  # fmt: skip
