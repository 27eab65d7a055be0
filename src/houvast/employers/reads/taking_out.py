"""The employers and workplaces of one's own organisation, as a table that can come in again."""

from dataclasses import dataclass
from datetime import datetime

from houvast.accounts.models import Membership
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.reads.importing import employers_here, workplaces_here
from houvast.employers.rules.importing import (
    OF_CONTACT,
    OF_EMPLOYER,
    RECIPE,
    Here,
    contact_cells,
    employer_cells,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.said import word_of
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    Brings,
    ConditionCode,
    OfferCode,
    PayKind,
    Sector,
    Strength,
    VogPayer,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.work_columns import WORK_RECIPE, Condition, work_cells
from houvast.employers.rules.work_known import WorkHere, our_reference
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.sheets import Recipe, Value, as_text
from houvast.sheets.values import plain

EXAMPLE_PLACE = WorkplaceFacts(
    title="Hulp in de bakkerij",
    kind=WorkKind.SIDE_JOB,
    hours_min=8,
    hours_max=12,
    pc4="1234",
    day_parts=(1 << 20) | (1 << 21) | (1 << 24),
    places=2,
    wage_cents=1000,
    pay_kind=PayKind.WAGE,
    asks_vog=True,
    vog_codes=("11",),
    vog_paid_by=VogPayer.EMPLOYER,
    offers={OfferCode.FIXED_TIMES: Answer.YES, OfferCode.LIFT: Answer.NO},
    teaches=(Skill.PREPARING_FOOD.value, Skill.HELPING_VISITORS.value),
    buddy="Vera",
)
EXAMPLE_ASKS: tuple[Condition, ...] = (
    (ConditionCode.STANDING, Strength.REQUIRED, "het werk aan de oven is staand"),
    (ConditionCode.CUSTOMERS, Strength.PREFERRED, ""),
)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A table for somebody to open: the headers are those that bring it in again."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def employers_out(by: Actor, *, with_people: bool = False) -> TakenOut:
    """The employers by name. With people: who is rung first, which leaves an entry of its own."""
    if with_people:
        with recorded(by, "employers.taken_out_with_people") as act:
            permissions.require(by, Act.TAKE_OUT)
            permissions.require(by, Act.KEEP_CONTACTS)
            return _employers(own_employers(by, act.now, people=True), (*OF_EMPLOYER, *OF_CONTACT))
    with recorded(by, "employers.taken_out") as act:
        permissions.require(by, Act.TAKE_OUT)
        return _employers(own_employers(by, act.now), OF_EMPLOYER)


def workplaces_out(by: Actor) -> TakenOut:
    """The workplaces that are not withdrawn, by employer and title. Nobody who works there."""
    with recorded(by, "employers.workplaces_taken_out") as act:
        permissions.require(by, Act.TAKE_OUT)
        own = {one.id: one for one in own_employers(by, act.now) if one.id}
        rows = [
            (own[one.employer_id], one)
            for one in workplaces_here(by, own)
            if one.state is not WorkplaceState.WITHDRAWN
        ]
        rows.sort(key=lambda one: (plain(one[0].facts.name), plain(one[1].facts.title), one[1].id))
        keys = [one.key for one in WORK_RECIPE.columns]
        return TakenOut(
            tuple(one.synonyms[0] for one in WORK_RECIPE.columns),
            tuple(tuple(_work_row(*one)[key] for key in keys) for one in rows),
        )


def example_table(by: Actor, brings: Brings) -> TakenOut:
    """The headers of a table and one made-up row, to fill."""
    with recorded(by, "employers.example_fetched"):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        recipe, row = EXAMPLES[brings]
        return TakenOut(
            tuple(one.synonyms[0] for one in recipe.columns),
            (tuple(row.get(one.key, "") for one in recipe.columns),),
        )


def own_employers(by: Actor, now: datetime, *, people: bool = False) -> list[Here]:
    """The employers that the actor's own organisation looks after, by name."""
    mine = Membership.objects.filter(
        user=by.user_id, role=by.role, since__lte=now, until__gt=now
    ).values("team__organisation")
    found = employers_here(by, people=people, organisations=mine)
    return sorted(found, key=lambda one: (plain(one.facts.name), one.facts.pc4, str(one.id)))


def _employers(own: list[Here], keys: tuple[str, ...]) -> TakenOut:
    cells = [
        employer_cells(one.facts) | contact_cells(one.people[0].facts if one.people else None)
        for one in own
    ]
    return TakenOut(
        tuple(RECIPE.wanted(key).synonyms[0] for key in keys),
        tuple(tuple(row[key] for key in keys) for row in cells),
    )


def _work_row(employer: Here, one: WorkHere) -> dict[str, str]:
    who = {
        "name": employer.facts.name,
        "kvk": employer.facts.kvk,
        "employer_pc4": employer.facts.pc4,
        "reference": one.reference or our_reference(one.id),
        "source": one.source,
        "external_id": one.external_id,
        "confirmed_on": as_text(one.confirmed_on),
    }
    return who | work_cells(one.facts, one.conditions)


A_BAKERY = {"name": "Bakkerij Voorbeeld", "kvk": "00000000"}
EXAMPLES: dict[Brings, tuple[Recipe, dict[str, str]]] = {
    Brings.EMPLOYERS: (
        RECIPE,
        A_BAKERY
        | {
            "sector": word_of(Sector.I),
            "place_name": "Waterrade",
            "pc4": "1234",
            "contact": "Vera Voorbeeld",
            "function": "Bedrijfsleider",
            "phone": "06 00000000",
            "email": "vera@voorbeeld.invalid",
        },
    ),
    Brings.WORKPLACES: (
        WORK_RECIPE,
        A_BAKERY
        | {
            "employer_pc4": "1234",
            "reference": "BAK-1",
            **work_cells(EXAMPLE_PLACE, EXAMPLE_ASKS),
        },
    ),
}
