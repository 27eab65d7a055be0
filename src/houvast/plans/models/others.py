"""Checks of other municipalities, as their files say: never taken for a reading of our own."""

from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.plans.models.checks import SHA256, Rows, of_a_user
from houvast.plans.rules.exchanging import LONGEST_GIVER, LONGEST_NAME
from houvast.plans.rules.judging import Responsible, Word
from houvast.plans.rules.schemes import CODE

THERE = Q(withdrawn_by=None, withdrawn_at=None)
GONE = Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False, answers=[], facts=[])


class OtherPlan(Kept):
    """A check that another municipality made and gave away. Taken back, only its name stays."""

    information_class = InformationClass.PR

    id = own_key()
    town = models.CharField(max_length=LONGEST_NAME)
    """The municipality that made the check, as the file says."""
    title = models.CharField(max_length=LONGEST_NAME)
    number = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    signed_at = models.DateTimeField()
    """When somebody there finished the check."""
    questions = models.CharField(max_length=20)
    """The version of the questions of Houvast that it was held against."""
    word = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Word])
    responsible = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Responsible]
    )
    scheme = models.CharField(max_length=20, blank=True)
    """For which scheme it was written, by its code; empty where the file does not say."""
    answers = models.JSONField()
    """For each question `id`, `state`, `level`, `passages` and `quotes`."""
    facts = models.JSONField()
    given_by = models.CharField(max_length=LONGEST_GIVER, blank=True)
    """Of whom it came, in the words of who took it in: the file itself proves nothing."""
    checksum = models.CharField(max_length=SHA256)
    brought_by = of_a_user()
    brought_at = models.DateTimeField()
    withdrawn_by = of_a_user(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_file_of_a_version_elsewhere",
                fields=["municipality", "town", "title", "number"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="other_plan_is_of_a_file",
                condition=Q(checksum__regex="^[0-9a-f]{64}$", number__gte=1)
                & ~Q(town="")
                & ~Q(title=""),
            ),
            models.CheckConstraint(
                name="other_plan_is_of_a_scheme", condition=Q(scheme="") | Q(scheme__regex=CODE)
            ),
            models.CheckConstraint(name="what_was_taken_back_is_gone", condition=THERE | GONE),
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.title}"
