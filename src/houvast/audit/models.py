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

    trace = models.UUIDField(null=True, blank=True)
    """What this is a part of, when another system said so; else it stands by itself."""

    came_from = models.CharField(max_length=16, blank=True, default="")
    """The operation of that other system: 8 bytes in hexadecimals."""

    took = models.BigIntegerField(null=True, blank=True)
    """Microseconds from the beginning of the act until this entry."""

    class Meta:
        indexes = [
            models.Index(name="audit_subject", fields=["subject", "at"]),
            models.Index(name="audit_at", fields=["municipality", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class ProcessingLine(models.Model):
    """What was done about one person (Logboek Dataverwerkingen): no actor, one line a person.

    The database writes it from the entry (migration 0004): code cannot forget it. `operation` is
    the key of the entry, so the two logs are joined by it; `at` is when the operation began.
    """

    information_class = InformationClass.AL

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    operation = models.UUIDField()
    trace = models.UUIDField()
    came_from = models.CharField(max_length=16, blank=True, default="")
    at = models.DateTimeField()
    ended_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=1)
    """As in OpenTelemetry: 1 it went well, 2 it did not."""

    activity = models.CharField(max_length=20)
    data_subject = models.UUIDField()
    destroy_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(name="processing_subject", fields=["data_subject", "at"]),
            models.Index(name="processing_operation", fields=["operation"]),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.data_subject}"


class Waiting(models.Model):
    """The digest of an entry that no seal holds yet. The database writes and removes these."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    entry = models.UUIDField()
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "id"], name="audit_waiting_for")]

    def __str__(self) -> str:
        return str(self.entry)


class Seal(models.Model):
    """At most a thousand entries, chained to the seal before; `rules/chain.py` says how.

    The database makes these (`audit_seal_up`). The application sees none of them.
    """

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    many = models.PositiveIntegerField()
    total = models.BigIntegerField()
    """Entries in this seal and all before it."""
    sealed_at = models.DateTimeField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    entries = ArrayField(models.UUIDField())
    digests = models.BinaryField()
    """The digests of the entries one after the other, 32 bytes each, in the order of `entries`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="audit_seals_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.number}"


class Anchor(models.Model):
    """What our witness was told of a chain, with its signed answer. Written when it answered."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    seal = models.PositiveIntegerField()
    total = models.BigIntegerField()
    hash = models.BinaryField(max_length=64)
    at = models.DateTimeField()
    body = models.BinaryField()
    """What was signed, byte for byte; `key` and `signature` are ours."""
    key = models.BinaryField(max_length=64)
    signature = models.BinaryField(max_length=64)
    answer = models.BinaryField()
    witness = models.BinaryField(max_length=64)
    answer_signature = models.BinaryField(max_length=64)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "seal"], name="audit_a_seal_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.seal}"


class Witnessed(models.Model):
    """What another installation told us as its witness. Only ever added to, by the database."""

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(max_length=64)
    """Of the installation that told us."""
    municipality = models.UUIDField()
    seal = models.PositiveIntegerField()
    total = models.BigIntegerField()
    hash = models.BinaryField(max_length=64)
    body = models.BinaryField()
    signature = models.BinaryField(max_length=64)
    answer = models.BinaryField()
    answer_signature = models.BinaryField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "municipality", "seal"], name="audit_witnessed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.seal}"
