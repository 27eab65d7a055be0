"""What every table that waits carries; each importer keeps its own, of its own class."""

from typing import Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Func, IntegerField, When
from django.db.models.fields.json import KeyTransform

from houvast.accounts.models import Kept, own_key
from houvast.errors import NotFound

U = TypeVar("U", bound="Upload")


class UploadQuerySet(models.QuerySet[U]):
    """Tables that the actor has put up himself."""

    def one(self, upload_id: UUID) -> U:
        """The table with this id. Raises NotFound, also when its day is over."""
        found = self.filter(pk=upload_id).first()
        if found is None:
            raise NotFound
        return found

    def to_look_at(self) -> Self:
        """Each with `waits`: its table, fetched only while nobody said yes to it."""
        table = Case(When(asked_at=None, then=F("table")), output_field=models.JSONField())
        return self.defer("table").annotate(waits=table)

    def with_rows(self) -> Self:
        """Each with `rows`: how many there are in its table, which is not fetched for that."""
        rows = KeyTransform("rows", "table")
        many: Func = Func(rows, function="jsonb_array_length", output_field=IntegerField())
        return self.annotate(rows=many)


class Upload(Kept):
    """A table that waits until who put it up says yes. Nobody else reads it; a day at most."""

    id = own_key()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    until = models.DateTimeField()
    table = models.JSONField()
    chosen = models.JSONField(default=dict)
    asked_at = models.DateTimeField(null=True)
    """When somebody said a yes that a job carries out; nothing while the table is looked at."""
    began_at = models.DateTimeField(null=True)
    written = models.PositiveIntegerField(default=0)
    to_write = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(null=True)
    """What became of it: counts with the refused rows, or why nothing came in."""

    objects = UploadQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"
