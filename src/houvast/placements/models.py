"""Placements and aftercare: facts about work (class PM)."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.models import Workplace
from houvast.errors import NotFound
from houvast.placements.rules import AftercareState, PlacementState, Side
from houvast.tracks.models.tracks import OnTrack


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements that the actor may see."""

    def one(self, placement_id: UUID) -> "Placement":
        """The placement with this id. Raises NotFound."""
        found = self.filter(pk=placement_id).first()
        if found is None:
            raise NotFound
        return found


class Placement(OnTrack):
    """Someone and a workplace, from the first proposal to the last working day."""

    information_class = InformationClass.PM

    id = own_key()
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in PlacementState]
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    wanted_on = models.DateField(null=True, blank=True)
    """The young person said yes to this workplace on this day."""
    introduced_on = models.DateField(null=True, blank=True)
    trial_day = models.DateField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    day_one_companion = models.CharField(max_length=100, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_job_at_a_time",
                fields=["track"],
                condition=Q(state__in=["agreed", "started"]),
            ),
            models.UniqueConstraint(
                name="one_live_placement_per_workplace",
                fields=["track", "workplace"],
                condition=Q(state__in=["proposed", "wanted", "introduced", "agreed", "started"]),
            ),
            models.CheckConstraint(
                name="nothing_before_the_young_person_wants_it",
                condition=Q(state__in=["proposed", "not_started"]) | Q(wanted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="started_placement_has_a_day",
                condition=~Q(state__in=["started", "ended", "broken_off"])
                | Q(started_on__isnull=False),
            ),
            models.UniqueConstraint(name="placement_of_person", fields=["id", "person"]),
        ]
        indexes = [models.Index(name="placements_of_track", fields=["track", "state"])]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class AftercareMoment(OnTrack):
    """A check-in (nazorgmoment) with the young person or with the employer."""

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="aftercare")
    due = models.DateField()
    side = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Side])
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in AftercareState]
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_check_in_a_day_a_side", fields=["placement", "due", "side"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.due} {self.side} {self.state}"
