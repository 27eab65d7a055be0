"""One question about areas, answered whole.

Which areas, four ways of counting, and the sentences that may be said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from houvast.areas.rules.choosing import CONTROLS, chosen, other_income
from houvast.areas.rules.concentration import FALSE_SHARE
from houvast.areas.rules.indicators import INDICATORS, Unit
from houvast.areas.rules.nearness import SEED, Gathered, Nearness, gathered, nearness
from houvast.areas.rules.panels import BY_ALIAS, COLUMNS, Level, Panel, id_of, read
from houvast.areas.rules.relations import Specification, Study, study
from houvast.areas.rules.shapes import Shapes
from houvast.areas.rules.wording import Evidence, Sentence, lies_together, sentences
from houvast.errors import Refused, gettext_noop

OUTCOMES = {
    "offences_total": "crimes_{year}",
    "offences_violence": "",
    "offences_property": "",
    "offences_vandalism": "",
}
"""What may be asked about, with its column in a table; without one it is only kept figures."""
NOT_IN_TABLE = gettext_noop("{asked} kan geen verklaring zijn: het is geen aandeel uit deze tabel.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    `determinants` are ids, or names of columns; `fewest` inhabitants (rule A-01: never below
    100).
    """

    level: str
    year: int
    outcome: str
    determinants: tuple[str, ...]
    fewest: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answer, with what was left out and what a name of a column was reported as."""

    question: Question
    excluded: Mapping[str, int]
    aliases: Mapping[str, str]
    refused: tuple[str, ...]
    study: Study
    sentences: tuple[Sentence, ...]
    near: Nearness | None = None
    """Whether areas side by side are alike; nothing where no official shapes are known."""
    together: Gathered | None = None
    """Where offences lie together, likewise."""

    @property
    def lies_together(self) -> Sentence | None:
        """The sentence about that."""
        found = self.together
        return None if found is None else lies_together(found, id_of(self.question.outcome))

    @property
    def too_few(self) -> bool:
        """Whether there are so few areas that nothing was counted (rule A-05)."""
        return not self.study.specifications

    @property
    def converged(self) -> bool:
        """Whether every way of counting came to rest."""
        return all(one.converged for one in self.study.specifications)

    def record(self) -> dict[str, Any]:
        """As another program reads it.

        Rate ratios per ten percentage points, with their 95 % interval.
        """
        return {
            "n": self.study.n,
            "municipalities": self.study.groups,
            "excluded": dict(self.excluded),
            "aliases": dict(self.aliases),
            "columns_refused": list(self.refused),
            "specifications": [_specification(one) for one in self.study.specifications],
            "verdicts": [
                {
                    "determinant": one.determinant,
                    "verdict": one.verdict.value,
                    "changes_without": [*one.changed_by, *one.without_highest],
                }
                for one in self.study.relations
            ],
            "runs": self.study.runs,
            "moran": self.near
            and {"raw": self.near.raw, "residual": self.near.left, "n": self.near.n},
            "lisa": self._lisa(),
            "evidence": Evidence.TOGETHER.value,
            "sentences": [one.in_dutch() for one in self.sentences],
        }

    def _lisa(self) -> dict[str, Any] | None:
        found, said = self.together, self.lies_together
        if found is None or said is None:
            return None
        return {
            "n": found.n, "draws": found.draws, "seed": found.seed, "false_share": FALSE_SHARE,
            "high": list(found.high), "low": list(found.low), "sentence": said.in_dutch(),
        }  # fmt: skip


Told = Callable[[int, int], None]


def _silent(_done: int, _all: int) -> None:
    """Nobody is told how far it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question needs: ids of the outcome, of what may explain it, and of all figures."""

    outcome: str
    determinants: tuple[str, ...]
    figures: tuple[str, ...]


def wanted(question: Question) -> Wanted:
    """Return what a question needs. Raises Refused for one that cannot be asked."""
    determinants = _asked(question)
    outcome = id_of(question.outcome)
    if outcome not in OUTCOMES:
        raise Refused(
            gettext_noop("{asked} is geen uitkomst. Kies uit: {known}."),
            asked=outcome,
            known=", ".join(OUTCOMES),
        )
    other = other_income(determinants)
    figures = tuple(dict.fromkeys(("population", *CONTROLS, *determinants, other)))
    return Wanted(outcome, determinants, figures)


def analyse(question: Question, lines: Iterable[str], told: Told = _silent) -> Analysis:
    """Answer a question about the areas of a table.

    Raises Refused for a question or a table that cannot be.
    """
    needed = wanted(question)
    column = OUTCOMES[needed.outcome].format(year=question.year)
    absent = [one for one in needed.figures if one not in COLUMNS]
    if absent or not column:
        raise Refused(NOT_IN_TABLE, asked=", ".join(absent) or needed.outcome)
    panel = read(lines, Level(question.level), column, needed.figures)
    return analyse_panel(question, panel, told)


def analyse_panel(
    question: Question,
    panel: Panel,
    told: Told = _silent,
    shapes: Shapes | None = None,
    seed: int = SEED,
) -> Analysis:
    """Answer a question about areas that are known, and of which the shapes may be.

    `seed` is of the draws that tell a concentration from chance.

    Raises Refused for a question that cannot be asked.
    """
    needed = wanted(question)
    compared = chosen(panel, needed.determinants, question.fewest)
    found = study(compared.areas, told)
    aliases = {name: BY_ALIAS[name] for name in question.determinants if name in BY_ALIAS}
    said = sentences(found, needed.outcome)
    near = together = None
    if found.specifications:
        near = nearness(compared.areas, compared.codes, shapes)
        together = gathered(compared.areas, compared.codes, shapes, seed)
    return Analysis(
        question, compared.excluded, aliases, panel.refused, found, said, near, together
    )


def _asked(question: Question) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(id_of(one.strip()) for one in question.determinants))
    for one in found:
        if INDICATORS[one].unit is not Unit.PERCENT:
            raise Refused(NOT_IN_TABLE, asked=one)
    least = min(INDICATORS[one].fewest for one in found)
    if question.fewest < least:
        raise Refused(
            gettext_noop("Onder {least} inwoners geven we geen cijfer. Vraag {least} of meer."),
            least=least,
        )
    return found


def _specification(one: Specification) -> dict[str, Any]:
    return {
        "name": one.way.value,
        "converged": one.converged,
        "why": one.why,
        "n": one.n,
        "dispersion": None if one.dispersion != one.dispersion else round(one.dispersion, 4),
        "terms": {
            name: {
                "irr_per_10": term.ratio[0],
                "lo": term.ratio[1],
                "hi": term.ratio[2],
                "se": term.error,
                "coefficient": term.value,
            }
            for name, term in one.terms.items()
        },
    }
