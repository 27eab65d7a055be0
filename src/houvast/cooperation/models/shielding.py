"""A track of which nobody hears that it is here, and who asked for it meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.shielding import LONGEST, ShieldReason
from houvast.people.models import Person
from houvast.tracks.models import Track
from houvast.tracks.models.tracks import OnTrack


class Shield(OnTrack):
    """From and until when "known here?" says no of this young person, and why (trust T-06)."""

    information_class = InformationClass.SH

    id = own_key()
    reason = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in ShieldReason]
    )
    from_on = models.DateField()
    until_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="shielded_once_at_a_time", fields=["track"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="shield_of_a_quarter",
                condition=Q(until_on__gt=F("from_on")) & Q(until_on__lte=F("from_on") + LONGEST),
            ),
            models.CheckConstraint(
                name="shield_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="shields_of_person", fields=["person", "until_on"])]

    def __str__(self) -> str:
        return f"until {self.until_on:%Y-%m-%d}"


class ShieldedQuestion(Kept):
    """One row for each question whether somebody is known here, written by the answer itself.

    Of nobody, unless it was about who is shielded: so both answers take the same road.
    """

    information_class = InformationClass.SH

    id = own_key()
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="of_who_is_shielded_or_of_nobody",
                condition=Q(track=None, person=None, asked_by=None)
                | Q(track__isnull=False, person__isnull=False, asked_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="shield_asked",
                fields=["track", "at"],
                condition=Q(track__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
