"""Cite a figure: it is frozen under a number that a letter can name."""

from uuid import UUID

from houvast.areas import permissions
from houvast.areas.models import Citation
from houvast.areas.reads.one_area import page_of
from houvast.areas.reads.relations import tables_of
from houvast.areas.rules.citing import frozen, key_of, number
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop

NUMBERS = UUID(int=0)
"""What is held while a number is given: one at a time."""


def cite_figure(*, by: Actor, code: str, year: int | None, indicator: str) -> str:
    """Freeze a figure of an area, and return its number. The same figure has one number.

    Raises NotAllowed, NotFound for an area or a figure that is not known, and Refused for a figure
    that is not shown.
    """
    with recorded(by, "areas.figure_cited") as act:
        permissions.require_looks(by)
        page = page_of(code, year, act.now)
        fact = next((one for one in page.facts if one.choice.id == indicator), None)
        if fact is None:
            raise NotFound
        if fact.line.why:
            raise Refused(
                gettext_noop("Dit cijfer wordt niet getoond. Er is dus niets te citeren.")
            )
        figure, tables = frozen(code, page.year, fact.choice, fact.line), tables_of(page.year)
        key = key_of(figure, tables)
        one_at_a_time(NUMBERS, "citation ")
        found = Citation.objects.filter(pk=key).first()
        if found is None:
            last = Citation.objects.filter(year=act.today.year).order_by("-number").first()
            found = Citation.objects.create(
                pk=key, year=act.today.year, number=last.number + 1 if last else 1, code=code,
                boundaries=page.year, name=page.name, town=page.town, indicator=indicator,
                value=figure.value, low=figure.low, high=figure.high, people=figure.people,
                tables=list(tables), at=act.now,
            )  # fmt: skip
        return number(found.year, found.number)
