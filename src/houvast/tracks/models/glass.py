"""Noodtoegang (break-glass): who opened which file because of danger, and what came of it."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.glass import LONGEST_OPEN, Verdict


class GlassQuerySet(models.QuerySet["BreakGlass"]):
    """Emergencies that the actor may see."""

    def one(self, glass_id: UUID) -> "BreakGlass":
        """The one with this id. Raises NotFound."""
        found = self.filter(pk=glass_id).first()
        if found is None:
            raise NotFound
        return found


class BreakGlass(OnTrack):
    """One file opened in an emergency, by one colleague and for some minutes.

    Written by the database alone (migration 0069). While it lasts, the policies of what it opens
    ask for it at each statement; who looks at it afterwards is somebody else.
    """

    information_class = InformationClass.SH

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """The team of the track: its lead is told, and looks at it."""
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    lasts = models.DurationField()
    """How long it lasts, and again when a second person lengthens it."""
    until = models.DateTimeField()
    review_by = models.DateField()
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    extended_at = models.DateTimeField(null=True, blank=True)
    account = models.CharField(max_length=500, blank=True)
    """What the colleague did with it, in his own words."""
    accounted_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(
        max_length=13, blank=True, choices=[(one.value, one.value) for one in Verdict]
    )
    note = models.CharField(max_length=500, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = GlassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="glass_is_extended_by_a_second_person",
                condition=Q(extended_by=None, extended_at=None)
                | Q(extended_by__isnull=False, extended_at__isnull=False)
                & ~Q(extended_by=F("user")),
            ),
            models.CheckConstraint(
                name="glass_is_accounted_for_in_words",
                condition=Q(account="", accounted_at=None)
                | ~Q(account="") & Q(accounted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="glass_is_reviewed_by_a_second_person",
                condition=Q(verdict="", note="", reviewed_by=None, reviewed_at=None)
                | ~Q(verdict="")
                & ~Q(note="")
                & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                & ~Q(reviewed_by=F("user")),
            ),
            models.CheckConstraint(
                name="what_was_not_justified_ends_at_once",
                condition=~Q(verdict="not_justified") | Q(until__lte=F("reviewed_at")),
            ),
            models.CheckConstraint(
                name="glass_lasts_an_hour_at_most",
                condition=Q(lasts__gt=timedelta(0), lasts__lte=LONGEST_OPEN, until__gte=F("since")),
            ),
        ]
        indexes = [
            models.Index(name="glass_of_user", fields=["user", "until"]),
            models.Index(
                name="glass_to_review",
                fields=["municipality", "review_by"],
                condition=Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.since:%Y-%m-%d %H:%M}"
