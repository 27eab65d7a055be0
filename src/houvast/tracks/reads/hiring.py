"""Hired coaches: until when, and of whom the contract ends soon with tracks still to hand back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Func, JSONField, QuerySet, Value

from houvast.accounts.models import HiringContract, Municipality
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.reads.leaving import ColleagueLine, colleagues_page
from houvast.tracks.rules.hiring import ENDS_SOON

A_WEEK = 7


@dataclass(frozen=True, slots=True)
class EndingContract:
    """A coach whose contract ends soon, or has ended with tracks still led."""

    user_id: UUID
    name: str
    team: str
    team_id: UUID
    last_day: date
    leads: int

    def weeks(self, today: date) -> int:
        """How many whole weeks there are still; 0 in the last one, and after the end."""
        return max(0, (self.last_day - today).days // A_WEEK)


@dataclass(frozen=True, slots=True)
class ContractPage:
    """The contract of a colleague as it is now, for who changes it."""

    today: date
    who: ColleagueLine
    starts_on: date | None
    ends_on: date | None
    processing_until: date | None


def last_day_of(user_id: UUID) -> date | None:
    """The last day of a hired coach, inside the caller's act; nothing for who is not hired."""
    newest = _newest_first(user_id).first()
    return newest.last_day if newest else None


def _newest_first(user_id: UUID) -> QuerySet[HiringContract]:
    return HiringContract.objects.filter(user=user_id).order_by("-set_at", "-pk")


ENDING: Func = Func(
    Value(ENDS_SOON.days),
    template="(select coalesce(jsonb_agg(to_jsonb(one)), '[]')"
    " from %(function)s(%(expressions)s) one)",
    function="tracks_contracts_ending",
    output_field=JSONField(),
)
"""For an annotation: of whom one steers, the first end first.

Asked of the database, because the tracks may belong to another team by now.
"""


def ending_of(rows: list[dict[str, Any]]) -> tuple[EndingContract, ...]:
    """The contracts of an annotated row; one who leads nobody is not among them."""
    found = (
        EndingContract(
            user_id=UUID(one["user_id"]),
            name=one["name"],
            team=one["team"],
            team_id=UUID(one["team_id"]),
            last_day=date.fromisoformat(one["last_day"]),
            leads=one["leads"],
        )
        for one in rows
    )
    return tuple(one for one in found if one.leads)


def contracts_ending(municipality_id: UUID) -> tuple[EndingContract, ...]:
    """The contracts that end soon, inside the caller's act."""
    here: Any = Municipality.objects.filter(pk=municipality_id).annotate(ending=ENDING)
    return ending_of(here.values_list("ending", flat=True).get())


def contract_page(by: Actor, user_id: UUID) -> ContractPage:
    """For the form. Raises NotAllowed for who is no administrator, NotFound for strangers."""
    page = colleagues_page(by)
    who = next((one for one in page.colleagues if one.id == user_id), None)
    if who is None or not who.coaches:
        raise NotFound
    with recorded(by, "tracks.contract_viewed", user_id):
        columns = ("starts_on", "ends_on", "processing_until")
        days = _newest_first(user_id).values_list(*columns).first()
        return ContractPage(page.today, who, *(days or (None, None, None)))
