"""Handovers (overdrachten): who asked whom, until when, and when they met."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import HandoverReason, HandoverState


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handovers that the actor may see."""

    def one(self, handover_id: UUID) -> "Handover":
        """The handover with this id. Raises NotFound."""
        found = self.filter(pk=handover_id).first()
        if found is None:
            raise NotFound
        return found


class Handover(OnTrack):
    """The question to another coach to hold on from here, with a deadline on each side."""

    information_class = InformationClass.PR

    id = own_key()
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in HandoverReason]
    )
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in HandoverState]
    )
    offered_at = models.DateTimeField()
    accept_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    introduce_by = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_handover_at_a_time",
                fields=["track"],
                condition=Q(state__in=["offered", "accepted"]),
            ),
            models.CheckConstraint(
                name="handover_to_someone_else", condition=~Q(to_user=F("from_user"))
            ),
            models.CheckConstraint(
                name="nobody_hands_over_to_himself", condition=~Q(to_user=F("offered_by"))
            ),
            models.CheckConstraint(
                name="accepted_handover_has_dates",
                condition=~Q(state__in=["accepted", "introduced"])
                | Q(answered_at__isnull=False, introduce_by__isnull=False),
            ),
            models.CheckConstraint(
                name="introduced_handover_has_a_day",
                condition=~Q(state="introduced") | Q(introduced_on__isnull=False),
            ),
        ]
        indexes = [models.Index(name="handovers_to_coach", fields=["to_user", "state"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"
