"""What a list shows of a track, in one row: kept by the database, from the tables it is about."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from houvast.accounts.models import Team
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.contacts import Contact
from houvast.tracks.models.moments import NextMoment
from houvast.tracks.models.tracks import OnTrack, Track
from houvast.tracks.rules.states import ContactChannel, MilestoneKind


class Glance(OnTrack):
    """Process facts of one track at a glance (ADR 0027).

    A list of three hundred tracks would ask seven tables for each of them, and the policies of
    each. Triggers on those tables write the row anew with every change, so nobody can claim one;
    `tracks_glances_that_differ()` gives the tracks whose row is not what the tables say: none.
    """

    information_class = InformationClass.PR

    track = models.OneToOneField(
        Track, primary_key=True, on_delete=models.PROTECT, related_name="glance"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """The team of the track: what the policy of who steers asks."""
    moment = models.ForeignKey(
        NextMoment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The planned next moment; who may see what it is about finds that by its key."""
    due = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who keeps that moment."""
    agreed = models.BooleanField(default=False)
    """Whether it was agreed with the young person."""
    last_real = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The last real contact that stands."""
    last_real_at = models.DateTimeField(null=True, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    """The highest rung of the ladder that is raised; 0 is none."""
    reached = ArrayField(
        models.CharField(max_length=14, choices=[(one.value, one.value) for one in MilestoneKind]),
        default=list,
        blank=True,
    )
    back_on = models.DateField(null=True, blank=True)
    """The day of the return of who is away."""
    reachable_via = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in ContactChannel]
    )
    lead_until = models.DateTimeField(null=True, blank=True)
    """When the access of the lead coach ends, or ended."""

    def __str__(self) -> str:
        return f"{self.track_id}"
