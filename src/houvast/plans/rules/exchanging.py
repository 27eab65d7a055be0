"""The check of another municipality, as its file says: all of it holds together, or none is kept.

The form is `houvast.plan-check/1` (rule PL-10). What is not known here is passed over; what is
known is what it should be, and the word for the whole plan follows from the rest or it is wrong.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

from houvast.errors import Refused, gettext_noop
from houvast.plans.rules.catalogue import catalogue, versions
from houvast.plans.rules.facts import MEANS, FactKind
from houvast.plans.rules.judging import (
    Accepted,
    Level,
    Responsible,
    Standing,
    State,
    Word,
    word_of,
)
from houvast.plans.rules.recognising import is_about_a_person
from houvast.plans.rules.schemes import schemes
from houvast.plans.rules.sentences import MEBIBYTE

FORMAT = "houvast.plan-check/1"
LARGEST = MEBIBYTE
"""Bytes of a file: a check without words of the plan has four thousand."""
LONGEST_NAME, LONGEST_QUOTE, LONGEST_PERIOD, LONGEST_LABEL = 200, 2000, 60, 20
LONGEST_GIVER = 100
FIRST_YEAR = 2000
"""No check was signed off before; a day before our era goes into a database and not out of it."""
MOST_PAGES, MOST_PASSAGES, MOST_FACTS, MOST_QUOTES = 600, 100_000, 500, 500
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
OWN = re.compile(r"G[0-9]{2,3}")
"""The id of a question that a municipality asks itself."""
TURNS_TEXT = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")

NOT_ONE = gettext_noop(
    "Dit is geen uitwisselbestand van Houvast. Kies het JSON-bestand van de andere gemeente."
)
TOO_LARGE = gettext_noop("Dit bestand is te groot voor een check. Vraag een nieuw bestand.")
OTHER_FORM = gettext_noop("Dit bestand heeft vorm {form}. Hier wordt alleen {known} gelezen.")
NOT_SIGNED = gettext_noop(
    "Deze check is niet afgetekend. Vraag een bestand van een afgeronde check."
)
OTHER_QUESTIONS = gettext_noop(
    "Deze check is gemaakt met vragen van versie {version}. Die zijn hier niet bekend."
)
WRONG = gettext_noop("Dit bestand klopt niet bij {where}. Er is niets bewaard. Vraag een nieuw.")


@dataclass(frozen=True, slots=True)
class TheirQuote:
    """What stands in their plan, on which page or in which paragraph."""

    page: int | None
    label: str
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class TheirAnswer:
    """Where one question stands by what they confirmed, with the words that they gave along."""

    stands: Standing
    passages: int
    quotes: tuple[TheirQuote, ...]


@dataclass(frozen=True, slots=True)
class TheirCheck:
    """A check of another municipality. `more` are ids of its own questions, which are not kept."""

    municipality: str
    title: str
    number: int
    pages: int | None
    signed_at: datetime
    questions: str
    """The version of the questions of Houvast that it was held against."""
    word: Word
    responsible: Responsible | None
    scheme: str
    """For which scheme the plan was written, by its code; empty where the file does not say."""
    answers: tuple[TheirAnswer, ...]
    facts: tuple[Accepted, ...]
    more: tuple[str, ...]


def read_exchange(content: bytes) -> TheirCheck:
    """The check in a file. Raises Refused at file, with where it is wrong."""
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE, field="file")
    given = _Part(_parsed(content), "")
    form = given.raw("format")
    if form != FORMAT:
        if not isinstance(form, str) or not form.startswith("houvast.plan-check/"):
            raise Refused(NOT_ONE, field="file")
        raise Refused(OTHER_FORM, field="file", form=form[:40], known=FORMAT)
    plan = given.part("plan")
    signed = given.raw("signed_off")
    if signed is None or plan.raw("finished") is not True:
        raise Refused(NOT_SIGNED, field="file")
    version = given.text("catalogue", 20)
    known = version.partition("-g")[0]
    if known not in versions():
        raise Refused(OTHER_QUESTIONS, field="file", version=version)
    facts = _facts(given)
    answers, more = _answers(given, known, facts)
    word = given.one_of("word", Word)
    if word is not word_of({one.stands.about: one.stands for one in answers}, facts):
        _wrong("word")
    return TheirCheck(
        municipality=given.text("municipality", LONGEST_NAME),
        title=plan.text("title", LONGEST_NAME),
        number=plan.number("version", 1, 32_767),
        pages=None if plan.raw("pages") is None else plan.number("pages", 1, MOST_PAGES),
        signed_at=given.part("signed_off").moment("at"),
        questions=known,
        word=word,
        responsible=given.one_of("responsible", Responsible, or_none=True),
        scheme=_scheme(plan),
        answers=answers,
        facts=facts,
        more=more,
    )


def _scheme(plan: "_Part") -> str:
    """A code that is known here; a file of before there were any says nothing."""
    if plan.raw("scheme") is None:
        return ""
    code = plan.text("scheme", 20)
    return code if any(one.code == code for one in schemes()) else _wrong(plan.at("scheme"))


def _parsed(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no)
    except (ValueError, RecursionError):
        raise Refused(NOT_ONE, field="file") from None
    if not isinstance(found, dict):
        raise Refused(NOT_ONE, field="file")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which each name stands once: two answers to one question are none."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice")
    return made


def _no(_name: str) -> NoReturn:
    raise ValueError("no number")


def _facts(given: "_Part") -> tuple[Accepted, ...]:
    found = []
    for one in given.parts("facts", MOST_FACTS):
        said = one.text("amount", 20)
        if not AMOUNT.fullmatch(said) or not Decimal(said):
            _wrong(one.at("amount"))
        kind, period = one.one_of("kind", FactKind), one.text("period", LONGEST_PERIOD)
        if kind is FactKind.TOTAL:
            _wrong(one.at("kind"))
        found.append(Accepted(one.text("about", 8), kind, Decimal(said), period))
    if len({(one.kind, one.amount, one.period) for one in found}) < len(found):
        _wrong("facts")
    return tuple(found)


def _answers(
    given: "_Part", known: str, facts: tuple[Accepted, ...]
) -> tuple[tuple[TheirAnswer, ...], tuple[str, ...]]:
    """Each question of Houvast once, in its order; and the ids of what they ask themselves."""
    asked = [one.id for one in catalogue(known).criteria]
    funded = {one.about for one in facts if one.kind in MEANS}
    found: dict[str, TheirAnswer] = {}
    more = []
    for one in given.parts("criteria", 200):
        about = one.text("id", 8)
        if OWN.fullmatch(about):
            more.append(about)
        elif about not in asked or about in found:
            _wrong(one.at("id"))
        else:
            found[about] = _answer(one, about, about in funded)
    if len(found) < len(asked):
        _wrong("criteria")
    quotes = sum(len(one.quotes) for one in found.values())
    if quotes > MOST_QUOTES or any(one.about not in (*asked, *more) for one in facts):
        _wrong("criteria")
    return tuple(found[about] for about in asked), tuple(more)


def _answer(one: "_Part", about: str, is_funded: bool) -> TheirAnswer:
    state, level = one.one_of("state", State), Level(one.number("level", 0, max(Level)))
    passages = one.number("passages", 0, MOST_PASSAGES)
    confirmed = state is State.CONFIRMED
    if confirmed != (level > Level.NOT_SEEN) or confirmed != (passages > 0):
        _wrong(one.at("level"))
    if level is Level.FUNDED and not is_funded:
        _wrong(one.at("level"))
    quotes = map(_quote, one.parts("quotes", passages, or_none=True))
    kept = tuple(each for each in quotes if not is_about_a_person(each.text))  # rule PL-09
    return TheirAnswer(Standing(about, state, level), passages, kept)


def _quote(one: "_Part") -> TheirQuote:
    return TheirQuote(
        page=None if one.raw("page") is None else one.number("page", 1, MOST_PAGES),
        label="" if one.raw("page_label") is None else one.text("page_label", LONGEST_LABEL),
        paragraph=one.number("paragraph", 1, 1_000_000),
        text=one.text("text", LONGEST_QUOTE),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """An object in the file, and where it stands: what is wrong is told with its place."""

    given: Mapping[str, Any]
    where: str

    def at(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def raw(self, name: str) -> Any:
        return self.given.get(name)

    def part(self, name: str) -> "_Part":
        found = self.raw(name)
        return _Part(found, self.at(name)) if isinstance(found, dict) else _wrong(self.at(name))

    def parts(self, name: str, most: int, *, or_none: bool = False) -> list["_Part"]:
        found = self.raw(name)
        if found is None and or_none:
            return []
        if not isinstance(found, list) or len(found) > most:
            _wrong(self.at(name))
        if not all(isinstance(one, dict) for one in found):
            _wrong(self.at(name))
        return [_Part(one, f"{self.at(name)}[{at}]") for at, one in enumerate(found)]

    def text(self, name: str, longest: int) -> str:
        found = self.raw(name)
        if not isinstance(found, str) or any(map(_hides, found)):
            _wrong(self.at(name))
        tidy = " ".join(found.split())
        return tidy if 0 < len(tidy) <= longest else _wrong(self.at(name))

    def number(self, name: str, least: int, most: int) -> int:
        found = self.raw(name)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            _wrong(self.at(name))
        return found

    def one_of(self, name: str, kind: Callable[[Any], Any], *, or_none: bool = False) -> Any:
        found = self.raw(name)
        if found is None and or_none:
            return None
        try:
            return kind(found) if isinstance(found, str) else _wrong(self.at(name))
        except ValueError:
            _wrong(self.at(name))

    def moment(self, name: str) -> datetime:
        try:
            found = datetime.fromisoformat(self.text(name, 40))
        except ValueError:
            _wrong(self.at(name))
        return found if found.tzinfo and found.year >= FIRST_YEAR else _wrong(self.at(name))


def _hides(sign: str) -> bool:
    """Whether a sign is one that nobody sees, and that PostgreSQL or a reader may trip over."""
    kind = unicodedata.category(sign)
    return (
        sign in TURNS_TEXT or kind in ("Cs", "Co", "Cn") or (kind == "Cc" and sign not in "\n\t\r")
    )


def _wrong(where: str) -> NoReturn:
    raise Refused(WRONG, field="file", where=where)
