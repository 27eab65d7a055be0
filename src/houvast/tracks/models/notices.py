"""Notices (berichten): that something waits for a colleague. No young person is in it."""

from django.conf import settings
from django.db import models

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.rules.notices import NoticeKind


class Notice(Kept):
    """One thing a colleague is told; `sent_at` is empty until the message has gone."""

    information_class = InformationClass.PR

    id = own_key()
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in NoticeKind])
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(name="notices_waiting", fields=["to_user", "sent_at"])]

    def __str__(self) -> str:
        return f"{self.kind}"
