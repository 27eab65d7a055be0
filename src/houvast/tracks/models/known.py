"""Who asked whether somebody is known here, what for and why; about whom stands in the trail."""

from django.conf import settings
from django.db import models

from houvast.accounts.models import Kept, Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.rules.known import AskedFor


class KnownQuestion(Kept):
    """One question, and whether the answer was yes. Written by the database alone."""

    information_class = InformationClass.SH

    id = own_key()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """The team of who asked: its lead sees that was asked."""
    at = models.DateTimeField()
    asked_on = models.DateField()
    asked_for = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in AskedFor]
    )
    reason = models.CharField(max_length=300)
    was_known = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="known_here_is_for_something",
                condition=models.Q(asked_for__in=[one.value for one in AskedFor]),
            ),
        ]
        indexes = [models.Index(name="known_asked", fields=["asked_by", "asked_on"])]

    def __str__(self) -> str:
        return f"{self.asked_by_id} {self.asked_on}"
