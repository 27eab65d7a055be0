"""What a plan weighs, in order, and the proof that several of them fit in one whole number.

A criterion further down only decides between plans that are equal for all above it. Two of them go
into one number when the upper one is multiplied by more than all of the lower one together. At
some size that no longer fits; so it is proved, in whole numbers of Python that have no end, before
an array is made. What does not fit is solved one after another (`plan`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from houvast.matching.rules.columns import Ints


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a plan costs by one measure: the lowest sum is the best plan."""

    name: str
    of_pair: Ints
    """k whole numbers from 0: the cost of each pair that is chosen."""
    of_nobody: Ints
    """n whole numbers from 0: the cost of each young person for whom nothing is proposed."""

    @property
    def dearest(self) -> int:
        """The highest cost of one choice."""
        return max(int(self.of_pair.max(initial=0)), int(self.of_nobody.max(initial=0)))

    def only(self, keep: Ints) -> "Criterion":
        """The same over fewer pairs."""
        return Criterion(self.name, self.of_pair[keep], self.of_nobody)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a solver can add up exactly."""

    most: int
    """The highest whole number in it."""
    times: int
    """How often the dearest choice is counted: what the solver multiplies or adds up."""
    easy: int = 10**9
    """Up to here one solve is quicker than two: the wider the numbers, the longer it takes."""


def weights(dearest: Sequence[int], people: int, limit: Limit) -> list[int]:
    """What each criterion is multiplied by, for costs up to `dearest`, most important first.

    Raises OverflowError when a sum of them could pass the limit: then nothing may be packed.
    """
    found = [1]
    for one in reversed(dearest[1:]):
        found.append(found[-1] * (people * one + 1))
    found.reverse()
    most = sum(weight * one for weight, one in zip(found, dearest, strict=True))
    if most * limit.times > limit.most:
        raise OverflowError(
            f"{len(dearest)} criteria in one number: {most:.1e} times {limit.times} passes"
            f" {limit.most:.1e}."
        )
    return found


def packed(criteria: Sequence[Criterion], people: int, limit: Limit) -> Criterion:
    """These criteria as one. Raises OverflowError before anything is multiplied."""
    by = weights([one.dearest for one in criteria], people, limit)
    pairs = [weight * one.of_pair for weight, one in zip(by, criteria, strict=True)]
    nobody = [weight * one.of_nobody for weight, one in zip(by, criteria, strict=True)]
    return Criterion(" > ".join(one.name for one in criteria), np.sum(pairs, 0), np.sum(nobody, 0))


def stages(criteria: Sequence[Criterion], people: int, limit: Limit) -> list[Sequence[Criterion]]:
    """The same criteria in groups that are quick to solve, most important first."""
    easy = Limit(min(limit.most // limit.times, limit.easy), 1)
    groups: list[list[Criterion]] = []
    for one in criteria:
        try:
            weights([each.dearest for each in (*groups[-1], one)], people, easy)
            groups[-1].append(one)
        except (IndexError, OverflowError):
            groups.append([one])
    return list(groups)
