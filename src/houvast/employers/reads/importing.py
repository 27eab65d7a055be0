"""What is shown while employers or workplaces are brought in, and what stands here beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import (
    Employer,
    EmployerContact,
    Workplace,
    WorkplaceCondition,
    WorkUpload,
)
from houvast.employers.reads.coding import TextsToCode, chosen_in, texts_to_code
from houvast.employers.reads.nested import nested
from houvast.employers.reads.workplaces import facts_of
from houvast.employers.rules.coding import with_codes
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.importing import (
    RECIPE,
    Checked,
    EmployerChange,
    Here,
    NewEmployer,
    Person,
    check_employers,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Brings, ConditionCode, Sector, Strength, WorkplaceState
from houvast.employers.rules.work_columns import WORK_RECIPE
from houvast.employers.rules.work_importing import (
    NewWorkplace,
    WorkChange,
    check_workplaces,
)
from houvast.employers.rules.work_known import WorkHere
from houvast.errors import NotFound, Refused
from houvast.sheets import Recipe, Sheet, Value, check_chosen, from_json
from houvast.uploads.pages import SHOWN, TablePage, of_table
from houvast.uploads.stages import LaterPage, Stage, later_page, refusals, stage_of

RECIPES: dict[Brings, Recipe] = {Brings.EMPLOYERS: RECIPE, Brings.WORKPLACES: WORK_RECIPE}
ACTS = {Brings.EMPLOYERS: Act.IMPORT_EMPLOYERS, Brings.WORKPLACES: Act.IMPORT_WORKPLACES}
CHANGES = {Brings.EMPLOYERS: Act.CHANGE_EMPLOYER, Brings.WORKPLACES: Act.CHANGE_WORKPLACE}
TEXTS = ("name", "kvk", "branch", "place_name", "pc4")
PERSON = ("name", "function", "phone", "evening_phone", "email", "is_fixed")

Found = Checked[NewEmployer, EmployerChange] | Checked[NewWorkplace, WorkChange]


@dataclass(frozen=True, slots=True)
class WaitingTable:
    """A table of one's own that waits for a yes."""

    id: UUID
    until: datetime
    brings: Brings
    file_name: str
    rows: int
    asked: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class WorkImportsPage:
    """Where it begins: what waits, what may be brought in, and whether lists may be taken out."""

    today: date
    waiting: tuple[WaitingTable, ...]
    may: tuple[Brings, ...]
    may_take_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkUploadPage(TablePage):
    """A table that waits. `changes` are offered, never made by themselves; `may_change` or not."""

    brings: Brings
    file_name: str
    names: tuple[str, ...]
    changes: tuple[EmployerChange | WorkChange, ...]
    may_change: bool
    to_code: TextsToCode
    """What names an occupation in the new rows, to say which it is."""

    @property
    def offered(self) -> tuple[EmployerChange | WorkChange, ...]:
        """The changes of the page."""
        return self.changes[:SHOWN]


def work_imports_page(by: Actor) -> WorkImportsPage:
    """What waits for this actor, and what he may bring in."""
    with recorded(by, "employers.imports_listed") as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        mine = WorkUpload.objects.filter(uploaded_by=by.user_id).order_by("at", "pk")
        columns = ("pk", "until", "brings", "file_name", "rows", "asked_at", "outcome__brought")
        rows = mine.with_rows().values_list(*columns)
        return WorkImportsPage(
            act.today,
            tuple(
                WaitingTable(pk, at, Brings(what), name, many, said is not None, in_ is not None)
                for pk, at, what, name, many, said, in_ in rows
            ),
            tuple(one for one in Brings if permissions.can(by, ACTS[one])),
            permissions.can(by, Act.TAKE_OUT),
        )


def work_upload_page(by: Actor, upload_id: UUID) -> WorkUploadPage | LaterPage:
    """A table of the actor with everything that was found in it; after the yes how far it is."""
    with recorded(by, "employers.upload_viewed", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.to_look_at().one(upload_id)
        stage = stage_of(upload)
        if stage is not Stage.LOOKED_AT:
            return later_page(upload, stage, upload.file_name, act.now, act.today)
        return _looked_at(by, upload, act)


def checked_work_page(by: Actor, upload_id: UUID) -> WorkUploadPage:
    """As `work_upload_page`, of a table to which nobody said yes. Raises NotFound for another."""
    page = work_upload_page(by, upload_id)
    if isinstance(page, LaterPage):
        raise NotFound
    return page


def _looked_at(by: Actor, upload: Any, act: Operation) -> WorkUploadPage:
    brings, sheet = Brings(upload.brings), from_json(upload.waits or upload.table)
    whole, found = None, Checked[Any, Any]()
    try:
        found = found_in(by, upload, sheet, act)
    except Refused as refused:
        whole = refused
    out = {row for row, _ in found.refused}
    shown = replace(sheet, notes=tuple(one for one in sheet.notes if one[0] not in out))
    return WorkUploadPage(
        **of_table(upload, shown, RECIPES[brings], act.today),
        whole=whole,
        good=len(found.new),
        known=tuple(found.known),
        refused=tuple(found.refused),
        brings=brings,
        file_name=upload.file_name,
        names=tuple(_name(one) for one in found.new[:SHOWN]),
        changes=tuple(found.changes),
        may_change=permissions.can(by, CHANGES[brings]),
        to_code=texts_to_code(found.uncoded, chosen_in(upload.coded)),
    )


def _name(one: NewEmployer | NewWorkplace) -> str:
    if isinstance(one, NewEmployer):
        return one.facts.name
    return f"{one.facts.title}, {one.employer}"


def found_in(by: Actor, upload: WorkUpload, sheet: Sheet, act: Operation) -> Checked[Any, Any]:
    """Every row under the rules, inside the caller's act. Raises Refused for the whole table."""
    brings = Brings(upload.brings)
    permissions.require(by, ACTS[brings])
    chosen = check_chosen(RECIPES[brings], sheet.headers, upload.chosen)
    if brings is Brings.EMPLOYERS:
        people = any(key in chosen for key in ("contact", "phone", "email"))
        return check_employers(sheet, chosen, employers_here(by, people=people))
    employers = employers_here(by)
    checked = check_workplaces(sheet, chosen, employers, workplaces_here(by), act.today)
    checked.uncoded = [one for one in checked.new if not one.facts.isco]
    checked.new = with_codes(checked.new, chosen_in(upload.coded))
    return checked


def employers_here(by: Actor, *, people: bool = False, organisations: Any = None) -> list[Here]:
    """The employers that the actor may see, inside the caller's act; one query.

    With `people` who works there, whom to ring first in front; `organisations` narrows it.
    """
    rows: Any = Employer.objects.filter(municipality_id=by.municipality_id).order_by("pk")
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    columns = ["pk", "name", "kvk", "branch", "sector", "place_name", "pc4"]
    if people:
        there = EmployerContact.objects.filter(employer=OuterRef("pk"), left_on=None)
        said = {one: one for one in ("id", *PERSON)}
        rows = rows.annotate(people=nested(there.order_by("-is_fixed", "name", "pk"), **said))
        columns.append("people")
    return [_here(one) for one in rows.values(*columns)]


def _here(row: dict[str, Any]) -> Here:
    sector = Sector(row["sector"]) if row["sector"] else None
    facts = EmployerFacts(sector=sector, **{one: row[one] for one in TEXTS})
    people = (
        Person(ContactFacts(**{key: one[key] for key in PERSON}), UUID(one["id"]))
        for one in row.get("people", ())
    )
    return Here(facts, row["pk"], tuple(people))


def workplaces_here(by: Actor, employers: Iterable[UUID] | None = None) -> list[WorkHere]:
    """The workplaces that the actor may see, of these employers or of all; one query."""
    asked = WorkplaceCondition.objects.filter(workplace=OuterRef("pk"), dropped_on=None)
    rows: Any = Workplace.objects.filter(municipality_id=by.municipality_id).annotate(
        asked=nested(asked.order_by("code"), code="code", strength="strength", reason="reason")
    )
    if employers is not None:
        rows = rows.filter(employer__in=list(employers))
    return [
        WorkHere(
            id=one.pk,
            employer_id=one.employer_id,
            reference=one.reference,
            source=one.source,
            external_id=one.external_id,
            state=WorkplaceState(one.state),
            facts=facts_of(one),
            confirmed_on=one.confirmed_on,
            conditions=tuple(
                (ConditionCode(row["code"]), Strength(row["strength"]), row["reason"])
                for row in one.asked
            ),
        )
        for one in rows.order_by("pk")
    ]


@dataclass(frozen=True, slots=True)
class Refusals:
    """The rows that stay out, as they came, each with what is wrong with it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[tuple[Value, ...], Refused], ...]


def refused_rows(by: Actor, upload_id: UUID) -> Refusals:
    """What its maker mends and brings again. Only for work, and never for persons."""
    with recorded(by, "employers.refused_rows_fetched", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.one(upload_id)
        sheet = from_json(upload.table)
        refused = refusals(upload) if upload.asked_at else found_in(by, upload, sheet, act).refused
        rows = {row.number: row.values for row in sheet.rows}
        return Refusals(
            sheet.headers, tuple((rows[number], one) for number, one in refused if number in rows)
        )
