"""Use of what is restricted: who may read one fact for a while, on which ground, and who agreed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass, Purpose
from houvast.cooperation.models.sharing import REASON, SharedFact
from houvast.cooperation.rules.states import Label
from houvast.cooperation.rules.using import UseGround, UseState
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack

BELONGS: Any = {"on_delete": models.PROTECT, "related_name": "+"}
MAYBE: Any = BELONGS | {"null": True, "blank": True}
USER = settings.AUTH_USER_MODEL


class RestrictedUseQuerySet(models.QuerySet["RestrictedUse"]):
    """Uses that the actor may see."""

    def one(self, use_id: UUID) -> "RestrictedUse":
        """The use with this id. Raises NotFound."""
        found = self.filter(pk=use_id).first()
        if found is None:
            raise NotFound
        return found


class RestrictedUse(OnTrack):
    """One fact that is only kept, for one colleague and one purpose, until a moment (AVG 18.2)."""

    information_class = InformationClass.SH

    id = own_key()
    fact = models.ForeignKey(SharedFact, **BELONGS)
    label = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Label])
    """What it is about: all that the privacy officer sees of it."""
    ground = models.CharField(max_length=7, choices=[(one.value, one.value) for one in UseGround])
    reason = models.CharField(max_length=REASON)
    to_user = models.ForeignKey(USER, **BELONGS)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    until = models.DateTimeField()
    """The first moment at which it is only kept again."""
    state = models.CharField(max_length=7, choices=[(one.value, one.value) for one in UseState])
    asked_by = models.ForeignKey(USER, **BELONGS)
    asked_at = models.DateTimeField()
    second = models.ForeignKey(USER, **MAYBE)
    """The privacy officer who agreed, or said no."""
    second_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="used_by_nobody_who_decides",
                condition=Q(second=None) | ~Q(second=F("asked_by")) & ~Q(second=F("to_user")),
            ),
            models.CheckConstraint(
                name="used_after_two_said_yes",
                condition=Q(state__in=["asked", "ended"])
                | Q(second__isnull=False, second_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_use_of_a_fact_at_a_time",
                fields=["fact", "to_user"],
                condition=Q(state__in=["asked", "open"]),
            ),
        ]
        indexes = [models.Index(name="uses_of_fact", fields=["fact", "state"])]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.state}"
