"""Which workplace of here a row means: by number at the source, reference or title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from houvast.employers.rules.importing import Known
from houvast.employers.rules.states import WorkplaceState
from houvast.employers.rules.work_columns import Condition
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused, gettext_noop
from houvast.sheets.values import plain

OURS = "HV-"
"""How the reference begins that a download gives to a workplace without one."""
LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
MORE = gettext_noop(
    "{cell}: deze werkgever heeft hier meer werkplekken met deze naam. Schrijf het kenmerk erbij."
)
ELSEWHERE = gettext_noop(
    "{cell}: deze vacature staat hier bij een andere werkgever. Pas haar hier met de hand aan."
)


@dataclass(frozen=True, slots=True)
class WorkHere:
    """A workplace as it stands here."""

    id: UUID
    employer_id: UUID
    reference: str
    state: WorkplaceState
    facts: WorkplaceFacts
    conditions: tuple[Condition, ...] = ()
    confirmed_on: date | None = None
    source: str = ""
    external_id: str = ""


def our_reference(workplace_id: UUID) -> str:
    """What a download says for a workplace that has no reference of its own.

    In letters alone: nine digits in a row may look like a burgerservicenummer, and refuse the file.
    """
    return f"{OURS}{workplace_id.hex[:12].translate(LETTERS)}"


class Shelf:
    """The workplaces that are here, by employer and reference or title, and those of the file."""

    def __init__(self, employers: Known, here: Sequence[WorkHere]) -> None:
        self.employers = employers
        self.file: dict[tuple[UUID, str], int] = {}
        self.origins: dict[tuple[str, str], int] = {}
        self.by_reference: dict[tuple[UUID, str], list[WorkHere]] = {}
        self.by_title: dict[tuple[UUID, str], list[WorkHere]] = {}
        self.by_source: dict[tuple[str, str], WorkHere] = {}
        self.ours = {our_reference(one.id): one for one in here}
        for one in here:
            self.by_source[one.source, one.external_id] = one
            for name in {our_reference(one.id), one.reference} - {""}:
                self.by_reference.setdefault((one.employer_id, name), []).append(one)
            self.by_title.setdefault((one.employer_id, plain(one.facts.title)), []).append(one)

    def find(
        self, employer: UUID, reference: str, title: str, origin: tuple[str, str]
    ) -> WorkHere | None:
        """The workplace that is meant. Raises Refused at `title` when it may be more than one.

        What has a number at its source is known by that alone: another with the same title is
        another vacancy.
        """
        if any(origin):
            one = self.ours.get(origin[1]) or self.by_source.get(origin)
            if one and one.employer_id != employer:
                raise Refused(ELSEWHERE, field="external_id")
            return one
        if reference and (same := self.by_reference.get((employer, reference))):
            return same[0]
        named = self.by_title.get((employer, plain(title)), [])
        named = [one for one in named if not (reference and one.reference)]
        live = [one for one in named if one.state is not WorkplaceState.WITHDRAWN] or named
        if len(live) > 1:
            raise Refused(MORE, field="title")
        return live[0] if live else None

    def once(self, employer: UUID, reference: str, title: str, row: int) -> int:
        """The row of the file in which this one stood first."""
        key = f"#{reference}" if reference else plain(title)
        return self.file.setdefault((employer, key), row)

    def once_of(self, origin: tuple[str, str], row: int) -> int:
        """As `once`, of what has a number at its source."""
        return self.origins.setdefault(origin, row)
