"""What was seen or changed, by whom and why; rows are only ever added."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass


class Entry(Kept):
    """One thing one user did or tried (security audit). The app adds these and reads none."""

    information_class = InformationClass.AL

    id = own_key()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    role = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    refusal = models.CharField(max_length=60, blank=True)
    subject = models.UUIDField(null=True, blank=True)
    shown = ArrayField(models.UUIDField(), default=list)
    """The persons concerned, as pseudonyms: one row for a page, one processing line per person."""

    token = models.UUIDField(null=True, blank=True)
    """Which token a system showed; the database writes it (migration 0003), code cannot forget."""

    class Meta:
        indexes = [
            models.Index(name="audit_subject", fields=["subject", "at"]),
            models.Index(name="audit_at", fields=["municipality", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class ProcessingLine(models.Model):
    """What was done about one person (Logboek Dataverwerkingen): no actor, one line a person.

    The database writes it from the entry (migration 0002): code cannot forget it.
    """

    information_class = InformationClass.AL

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    operation = models.UUIDField()
    at = models.DateTimeField()
    activity = models.CharField(max_length=20)
    data_subject = models.UUIDField()
    destroy_on = models.DateField()

    class Meta:
        indexes = [models.Index(name="processing_subject", fields=["data_subject", "at"])]

    def __str__(self) -> str:
        return f"{self.activity} {self.data_subject}"
