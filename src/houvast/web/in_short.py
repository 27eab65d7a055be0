"""Work wishes in a few lines, for the file: only what was said."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from houvast.employers.rules.states import Answer
from houvast.matching.reads.wishes import KnownWishes
from houvast.matching.rules.occupations import Occupation
from houvast.matching.rules.sides import Wishes
from houvast.web.sentences import said as _
from houvast.web.words import word


def wishes_in_short(known: KnownWishes) -> list[tuple[str, str]]:
    """Label and words, only for what is known."""
    return [(label, words) for label, words in _lines(known) if words]


def _lines(known: KnownWishes) -> Iterator[tuple[str, str]]:
    wishes = known.wished.wishes
    yield (
        _("Werk"),
        ", ".join(one for one in (*_works(known), _listed(sorted(wishes.sectors))) if one),
    )
    yield _("Uren"), _hours(wishes)
    yield _("Reizen"), _travel(wishes)
    yield _("Leren"), _listed(sorted(wishes.learns))
    refused = [code for code, said in wishes.facts.items() if said is Answer.NO]
    yield _("Dit niet"), _listed([*sorted(wishes.never_kinds), *sorted(wishes.never_sectors)])
    yield _("Niet of nog niet"), _listed(refused)
    yield _("Nodig op de plek"), _listed(sorted(wishes.needs))


def _works(known: KnownWishes) -> Iterator[str]:
    """What was chosen by name, and the kinds of work of our list that it is not already."""
    yield from (one.name for one in known.works)
    others = known.wished.wishes.occupations - {one.isco for one in known.works}
    yield from (word(one) for one in Occupation if one.value in others)


def _hours(wishes: Wishes) -> str:
    least, most = wishes.hours_least, wishes.hours_most
    if least and most:
        return _("{least} tot {most} per week").format(least=least, most=most)
    if most:
        return _("hoogstens {most} per week").format(most=most)
    return _("minstens {least} per week").format(least=least) if least else ""


def _travel(wishes: Wishes) -> str:
    minutes = _("hoogstens {n} minuten").format(n=wishes.minutes) if wishes.minutes else ""
    return ", ".join(one for one in (_listed(sorted(wishes.modes)), minutes) if one)


def _listed(values: Iterable[StrEnum]) -> str:
    return ", ".join(word(one) for one in values)
