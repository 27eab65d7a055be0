"""A placement (plaatsing): someone and a workplace, its trial days and its terms (class PM)."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.models import Workplace
from houvast.employers.rules.states import PayKind
from houvast.errors import NotFound
from houvast.placements.rules.states import (
    ContractKind,
    PlacementState,
    TrialNext,
    TrialState,
    TrialView,
)
from houvast.tracks.models.tracks import OnTrack

VIEWS = [(one.value, one.value) for one in TrialView]
NOTED = Q(noted_on__isnull=False, noted_by__isnull=False) & ~Q(next_step="")


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
    told_until = models.DateField(null=True, blank=True)
    """From which day the employer may be told nothing any more; null: nothing may be told at all.

    Written by a trigger on the consent only (migration 0004), so it cannot be claimed.
    """
    told_as = models.UUIDField(null=True, blank=True)
    """The consent whose lines hold now; written together with `told_until`."""
    may_call = models.BooleanField(default=False)
    """Whether the employer may be rung after the start; written together with `told_until`."""
    introduced_on = models.DateField(null=True, blank=True)
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
            models.CheckConstraint(
                name="work_begins_after_they_met",
                condition=Q(started_on__isnull=True)
                | Q(introduced_on__isnull=False, started_on__gte=F("introduced_on")),
            ),
            models.UniqueConstraint(name="placement_of_person", fields=["id", "person"]),
        ]
        indexes = [models.Index(name="placements_of_track", fields=["track", "state"])]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class TrialDay(OnTrack):
    """A day on which the young person comes along to see the work (meeloopdag).

    What both want after it are closed answers about going on, and no words about anybody.
    """

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="trial_days")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in TrialState])
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField()
    young_person = models.CharField(max_length=10, blank=True, choices=VIEWS)
    employer = models.CharField(max_length=10, blank=True, choices=VIEWS)
    next_step = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in TrialNext]
    )
    noted_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_trial_day_ahead", fields=["placement"], condition=Q(state="planned")
            ),
            models.CheckConstraint(
                name="trial_day_is_noted_whole",
                condition=Q(
                    state="planned",
                    young_person="",
                    employer="",
                    next_step="",
                    noted_on__isnull=True,
                    noted_by__isnull=True,
                )
                | Q(NOTED, ~Q(young_person=""), ~Q(employer=""), state="held")
                | Q(NOTED, state="not_held", young_person="", employer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.state}"


class AgreedTerms(OnTrack):
    """What was agreed with the employer (afspraken), a version a row; the latest counts.

    It says nothing about the young person, and is never part of what an employer is told.
    """

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="terms")
    hours = models.PositiveSmallIntegerField()
    """A week."""
    days = models.PositiveSmallIntegerField()
    """Seven bits, Monday first."""
    contract = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in ContractKind]
    )
    pay_kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in PayKind])
    wage_cents = models.PositiveIntegerField(null=True, blank=True)
    """An hour, gross; only where a wage is paid."""
    contact_person = models.CharField(max_length=120)
    """Whom the young person asks at the workplace."""
    at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreed_hours_and_days_can_be",
                condition=Q(hours__gte=1, hours__lte=60, days__gte=1, days__lte=127),
            ),
            models.CheckConstraint(
                name="agreed_wage_where_a_wage_is_paid",
                condition=Q(pay_kind="wage", wage_cents__gte=1, wage_cents__lte=20000)
                | Q(pay_kind__in=["allowance", "benefit_kept", "unpaid"], wage_cents__isnull=True),
            ),
            models.CheckConstraint(name="somebody_to_ask_at_work", condition=~Q(contact_person="")),
        ]
        indexes = [models.Index(name="terms_of_placement", fields=["placement", "-at"])]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.hours}"
