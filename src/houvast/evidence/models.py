"""Cards of evidence as a municipality changed or added them: versions, by two people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.evidence.rules.cards import (
    CRITERIA,
    LOOKED_AT,
    MOST_PEOPLE,
    Design,
    Direction,
    Strength,
)
from houvast.sharing.models.registers import SECOND_PERSON, Version


def _kinds(kind: type[Direction] | type[Design] | type[Strength]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class CardVersion(Version):
    """A version of a card. What came with Houvast stands in its catalogue and has no row here."""

    code = models.CharField(max_length=40)
    """Of the card that it is a version of; an own card has one that no shipped card has."""
    title = models.CharField(max_length=120)
    approach = models.CharField(max_length=300)
    found = models.CharField(max_length=800)
    direction = models.CharField(max_length=14, choices=_kinds(Direction))
    design = models.CharField(max_length=10, choices=_kinds(Design))
    strength = models.CharField(max_length=8, choices=_kinds(Strength))
    place = models.CharField(max_length=120)
    sample = models.PositiveIntegerField(null=True, blank=True)
    effect = models.CharField(max_length=300, blank=True)
    limits = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=300)
    url = models.CharField(max_length=400, blank=True)
    read_on = models.DateField()
    to_verify = models.BooleanField()
    criteria = ArrayField(models.CharField(max_length=3))
    contradicts = ArrayField(models.CharField(max_length=40), blank=True)
    withdrawn = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="card_by_a_second_person",
                condition=SECOND_PERSON & Q(proposed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_card_in_force",
                fields=["municipality", "code"],
                condition=Q(state="in_force"),
            ),
            models.UniqueConstraint(
                name="one_card_proposed",
                fields=["municipality", "code"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="card_of_a_question",
                condition=Q(criteria__len__gte=1) & Q(criteria__contained_by=list(CRITERIA)),
            ),
            models.CheckConstraint(
                name="card_of_a_trial_says_how_much",
                condition=Q(direction="not_yet", effect="")
                | ~Q(direction="not_yet")
                & (
                    ~Q(design="trial")
                    | ~Q(effect="") & (Q(sample__isnull=False) | Q(to_verify=True))
                ),
            ),
            models.CheckConstraint(
                name="card_counts_people",
                condition=Q(sample__isnull=True)
                | Q(
                    sample__gte=1,
                    sample__lte=MOST_PEOPLE,
                    design__in=[one.value for one in LOOKED_AT],
                ),
            ),
            models.CheckConstraint(
                name="card_has_its_source",
                condition=~Q(source="") & (Q(url="") | Q(url__regex=r"^https?://[^[:space:]]+$")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
