"""Wie ziet wat: how access is arranged, made from the rules that decide about it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.reads import access_page
from houvast.sharing.rules import Basis, Cell, Line
from houvast.web.acting import actor


@dataclass(frozen=True, slots=True)
class WhoSees:
    """How somebody stands to a young person, and what that gives: the kinds of data by cell."""

    basis: Basis
    purposes: tuple[Purpose, ...]
    roles: tuple[Role, ...]
    gives: tuple[tuple[Cell, tuple[InformationClass, ...]], ...]


@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """Who sees what of a young person, for which purpose and as what."""
    return render(request, "access/access.html", {"lines": _joined(access_page(actor(request)))})


def _joined(lines: tuple[Line, ...]) -> list[WhoSees]:
    """Lines that differ in their purpose alone become one."""
    found: dict[tuple[Basis, tuple[Role, ...], str], list[Line]] = {}
    for one in lines:
        cells = " ".join(one.cells.values())
        found.setdefault((one.basis, one.roles, cells), []).append(one)
    return [
        WhoSees(basis, tuple(one.purpose for one in same), roles, _gives(same[0]))
        for (basis, roles, _cells), same in found.items()
    ]


def _gives(line: Line) -> tuple[tuple[Cell, tuple[InformationClass, ...]], ...]:
    by_cell = (
        (cell, tuple(kind for kind, one in line.cells.items() if one is cell)) for cell in Cell
    )
    return tuple((cell, kinds) for cell, kinds in by_cell if kinds)
