"""What Werk & Inkomen lets others know: whether they help, yes or no, and nothing of how."""

from django.conf import settings
from django.db import models

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.states import Topic
from houvast.tracks.models.tracks import OnTrack


class WorkFact(OnTrack):
    """One yes or no of Werk & Inkomen (trust T-17). A newer one takes over, none changes."""

    information_class = InformationClass.WI

    id = own_key()
    topic = models.CharField(max_length=9, choices=[(one.value, one.value) for one in Topic])
    helps = models.BooleanField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="work_facts", fields=["track", "topic", "answered_at"])]

    def __str__(self) -> str:
        return f"{self.topic} {self.helps}"
