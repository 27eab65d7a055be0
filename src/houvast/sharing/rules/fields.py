"""What each column holds, of whom, from whom and until when (veldenregister): one list, T-09.

The class of a table stands on the table itself, and who reads a class in the table of the decision.
Everything that is told about processing is made from these three, and nothing of it is typed.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from houvast.accounts.rules import PURPOSES_OF, Controller, InformationClass, Purpose, Role
from houvast.sharing.rules import MATRIX, Cell


class About(StrEnum):
    """Whom a table is about."""

    YOUNG_PERSON = "young_person"
    COLLEAGUE = "colleague"
    EMPLOYER_CONTACT = "employer_contact"


class Source(StrEnum):
    """Who it came from."""

    YOUNG_PERSON = "young_person"
    COACH = "coach"
    COLLEAGUE = "colleague"
    REPORTER = "reporter"
    """Who entered a signal, or brought in a caseload."""
    EMPLOYER = "employer"
    WORK_INCOME = "work_income"
    POLICE = "police"
    PARTNER = "partner"
    """A guest of a partner, who was asked something."""
    HOUVAST = "houvast"
    """Noted by itself, of an act."""


class Held(StrEnum):
    """What a column holds."""

    LINK = "link"
    """Which other row it belongs to."""
    WHO = "who"
    """Which colleague."""
    NAME = "name"
    BIRTH_DATE = "birth_date"
    REACH = "reach"
    PLACE = "place"
    WHEN = "when"
    CHOICE = "choice"
    """One of a list."""
    YES_NO = "yes_no"
    NUMBER = "number"
    WORDS = "words"
    """Written freely."""
    TECHNICAL = "technical"


class Term(StrEnum):
    """Until when it is kept, where that is no number of days."""

    TRACK = "track"
    """As long as the track, and the term of the programme after closing."""
    SIGNAL = "signal"
    SAFETY = "safety"
    """As a signal of Veiligheid, and never longer than police said."""
    ACCOUNT = "account"
    """As long as the account or the register is there."""
    SESSION = "session"
    UPLOAD = "upload"
    """Until it is brought in or thrown away, a day at most."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: `days` is how long it is kept, or `term`; `at` is where the code says."""

    name: str
    about: About
    source: Source
    term: Term | None
    days: int
    at: str
    columns: tuple[tuple[str, Held], ...]
    of: tuple[Controller, ...] = (Controller.COLLEGE,)
    """For whom it is kept, as far as all its rows are of the same: the mayor, or the college."""

    def serves(self, controllers: Iterable[Controller]) -> bool:
        """Whether a purpose of these controllers can read it."""
        return bool({*self.of} & {*controllers})


EVERY_ROW = ("id", "municipality", "controller", "destroy_on")
"""What every row has, and is not listed."""

CONTROLLERS = {
    Purpose.SAFETY_TRIAGE: (Controller.BURGEMEESTER,),
    Purpose.SAFETY_PGA: (Controller.BURGEMEESTER,),
    **dict.fromkeys(
        (
            Purpose.CASE_TABLE,
            Purpose.PROCESS_STEERING,
            Purpose.SAFETY_NET,
            Purpose.SUBJECT_RIGHTS,
            Purpose.OVERSIGHT,
            Purpose.SECURITY_REVIEW,
        ),
        (Controller.COLLEGE, Controller.BURGEMEESTER),
    ),
}
"""Who answers for a purpose; for any other one the college does."""

BESIDE = {
    Purpose.KNOWN_HERE: (InformationClass.SH,),
    Purpose.SECURITY_REVIEW: (InformationClass.AL,),
}
"""What is kept for a purpose of which the table of who sees what has no line."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing activity (verwerking): a purpose, for whom, by whom, and with what."""

    purpose: Purpose
    controllers: tuple[Controller, ...]
    roles: tuple[Role, ...]
    kinds: tuple[InformationClass, ...]


@cache
def _list() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("fields.toml").read_text())


def nobodys() -> tuple[str, ...]:
    """The tables that hold nothing of anybody."""
    return tuple(str(one) for one in _list()["nobody"])


@cache
def tables() -> dict[str, Table]:
    """Each table that holds something of a person."""
    known = dict(_list())
    days = known.pop("days")
    known.pop("nobody")
    return {name: _table(name, dict(said), days) for name, said in known.items()}


def _table(name: str, said: dict[str, str], days: dict[str, dict[str, object]]) -> Table:
    about, source, keeps = (said.pop(key) for key in ("about", "source", "keeps"))
    of = said.pop("of", Controller.COLLEGE.value)
    kept = days.get(keeps)
    columns = ((one, Held(held)) for held, all_of in said.items() for one in all_of.split())
    return Table(
        name,
        About(about),
        Source(source),
        None if kept else Term(keeps),
        int(str(kept["days"])) if kept else 0,
        str(kept.get("at", "")) if kept else "",
        tuple(columns),
        tuple(Controller(one) for one in of.split()),
    )


def reads(kind: InformationClass) -> dict[Purpose, tuple[Role, ...]]:
    """For which purposes a kind of data is read, and by whom, as the decision itself has it."""
    found: dict[Purpose, dict[Role, None]] = {}
    for (role, _basis, purpose), row in MATRIX.items():
        if row[kind] is not Cell.NOTHING:
            found.setdefault(purpose, {})[role] = None
    for purpose, kinds in BESIDE.items():
        if kind in kinds:
            found.setdefault(purpose, {}).update(dict.fromkeys(_acting(purpose)))
    return {purpose: tuple(roles) for purpose, roles in found.items()}


def activities() -> tuple[Activity, ...]:
    """Every purpose for which something of a person is read, in the order of the purposes."""
    by = {kind: reads(kind) for kind in InformationClass}
    return tuple(
        Activity(
            purpose,
            CONTROLLERS.get(purpose, (Controller.COLLEGE,)),
            tuple(dict.fromkeys(one for kind in kinds for one in by[kind][purpose])),
            kinds,
        )
        for purpose in Purpose
        if (kinds := tuple(kind for kind in InformationClass if purpose in by[kind]))
    )


def _acting(purpose: Purpose) -> tuple[Role, ...]:
    return tuple(role for role, allowed in PURPOSES_OF.items() if purpose in allowed)
