"""A young person who is away for a while: until when, and how to reach him or her. Never why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import ContactChannel


class Absence(OnTrack):
    """Away until a day (afwezig tot). Neutral: it says nothing about where, and has no reason."""

    information_class = InformationClass.PR

    id = own_key()
    until_on = models.DateField()
    """The day of the return."""
    reachable_via = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ContactChannel]
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_absence_at_a_time", fields=["track"], condition=Q(ended_at__isnull=True)
            )
        ]
