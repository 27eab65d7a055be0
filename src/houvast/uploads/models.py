"""What every table that waits carries; each importer keeps its own, of its own class."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models

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

    objects = UploadQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"
