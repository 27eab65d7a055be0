"""Plans with what people decided about them, and the questions that a municipality asks itself."""

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
from houvast.plans.models.questions import QuestionVersion

__all__ = [
    "Arrival",
    "Catalogue",
    "Document",
    "Fact",
    "FollowUp",
    "Mark",
    "Passage",
    "QuestionVersion",
    "Reading",
    "RowSet",
    "Suggestion",
    "Version",
]
