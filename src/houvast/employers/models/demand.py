"""Work that proposals for teams missed, in codes: no person, and no number of them."""

from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.rules.demand import DayTime


class Demand(Kept):
    """Work that we miss, in three codes (welk werk missen we): nobody, and no number of them.

    Of a municipality and a month, never of a team or a day: it must not lead to who it was for.
    """

    information_class = InformationClass.PR

    id = own_key()
    occupation = models.CharField(max_length=4)
    """A unit group of ISCO-08."""
    region = models.CharField(max_length=2, blank=True)
    """The first two digits of postcodes, or unknown."""
    day_time = models.CharField(max_length=8, choices=[(one.value, one.value) for one in DayTime])
    month = models.DateField()
    """The first day of the month in which it was missed last."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="demand_once",
                fields=["municipality", "occupation", "region", "day_time"],
            ),
            models.CheckConstraint(
                name="demand_is_in_codes",
                condition=Q(occupation__regex="^[0-9]{4}$", region__regex="^([1-9][0-9])?$"),
            ),
            models.CheckConstraint(name="demand_of_a_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.occupation} {self.region}"
