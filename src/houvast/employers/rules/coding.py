"""Which occupation a workplace is about: a machine suggests, a person says so.

A workplace without the code of its occupation waits to be coded (te coderen). It is shown and found
as any other; only the wishes of a young person say nothing about it until somebody chose.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from houvast.employers.rules.occupations import LONGEST
from houvast.employers.rules.work_importing import NewWorkplace
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused, gettext_noop
from houvast.reference.rules.search import Work
from houvast.reference.rules.suggest import Suggestion
from houvast.sheets.values import plain

MOST_TEXTS = 60
"""Texts on one page; what is left waits at Te coderen."""
MOST_CODED = 500
KEY_LENGTH = 16

CODED_BY_NOW = gettext_noop("Deze werkplek heeft al een beroep. Ververs de pagina.")
NOTHING = gettext_noop("Je koos nog niets. Kies ergens een beroep.")
NOT_HERE = gettext_noop("Dit beroep staat niet meer in de lijst. Zoek een ander.")


@dataclass(frozen=True, slots=True)
class ToChoose:
    """A text that stands for an occupation, with what it may mean and what was chosen.

    `about` says where it stands: some titles of workplaces, or the employer. `key` is its name in a
    form.
    """

    key: str
    text: str
    about: str
    many: int
    suggestions: tuple[Suggestion, ...]
    chosen: Work | None = None


def text_of(facts: WorkplaceFacts) -> str:
    """What names the occupation: what somebody wrote as such, else the title."""
    return facts.occupation or facts.title


def key_of_text(text: str) -> str:
    """The same for the same words, however they are written."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:KEY_LENGTH]


def to_choose(new: Iterable[NewWorkplace]) -> dict[str, list[NewWorkplace]]:
    """The new workplaces without a code, by the key of their text, in the order of the rows."""
    found: dict[str, list[NewWorkplace]] = {}
    for one in new:
        if not one.facts.isco and plain(text_of(one.facts)):
            found.setdefault(key_of_text(text_of(one.facts)), []).append(one)
    return found


def with_codes(new: Iterable[NewWorkplace], chosen: Mapping[str, Work]) -> list[NewWorkplace]:
    """Each with the occupation that a person chose for its text; without one as it was."""
    made = []
    for one in new:
        work = None if one.facts.isco else chosen.get(key_of_text(text_of(one.facts)))
        made.append(replace(one, facts=with_code(one.facts, work)) if work else one)
    return made


def with_code(facts: WorkplaceFacts, work: Work) -> WorkplaceFacts:
    """The facts with an occupation; what somebody wrote stays."""
    name = facts.occupation or work.name[:LONGEST]
    return replace(facts, isco=work.isco, concept=work.concept, occupation=name)


def check_listed(concept: UUID, works: Mapping[UUID, Work]) -> Work:
    """The occupation that was chosen. Raises Refused when no list has it."""
    if concept not in works:
        raise Refused(NOT_HERE)
    return works[concept]
