"""The reference beside a track that a case is also at a Zorg- en Veiligheidshuis."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.zvh import REFERENCE, ZvhState
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack


class ZvhQuerySet(models.QuerySet["ZvhCase"]):
    """References that the actor may see."""

    def running(self, track_id: UUID) -> "ZvhCase":
        """The one that runs beside this track. Raises NotFound."""
        found = self.filter(track=track_id).exclude(state=ZvhState.ENDED.value).first()
        if found is None:
            raise NotFound
        return found


class ZvhCase(OnTrack):
    """Reference, state, whom to ring, from and until: no field of it can hold words."""

    information_class = InformationClass.PR

    id = own_key()
    reference = models.CharField(max_length=20)
    contact = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ZvhState])
    from_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    referred_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ZvhQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="once_at_a_time_at_a_zvh", fields=["track"], condition=~Q(state="ended")
            ),
            models.CheckConstraint(
                name="a_zvh_case_is_a_number_and_no_words",
                condition=Q(reference__regex=REFERENCE) & Q(contact__regex=r"^\+[1-9][0-9]{7,14}$"),
            ),
            models.CheckConstraint(
                name="a_zvh_case_ends_on_a_day",
                condition=Q(state="ended", until_on__gte=F("from_on"), ended_by__isnull=False)
                | ~Q(state="ended") & Q(until_on__isnull=True, ended_by__isnull=True),
            ),
            models.CheckConstraint(
                name="accepted_there_on_a_day",
                condition=~Q(state="accepted") | Q(accepted_on__gte=F("from_on")),
            ),
        ]
        indexes = [models.Index(name="zvh_cases", fields=["municipality", "state", "from_on"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.state}"
