"""How many young people, of the whole municipality over half years: of nobody, and frozen."""

from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.placements.rules.counting import COUNTED, LEAST


class ProgrammeCount(Kept):
    """One or more half years together, as soon as there were ten people in them, in fives.

    A function of the database writes it, once (migration 0017). Each person is in one row of a
    measure at most, so no two numbers differ by a few people (disclosure D-14, D-23).
    """

    information_class = InformationClass.PR

    id = own_key()
    measure = models.CharField(max_length=8, choices=[(one, one) for one in COUNTED])
    since = models.DateField()
    until = models.DateField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="half_years_are_counted_once", fields=["municipality", "measure", "since"]
            ),
            models.CheckConstraint(
                name="fewer_than_ten_are_never_told", condition=Q(number__gte=LEAST)
            ),
            models.CheckConstraint(name="half_years_end", condition=Q(until__gt=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.until}"
