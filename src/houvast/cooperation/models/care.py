"""The reference beside a track that youth help is involved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Organisation, own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.tracks import OnTrack


class CareContact(OnTrack):
    """With whom, whom to ring, from and until: no field of it can hold words (trust T-18)."""

    information_class = InformationClass.SH

    id = own_key()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=16)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="youth_help_once_at_a_time",
                fields=["track", "organisation"],
                condition=Q(until_on=None),
            ),
            models.CheckConstraint(
                name="youth_help_is_a_number_and_no_words",
                condition=Q(contact__regex=r"^\+[1-9][0-9]{7,14}$"),
            ),
            models.CheckConstraint(
                name="youth_help_ends_on_a_day",
                condition=Q(until_on=None, ended_by=None)
                | Q(until_on__gte=F("from_on"), ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="youth_help", fields=["track", "from_on"])]

    def __str__(self) -> str:
        return f"from {self.from_on:%Y-%m-%d}"
