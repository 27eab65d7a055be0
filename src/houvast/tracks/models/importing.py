"""Bringing in a caseload: the table that waits for a yes, the import, and what came with it."""

from uuid import UUID

from django.conf import settings
from django.db import models

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack


class UploadQuerySet(models.QuerySet["CaseloadUpload"]):
    """Tables that the actor has put up himself."""

    def one(self, upload_id: UUID) -> "CaseloadUpload":
        """The table with this id. Raises NotFound, also when its day is over."""
        found = self.filter(pk=upload_id).first()
        if found is None:
            raise NotFound
        return found


class CaseloadUpload(Kept):
    """A table that waits until who put it up says yes. Nobody else reads it; a day at most.

    Names and entry reasons stand in it together, so it carries the class of the reasons.
    """

    information_class = InformationClass.CT

    id = own_key()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)
    table = models.JSONField()
    chosen = models.JSONField(default=dict)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="uploads_of", fields=["uploaded_by", "until"])]

    def __str__(self) -> str:
        return f"{self.pk}"


class CaseloadImport(Kept):
    """That a caseload was brought in: by whom, when, why, and how many rows. No person is in it."""

    information_class = InformationClass.PR

    id = own_key()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    brought = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(name="imports_latest", fields=["municipality", "at"])]

    def __str__(self) -> str:
        return f"{self.at} {self.brought}"


class BroughtTrack(OnTrack):
    """With which import a track came. `key` is made of who it is, so that it comes once."""

    information_class = InformationClass.PR

    id = own_key()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    import_id = models.UUIDField()
    key = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="brought_once", fields=["municipality", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.track_id}"
