"""What waits for somebody to say its occupation, each with what the imported list suggests."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import Workplace
from houvast.employers.rules.coding import MOST_TEXTS, ToChoose, text_of, to_choose
from houvast.employers.rules.roles import BRINGERS, Act
from houvast.employers.rules.states import WorkplaceState
from houvast.employers.rules.work_importing import NewWorkplace
from houvast.reference.reads.occupations import InUse, occupations_in_use, works_of
from houvast.reference.rules.search import Named, Work
from houvast.reference.rules.suggest import Names, suggest

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ToCodePage:
    """Workplaces without an occupation, by title, twenty-five at a time.

    `works` are the imported occupations to search in: without them nothing can be suggested.
    """

    today: date
    rows: tuple[ToChoose, ...]
    total: int
    page: int
    pages: int
    works: tuple[Named, ...]


def to_code_page(by: Actor, page: int = 1, answered: Collection[UUID] = ()) -> ToCodePage:
    """What the actor may code: keepers all of it, a broker the drafts that he made himself.

    `answered` are the workplaces that somebody answered about: then those are shown, wherever they
    stand by now, for others code as well and the pages move on.
    """
    with recorded(by, "employers.to_code_viewed") as act:
        permissions.require(by, Act.CODE_WORKPLACE)
        waiting = _waiting(by)
        total, listed = waiting.count(), occupations_in_use()
        pages = max(1, -(-total // PER_PAGE))
        at = min(max(1, page), pages)
        rows = waiting.select_related("employer").order_by(Lower("title"), "pk")
        here = rows.filter(pk__in=answered) if answered else rows[(at - 1) * PER_PAGE :]
        shown = here[:PER_PAGE]
        return ToCodePage(
            today=act.today,
            rows=tuple(_row(one, listed.names) for one in shown),
            total=total,
            page=at,
            pages=pages,
            works=listed.works,
        )


def _waiting(by: Actor) -> QuerySet[Workplace]:
    found = Workplace.objects.filter(municipality_id=by.municipality_id, isco="")
    found = found.exclude(state=WorkplaceState.WITHDRAWN.value)
    if by.role in BRINGERS:
        return found.filter(made_by=by.user_id, state=WorkplaceState.DRAFT.value)
    return found


def _row(one: Workplace, names: Names) -> ToChoose:
    text = one.occupation or one.title
    about = f"{one.title} · {one.employer.name}" if one.occupation else one.employer.name
    return ToChoose(one.pk.hex, text, about, 1, suggest(names, text))


def chosen_in(coded: Mapping[str, str]) -> dict[str, Work]:
    """What somebody chose for the texts of a table, by the key of the text."""
    works = {one.concept: one for one in works_of([UUID(one) for one in coded.values()])}
    found = {key: works.get(UUID(one)) for key, one in coded.items()}
    return {key: work for key, work in found.items() if work}


@dataclass(frozen=True, slots=True)
class TextsToCode:
    """The texts of a table that stand for an occupation; `more` wait beyond one page."""

    rows: tuple[ToChoose, ...] = ()
    more: int = 0
    works: tuple[Named, ...] = ()


def texts_to_code(new: Iterable[NewWorkplace], chosen: Mapping[str, Work]) -> TextsToCode:
    """The texts of new workplaces that have no code in the file; none without a list."""
    found = to_choose(new)
    listed = occupations_in_use() if found else InUse()
    if not listed.works:
        return TextsToCode()
    shown = list(found.items())[:MOST_TEXTS]
    rows = (
        ToChoose(
            key=key,
            text=text_of(some[0].facts),
            about=", ".join(dict.fromkeys(one.facts.title for one in some[:3])),
            many=len(some),
            suggestions=suggest(listed.names, text_of(some[0].facts)),
            chosen=chosen.get(key),
        )
        for key, some in shown
    )
    return TextsToCode(tuple(rows), len(found) - len(shown), listed.works)
