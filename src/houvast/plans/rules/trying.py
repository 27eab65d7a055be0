"""What a question of a municipality has to say to be kept, tried with the words themselves.

It is looked for with the same words and weights as the questions of Houvast. Its own examples prove
that the words do what somebody meant: each example is found, and no counter-example is.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from houvast.errors import Refused, gettext_noop
from houvast.plans.rules.catalogue import Catalogue, Criterion
from houvast.plans.rules.document import Block, Kind, Plan
from houvast.plans.rules.own_questions import (
    LONGEST_SENTENCE,
    LONGEST_WORD,
    MOST_WORDS,
    PREFIX,
    OwnQuestion,
    criterion_of,
    neat,
)
from houvast.plans.rules.passages import passages_of
from houvast.plans.rules.suggesting import Suggestion, suggest

WORD = re.compile(r"[^\W_]+(?:[ '’&-]{1,2}[^\W_]+)*")
OLDEST = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Sought:
    """The words of a question without the rest of it, as somebody is still writing it."""

    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def sought_by(one: OwnQuestion) -> Sought:
    """Its words only."""
    return Sought(one.strong, one.weak, one.alike)


def points_at(words: Sought, plan: Plan) -> tuple[Suggestion, ...]:
    """What the machine would point at in a plan with these words, the first that it would show.

    By words alone: what says the same in other words is found when a plan is read. Raises Refused
    beside a field, as `check_question` does.
    """
    tidy = Sought(_each(words.strong), _each(words.weak), _each(words.alike))
    _check_every_word(tidy)
    asked = Criterion(
        id=PREFIX,
        question="",
        question_en="",
        why="",
        sources=(),
        query="",
        strong=tidy.strong,
        weak=tidy.weak,
        alike=tidy.alike,
        examples=(),
        counters=(),
        gap_text="",
    )
    return suggest(plan, Catalogue("", (asked,), ())).criteria[PREFIX]


def _each(words: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy for one in words if (tidy := neat(one))))


def check_question(one: OwnQuestion, today: date) -> None:
    """A question that another can follow, with words that do what its examples say.

    Raises Refused beside a field.
    """
    if not one.question.endswith("?"):
        raise Refused(gettext_noop("Schrijf een vraag, met een vraagteken."), field="question")
    if not OLDEST <= one.read_on <= today:
        raise Refused(
            gettext_noop("Kies de dag waarop je de bron las. Die is geweest."), field="read_on"
        )
    if one.url and not _is_address(one.url):
        raise Refused(
            gettext_noop("Dit is geen adres van een pagina. Begin met https://."), field="url"
        )
    _check_every_word(sought_by(one))
    for name in ("examples", "counters"):
        _check_sentences(name, getattr(one, name))
    _check_examples(one)


def _check_every_word(words: Sought) -> None:
    for name in Sought.__dataclass_fields__:
        _check_words(name, getattr(words, name))
    if not words.strong:
        raise Refused(gettext_noop("Vul minstens één woord in."), field="strong")


def _check_words(name: str, words: Collection[str]) -> None:
    if len(words) > MOST_WORDS:
        raise Refused(gettext_noop("Dit zijn er te veel. Neem er hoogstens 30."), field=name)
    wrong = next((one for one in words if not WORD.fullmatch(one) or len(one) > LONGEST_WORD), None)
    if wrong is not None:
        raise Refused(
            gettext_noop("Gebruik alleen letters en cijfers, op elke regel een woord: {word}."),
            field=name,
            word=wrong[:LONGEST_WORD],
        )


def _check_sentences(name: str, sentences: Collection[str]) -> None:
    if not sentences:
        raise Refused(gettext_noop("Schrijf minstens één zin."), field=name)
    if len(sentences) > MOST_WORDS:
        raise Refused(gettext_noop("Dit zijn er te veel. Neem er hoogstens 30."), field=name)
    if any(len(one) > LONGEST_SENTENCE for one in sentences):
        raise Refused(
            gettext_noop("Een van deze zinnen is te lang. Neem hoogstens 300 tekens."), field=name
        )


def _check_examples(one: OwnQuestion) -> None:
    """Its words find each example and no counter-example."""
    for said in one.examples:
        if not is_pointed_at(one, said):
            raise Refused(
                gettext_noop("Met deze woorden vindt Houvast dit voorbeeld niet: {sentence}"),
                field="examples",
                sentence=said,
            )
    for said in one.counters:
        if is_pointed_at(one, said):
            raise Refused(
                gettext_noop(
                    "Met deze woorden vindt Houvast dit ook, en het telt niet: {sentence}"
                ),
                field="counters",
                sentence=said,
            )


def is_pointed_at(one: OwnQuestion, said: str) -> bool:
    """Whether the machine points at a passage that says this."""
    text, passages = passages_of((Block(said),))
    asked = Catalogue("", (criterion_of(one, PREFIX),), ())
    return bool(suggest(Plan(Kind.TEXT, text, None, passages), asked).criteria[PREFIX])


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in url
