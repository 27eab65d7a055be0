"""Sentences out of the codes of an explanation. Stored are codes; these are made when one looks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import ConditionCode, OfferCode, Sector, WorkKind
from houvast.matching.rules.codes import BlockCode, Component, MindCode, Mover, StepCode
from houvast.matching.rules.conditions import NOT_NEAR, Block, Mind
from houvast.matching.rules.explain import Explanation
from houvast.matching.rules.points import RULESET
from houvast.web.sentences import Sentences
from houvast.web.templatetags.houvast import day
from houvast.web.words import word


def what_fits(why: Explanation, say: Sentences) -> list[str]:
    """Why it fits: one sentence for each line of the points table that gave something."""
    found = [say[one] for one in _fitting(why)]
    return found if found or why.blocks else [say[_nothing_bars,]]


Said = tuple[Any, ...]
"""A function that makes a sentence, and what it is given."""


def _fitting(why: Explanation) -> Iterator[Said]:
    points, facts = why.points, why.facts
    if wish := points[Component.WISH]:
        yield _wished, wish == RULESET.table.wish_near
    if points[Component.SECTOR]:
        yield (_sector,)
    asked, had = facts.get("asked") or 0, facts.get("had") or 0
    if had or not asked:
        yield _can, had, asked
    if learned := facts.get("learned"):
        yield _learned, learned
    minutes = facts.get("minutes")
    if minutes is not None and minutes <= (facts.get("limit") or 0):
        yield _minutes, minutes
    if parts := facts.get("day_parts"):
        yield _day_parts, parts


def _nothing_bars() -> str:
    return _("Er staat niets in de weg.")


def _wished(nearly: bool) -> str:
    nearly_so = _("Lijkt op werk dat bij de wensen staat.")
    return nearly_so if nearly else _("Staat bij de wensen.")


def _sector() -> str:
    return _("Het soort bedrijf staat bij de wensen.")


def _can(had: int, asked: int) -> str:
    if not asked:
        return _("Ervaring is niet nodig.")
    if had == asked:
        return _("Kan wat ze vragen.")
    return _("Kan {had} van de {asked} dingen die ze vragen.").format(had=had, asked=asked)


def _learned(count: int) -> str:
    words = ngettext(
        "Leert hier iets van de wensen.", "Leert hier {n} dingen van de wensen.", count
    )
    return words.format(n=count)


def _minutes(count: int) -> str:
    return _("Ongeveer {n} minuten reizen.").format(n=count)


def _day_parts(count: int) -> str:
    return ngettext("{n} dagdeel past.", "{n} dagdelen passen.", count).format(n=count)


def to_mind(why: Explanation, say: Sentences) -> list[str]:
    """What to keep in mind, and what does not fit: each with what would mend it."""
    alone = len(why.blocks) == 1
    blocked = [say[_blocked, one, alone] for one in why.blocks]
    return [*blocked, *(say[_mind, one, why.day] for one in why.minds)]


def _blocked(block: Block, alone: bool) -> str:
    said = block_sentence(block)
    return _capital(_("Eén ding past niet: {what}").format(what=said) if alone else said)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def to_arrange(why: Explanation, say: Sentences) -> list[str]:
    """What is still to be asked, learned or arranged; of a near fit first what would help.

    Nothing where more stands in the way: that is not to be worked on now.
    """
    if len(why.blocks) > 1:
        return []
    found = [say[mending, why.blocks[0], why.day]] if why.blocks else []
    if why.blocks and why.blocks[0].code in NOT_NEAR:
        return found
    by_code: dict[StepCode, tuple[str, ...]] = {}
    for step in why.steps:
        by_code[step.code] = (*by_code.get(step.code, ()), step.about)
    return [*found, *(say[_step, code, few, why.day] for code, few in by_code.items())]


STEPS: dict[StepCode, Callable[[str], str]] = {
    StepCode.RING_FIRST: lambda _a: _("Bel eerst of deze plek nog vrij is."),
    StepCode.ASK_BIRTH_DATE: lambda _a: _("Vraag de geboortedatum."),
    StepCode.ASK_YOUNG_PERSON: lambda a: _("Vraag de jongere naar: {what}.").format(what=a),
    StepCode.ASK_EMPLOYER: lambda a: _("Vraag de werkgever of dit echt moet: {what}.").format(
        what=a
    ),
    StepCode.ASK_EMPLOYER_NEED: lambda a: _("Vraag de werkgever of dit er is: {what}.").format(
        what=a
    ),
    StepCode.ASK_DAY_PARTS: lambda _a: _("Vraag op welke dagen en tijden het is."),
    StepCode.ASK_WAGE: lambda _a: _("Vraag wat het loon is."),
    StepCode.ASK_SCHOOL: lambda _a: _("Vraag op welke dagen er school is."),
    StepCode.LEARN: lambda a: _("Te leren of na te vragen: {what}.").format(what=a),
    StepCode.TRAVEL: lambda _a: _("Spreek de reistijd af."),
    StepCode.VOG: lambda _a: _("Vraag samen de VOG aan. Bijna iedereen krijgt die."),
    StepCode.SCHOOL_AGREES: lambda _a: _("Vraag of school akkoord is."),
    StepCode.TRAINING_COMPANY: lambda _a: _("Kijk na of dit een erkend leerbedrijf is."),
    StepCode.SUPERVISION: lambda _a: _("Spreek af welke volwassene meekijkt."),
}


DUTIES: dict[StepCode, Callable[[str], str]] = {
    StepCode.COMPULSORY_SCHOOL: lambda until: _(
        "Leerplicht tot en met {day}. Vraag school of dit mag. Kijk dit na: Lpw 3."
    ).format(day=until),
    StepCode.QUALIFICATION: lambda until: _(
        "Vraag naar een diploma (havo, vwo, mbo 2). Zonder hoort school erbij tot en met {day}."
        " Kijk dit na: Lpw 4a."
    ).format(day=until),
}


def _step(code: StepCode, few: Iterable[str], today: date) -> str:
    abouts = [one for one in few if one]
    if code in DUTIES:
        return DUTIES[code](day(date.fromisoformat(abouts[0]), today))
    return STEPS[code](listed(abouts))


def _mind(one: Mind, today: date) -> str:
    return _capital(_to_mind(one, today))


def _to_mind(one: Mind, today: date) -> str:
    if one.code is MindCode.PREFERRED:
        return _("De werkgever ziet dit graag: {what}.").format(what=about(one.about))
    if one.code in DATED:
        return DATED[one.code](day(date.fromisoformat(one.about), today))
    return ON_THE_DAY[one.code](one.about)


DATED: dict[MindCode, Callable[[str], str]] = {
    MindCode.STARTS_ON: lambda on: _("Begint op {day}.").format(day=on),
    MindCode.ENDS_ON: lambda on: _("Stopt op {day}.").format(day=on),
    MindCode.HOURS_FROM: lambda on: _(
        "Vanaf {day} zijn dit te veel uren met school erbij. Kijk dit na: Atw 5:7 en 4:4."
    ).format(day=on),
    MindCode.WAGE_FROM: lambda on: _(
        "Vanaf {day} is dit loon te laag voor de leeftijd. Kijk dit na: Wml 8."
    ).format(day=on),
}


ON_THE_DAY: dict[MindCode, Callable[[str], str]] = {
    MindCode.BREAKS: lambda _a: _("Onder de 18: na 4,5 uur een half uur pauze."),
    MindCode.HOURS_A_DAY: lambda n: _("Op deze leeftijd: hoogstens {n} uur per dag.").format(n=n),
    MindCode.SCHOOL_DAY: lambda n: _("Op een schooldag hoogstens {n} uur.").format(n=n),
    MindCode.DONE_BY: lambda n: _("Op deze leeftijd: klaar om {n} uur.").format(n=n),
    MindCode.WEEKS_ON_END: lambda n: _("Hoogstens {n} vakantieweken achter elkaar.").format(n=n),
}


BLOCKS: dict[BlockCode, Callable[[str], str]] = {
    BlockCode.CONDITION: lambda a: _("ze vragen dit: {what}.").format(what=a),
    BlockCode.NEED: lambda a: _("dit is er niet: {what}.").format(what=a),
    BlockCode.HOURS_TOO_MANY: lambda a: _("het is minstens {n} uur per week.").format(n=a),
    BlockCode.HOURS_TOO_FEW: lambda a: _("het is hoogstens {n} uur per week.").format(n=a),
    BlockCode.DAY_PARTS: lambda _a: _("de dagen en tijden."),
    BlockCode.TRAVEL: lambda a: _("het is ongeveer {n} minuten reizen.").format(n=a),
    BlockCode.STARTS_EARLIER: lambda _a: _("het werk is dan al voorbij."),
    BlockCode.KIND_REFUSED: lambda a: _("{what} staat bij: dit niet.").format(what=a),
    BlockCode.SECTOR_REFUSED: lambda a: _("{what} staat bij: dit niet.").format(what=a),
    BlockCode.EMPLOYERS_AGE: lambda a: _("de werkgever vraagt iemand van {n} of ouder.").format(
        n=a
    ),
    BlockCode.FULL: lambda _a: _("alle plekken zijn bezet."),
    BlockCode.TOO_YOUNG: lambda _a: _("werken onder de 13."),
    BlockCode.HEAVY_WORK: lambda _a: _("tillen, kassa of machines onder de 16."),
    BlockCode.NIGHT: lambda _a: _("nachtwerk onder de 18."),
    BlockCode.LAW_DAY_PARTS: lambda _a: _("deze dagen of tijden op deze leeftijd."),
    BlockCode.LAW_HOURS: lambda _a: _("zo veel uren op deze leeftijd."),
    BlockCode.LOW_WAGE: lambda _a: _("het loon is laag voor deze leeftijd."),
}


def block_sentence(block: Block) -> str:
    """What stands in the way, with the article to look up where it is about age."""
    said = BLOCKS[block.code](about(block.about))
    if not block.article:
        return said
    return _("{what} Kijk dit na: {article}.").format(what=said, article=block.article)


def mending(block: Block, today: date) -> str:
    """What would mend it, said to who can change it."""
    if block.code is BlockCode.FULL:
        return _("Vraag of er een plek bij kan komen.")
    if block.code in NOT_NEAR:
        return _("Pas samen de wensen aan als dit anders ligt.")
    if block.mover is Mover.YOUNG_PERSON:
        return _("Samen leren of halen, of vraag of het zonder kan.")
    if block.mover is Mover.MUNICIPALITY:
        return _("Kijk of een fiets of reiskosten helpen.")
    if block.mover is Mover.EMPLOYER:
        return _("Vraag de werkgever of het anders kan.")
    if block.until:
        return _("Vanaf {day} speelt dit niet meer.").format(day=day(block.until, today))
    return _("Zeg dit tegen de accountmanager.")


KINDS = (ConditionCode, OfferCode, Skill, WorkKind, Sector)


def about(value: str) -> str:
    """The word for a stored value; a number or a day as it is."""
    for kind in KINDS:
        if value in frozenset(kind):
            return word(kind(value))
    return value


def listed(values: Iterable[str]) -> str:
    """Several of them, with a comma in between."""
    return ", ".join(about(one) for one in values)
