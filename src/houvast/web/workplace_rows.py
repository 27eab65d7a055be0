"""Werkplekken, row by row, with the words decided."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from houvast.employers.reads.workplace_list import UP_TO, WorkplacesPage
from houvast.employers.reads.workplaces import WorkplaceRow
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import WorkplaceState
from houvast.web.addresses import address
from houvast.web.sentences import said as _
from houvast.web.templatetags.houvast import ago
from houvast.web.words import word

COUNTED = (WorkplaceState.OFFERED, WorkplaceState.STALE)
"""Of these the free places count; of the others the state says enough."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A workplace in the table, cell by cell; what is empty is not drawn."""

    url: str
    title: str
    employer: str
    where: str
    """The employer and its place."""
    kind: str
    hours: str
    asks: str
    free: str
    tone: str
    """The colour of `free` when it is a state; nothing for a number."""
    fresh: str
    stale: bool
    confirm: str
    """Where one says that it still stands, for who may; of a stale one only."""


def rows_of(page: WorkplacesPage) -> list[Cells]:
    """The rows of a page of the list as the table draws them."""
    may_confirm = Act.CONFIRM_WORKPLACE in page.may
    return [_cells(one, page.today, may_confirm=may_confirm) for one in page.rows]


def counted(number: int) -> str:
    """A number beside a view; a long list is not counted to its end."""
    return f"{number}" if number <= UP_TO else f"{UP_TO}+"


def _cells(one: WorkplaceRow, today: date, *, may_confirm: bool) -> Cells:
    draft, stale = one.state is WorkplaceState.DRAFT, one.state is WorkplaceState.STALE
    confirms = stale and may_confirm
    return Cells(
        url=address("workplace", one.id),
        title=one.title,
        employer=one.employer,
        where=f"{one.employer} · {one.place_name}" if one.place_name else one.employer,
        kind=word(one.kind),
        hours=_hours(one),
        asks=", ".join(map(word, one.asks)) or _("niets bijzonders"),
        free=_free(one),
        tone="" if one.state in COUNTED else "blue" if draft else "grey",
        fresh="\N{EN DASH}" if draft else ago(one.confirmed_on, today),
        stale=stale,
        confirm=reverse("workplace_step", args=[one.id, "bevestigen"]) if confirms else "",
    )


def _hours(one: WorkplaceRow) -> str:
    if one.hours_min == one.hours_max:
        return str(one.hours_max)
    return _("{least} tot {most}").format(least=one.hours_min, most=one.hours_max)


def _free(one: WorkplaceRow) -> str:
    if one.state not in COUNTED:
        return word(one.state)
    return _("{free} van {all}").format(free=one.free_places, all=one.places)
