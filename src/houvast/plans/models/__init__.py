"""Plans with what people decided about them, what is asked, and what later reports meet."""

from houvast.plans.models.checks import (
    Arrival,
    Catalogue,
    Document,
    Fact,
    FollowUp,
    Mark,
    Passage,
    Reading,
    RowSet,
    Suggestion,
    Version,
)
from houvast.plans.models.others import OtherPlan
from houvast.plans.models.questions import QuestionVersion
from houvast.plans.models.yardsticks import Yardstick, YardstickFigure

__all__ = [
    "Arrival",
    "Catalogue",
    "Document",
    "Fact",
    "FollowUp",
    "Mark",
    "OtherPlan",
    "Passage",
    "QuestionVersion",
    "Reading",
    "RowSet",
    "Suggestion",
    "Version",
    "Yardstick",
    "YardstickFigure",
]
