"""The lists of one young person over all open workplaces, without asking each of them apart.

They are exactly those of `lists.suggest`, which stays the one that people read: a test compares the
two on anything at all. What is shown is explained one by one, by `explain`.
"""

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.ordering import Lists
from houvast.matching.rules.question import Question
from houvast.matching.rules.ways import way

HERE = "houvast.matching.rules"


def lists(asked: Question, drawn: Ints) -> Lists:
    """All lists of a day. `drawn` orders equal points: the highest number first."""
    found: Lists = way(HERE).lists(asked, drawn)
    return found


def how_many_fit(asked: Question) -> int:
    """How many workplaces fit."""
    count: int = way(HERE).how_many_fit(asked)
    return count
