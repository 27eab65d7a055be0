"""Questions that a municipality asks of a plan itself, besides those of Houvast: by two people."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.plans.rules.own_questions import LONGEST_SENTENCE, LONGEST_WORD, MOST_WORDS
from houvast.sharing.models.registers import SECOND_PERSON, Version


def _words(longest: int, **more: Any) -> Any:
    return ArrayField(models.CharField(max_length=longest), size=MOST_WORDS, **more)


class QuestionVersion(Version):
    """A version of a question. One that comes with Houvast stands in its catalogue, not here."""

    code = models.CharField(max_length=4)
    """G and a number: no question of Houvast has that, so the two never get mixed up."""
    question = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    source = models.CharField(max_length=200)
    url = models.CharField(max_length=400, blank=True)
    read_on = models.DateField()
    strong = _words(LONGEST_WORD)
    weak = _words(LONGEST_WORD, blank=True)
    alike = _words(LONGEST_WORD, blank=True)
    examples = _words(LONGEST_SENTENCE)
    counters = _words(LONGEST_SENTENCE)
    gap_text = models.CharField(max_length=500)
    withdrawn = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_by_a_second_person",
                condition=SECOND_PERSON & Q(proposed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_question_in_force",
                fields=["municipality", "code"],
                condition=Q(state="in_force"),
            ),
            models.UniqueConstraint(
                name="one_question_proposed",
                fields=["municipality", "code"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="question_of_the_municipality", condition=Q(code__regex="^G[0-9]{2,3}$")
            ),
            models.CheckConstraint(
                name="question_says_why",
                condition=~Q(question="") & ~Q(why="") & ~Q(source="") & ~Q(gap_text=""),
            ),
            models.CheckConstraint(
                name="question_has_words_and_examples",
                condition=Q(strong__len__gte=1, examples__len__gte=1, counters__len__gte=1),
            ),
            models.CheckConstraint(
                name="question_has_its_source",
                condition=Q(url="") | Q(url__regex=r"^https?://[^[:space:]]+$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"
