"""Aftercare (nazorg) with both sides, and whether work lasted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.placements.models.placements import Placement
from houvast.placements.rules.states import (
    AftercareState,
    RetentionAnswer,
    RetentionMark,
    Side,
)
from houvast.tracks.models.tracks import OnTrack


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

    said = models.CharField(max_length=300, blank=True)
    """What the employer said about the work; what a young person said is an `AftercareNote`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_check_in_a_day_a_side", fields=["placement", "due", "side"]
            ),
            models.UniqueConstraint(name="check_in_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="only_an_employer_says_it_here", condition=Q(said="") | Q(side="employer")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due} {self.side} {self.state}"


class AftercareNote(OnTrack):
    """What the young person said at a check-in, in the words of the coach. Class WN."""

    information_class = InformationClass.WN

    id = own_key()
    moment = models.OneToOneField(AftercareMoment, on_delete=models.PROTECT, related_name="note")
    text = models.CharField(max_length=1000)

    def __str__(self) -> str:
        return f"{self.moment_id}"


class Retention(OnTrack):
    """Whether somebody still works, asked at 3, 6 and 12 months after the first working day."""

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="retentions")
    mark = models.CharField(max_length=9, choices=[(one.value, one.value) for one in RetentionMark])
    due = models.DateField()
    answer = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in RetentionAnswer]
    )
    """Empty until it is asked."""
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_mark_once", fields=["placement", "mark"]),
            models.CheckConstraint(
                name="retention_answered_by_someone_on_a_day",
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="retentions_due", fields=["track", "due"])]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.mark}"
