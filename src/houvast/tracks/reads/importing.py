"""What is shown while a caseload is brought in: which columns, which rows, who is here already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from houvast.accounts.models import Programme
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused
from houvast.sheets import Sheet, Value, as_csv, check_chosen, from_json
from houvast.sheets.values import plain
from houvast.tracks import permissions
from houvast.tracks.models import CaseloadImport, CaseloadUpload, EntryCriterion
from houvast.tracks.reads.terms import criteria, terms_column, terms_of_row
from houvast.tracks.rules.hiring import LAST_NEW
from houvast.tracks.rules.importing import (
    ELSEWHERE,
    RECIPE,
    Around,
    Brought,
    Checked,
    Coach,
    check_rows,
)
from houvast.tracks.rules.known import PER_DAY
from houvast.uploads.pages import TablePage, of_table
from houvast.uploads.stages import LaterPage, Stage, later_page, stage_of

LATEST = 5
TOO_MANY_ELSEWHERE = 0
"""What the database answers instead of places (migration 0050)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A table of one's own that waits for a yes."""

    id: UUID
    at: datetime
    until: datetime
    reason: str
    rows: int
    asked: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Made:
    """An import that was done, as numbers."""

    at: datetime
    by: str
    reason: str
    brought: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """Where an import begins: what waits, what was done, and on which grounds a track may begin."""

    today: date
    waiting: tuple[Waiting, ...]
    made: tuple[Made, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage(TablePage):
    """A caseload that waits; `known` are the rows about somebody who is here."""

    reason: str
    per_coach: tuple[tuple[str, int], ...]


def imports_page(by: Actor) -> ImportsPage:
    """What waits for this actor, the latest imports, and the grounds to choose from."""
    with recorded(by, "tracks.imports_listed") as act:
        permissions.require_who_imports(by)
        mine = CaseloadUpload.objects.filter(uploaded_by=by.user_id).order_by("at", "pk")
        columns = ("pk", "at", "until", "reason", "rows", "asked_at", "outcome__brought")
        rows = mine.with_rows().values_list(*columns)
        made = CaseloadImport.objects.order_by("-at", "pk")[:LATEST]
        done = made.values_list("at", "made_by__name", "reason", "brought", "known", "refused")
        return ImportsPage(
            act.today,
            tuple(
                Waiting(pk, at, until, why, many, said is not None, in_ is not None)
                for pk, at, until, why, many, said, in_ in rows
            ),
            tuple(Made(*one) for one in done),
            tuple(one.text for one in criteria(by.municipality_id, act.today)),
        )


def upload_page(by: Actor, upload_id: UUID) -> UploadPage | LaterPage:
    """A table of the actor with everything that was found in it; after the yes how far it is."""
    with recorded(by, "tracks.upload_viewed", upload_id) as act:
        permissions.require_who_imports(by)
        upload = CaseloadUpload.objects.to_look_at().one(upload_id)
        stage = stage_of(upload)
        if stage is not Stage.LOOKED_AT:
            return later_page(upload, stage, upload.reason, act.now, act.today)
        return _looked_at(by, upload, act)


def checked_page(by: Actor, upload_id: UUID) -> UploadPage:
    """As `upload_page`, of a table to which nobody said yes. Raises NotFound for another."""
    page = upload_page(by, upload_id)
    if isinstance(page, LaterPage):
        raise NotFound
    return page


def _looked_at(by: Actor, upload: Any, act: Operation) -> UploadPage:
    sheet = from_json(upload.waits or upload.table)
    found, whole = Checked(), None
    known: list[Brought] = []
    try:
        found = found_in(by, sheet, upload.chosen, act)
        known = here_before(found.good)
    except Refused as refused:
        found, whole = Checked(), refused
    return _page(act.today, upload, sheet, found, known, whole)


def _page(
    today: date,
    upload: CaseloadUpload,
    sheet: Sheet,
    found: Checked,
    known: list[Brought],
    whole: Refused | None,
) -> UploadPage:
    rows = {one.row for one in known}
    new = [one for one in found.good if one.row not in rows]
    held: dict[str, int] = {}
    for one in new:
        held[one.coach.names[0]] = held.get(one.coach.names[0], 0) + 1
    return UploadPage(
        **of_table(upload, sheet, RECIPE, today),
        reason=upload.reason,
        whole=whole,
        good=len(new),
        known=tuple(sorted(rows)),
        refused=tuple(found.refused),
        per_coach=tuple(sorted(held.items())),
    )


def found_in(by: Actor, sheet: Sheet, chosen: dict[str, int], act: Operation) -> Checked:
    """Every row under the rules, inside the caller's act. Raises Refused for the whole table."""
    return check_rows(sheet, check_chosen(RECIPE, sheet.headers, chosen), around(by, act))


def here_before(rows: list[Brought]) -> list[Brought]:
    """The rows about somebody who is here already, inside the caller's act.

    The database answers and keeps in the trail about whom: who imports sees none of those tracks.
    Raises Refused when a team lead would hear of more young people of other teams than in one day
    may be asked for: an import is no search.
    """
    if not rows:
        return []
    asked: list[Any] = [
        [one.key for one in rows],
        [one.family_name for one in rows],
        [one.birth_date for one in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute("select tracks_here_before(%s, %s::text[], %s::date[])", asked)
        places = [place for (place,) in cursor.fetchall()]
    if places == [TOO_MANY_ELSEWHERE]:
        raise Refused(ELSEWHERE, most=PER_DAY)
    return [rows[place - 1] for place in places]


def around(by: Actor, act: Operation) -> Around:
    """What rows are held against: terms, grounds, coaches and their teams; two questions."""
    valid = Q(valid_until=None) | Q(valid_until__gte=act.today)
    grounds = EntryCriterion.objects.filter(
        valid, programme=OuterRef("pk"), valid_from__lte=act.today
    ).order_by("text", "pk")
    row = JSONObject(text="text", id="pk")
    programmes = Programme.objects.filter(municipality_id=by.municipality_id).annotate(
        programme_id=F("pk"),
        agreed=terms_column(act.today),
        grounds=ArraySubquery(grounds.values(one=row)),
    )
    programme: Any = programmes.order_by("name")[0]
    coordinates = by.role == Role.PROCESS_COORDINATOR
    coaches = _coaches(by, act)
    return Around(
        today=act.today,
        terms=terms_of_row(programme.agreed),
        coaches=tuple(coach for coach, _ in coaches),
        criteria={plain(one["text"]): UUID(one["id"]) for one in programme.grounds},
        me=by.user_id,
        teams=None if coordinates else frozenset(one.team_id for one, led in coaches if led),
        municipality_id=by.municipality_id,
    )


COACHES = """
select coach.id, coach.name, who.email, who.username, coach.team_id,
  (select least(ends_on, processing_until) from accounts_hiringcontract contract
    where contract.user_id = coach.id order by set_at desc, contract.id desc limit 1),
  exists (select from accounts_membership mine where mine.user_id = %s
    and mine.role = 'team_lead' and mine.team_id = coach.team_id
    and mine.since <= houvast_now() and mine.until > houvast_now())
from tracks_coaches() coach join accounts_user who on who.id = coach.id
"""


def _coaches(by: Actor, act: Operation) -> list[tuple[Coach, bool]]:
    """The coaches of now, each with whether the actor leads his or her team."""
    with connection.cursor() as cursor:
        cursor.execute(COACHES, [by.user_id])
        return [
            (Coach(key, tuple(names), team, last is None or last - LAST_NEW >= act.today), led)
            for key, *names, team, last, led in cursor.fetchall()
        ]


def example_table(by: Actor) -> bytes:
    """A csv with the headers of the recipe and one made-up row, on a ground of the programme."""
    with recorded(by, "tracks.example_fetched") as act:
        permissions.require_who_imports(by)
        grounds = criteria(by.municipality_id, act.today)
        ground = grounds[0].text if grounds else ""
        row: dict[str, Value] = {
            "nickname": "Voorbeeld",
            "given_name": "Vera",
            "family_name": "Voorbeeld",
            "birth_date": act.today.replace(year=act.today.year - 17, day=1),
            "phone": "06 00000000",
            "coach": "Naam van de coach",
            "reason": "Vroeg zelf om hulp bij het zoeken van een bijbaan",
            "criterion": ground,
            "entered_on": act.today,
            "source": "Jongere",
        }
        headers = [one.synonyms[0] for one in RECIPE.columns]
        return as_csv(headers, [[row[one.key] for one in RECIPE.columns]])
