"""What a young person allows (toestemming), and the no: kept as it was answered."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Organisation, own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.allowed import AllowScope, AllowState
from houvast.errors import NotFound
from houvast.placements.rules.states import Answered
from houvast.tracks.models.tracks import OnTrack

HOW = [(one.value, one.value) for one in Answered]


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    """Answers that the actor may see."""

    def one(self, allowance_id: UUID) -> "Allowance":
        """The answer with this id. Raises NotFound."""
        found = self.filter(pk=allowance_id).first()
        if found is None:
            raise NotFound
        return found


class Allowance(OnTrack):
    """One question to a young person and the answer (T-26). It ends; it is never prolonged."""

    information_class = InformationClass.SH

    id = own_key()
    scope = models.CharField(max_length=24, choices=[(one.value, one.value) for one in AllowScope])
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)
    words = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in AllowState])
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=HOW)
    helped_by = models.CharField(max_length=60, blank=True)
    parent = models.CharField(max_length=8, blank=True, choices=HOW)
    until = models.DateField()
    """From this day on it holds no more."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AllowanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="allowance_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="allowed_scopes_of_the_list",
                condition=Q(scope__in=[one.value for one in AllowScope]),
            ),
            models.CheckConstraint(
                name="allowance_taken_back_on_a_day",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(name="allowances", fields=["track", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.scope} {self.state}"
