"""Bringing in a caseload: the table that waits for a yes, the import, and what came with it."""

from django.conf import settings
from django.db import models

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.tracks import OnTrack
from houvast.uploads.models import Upload


class CaseloadUpload(Upload):
    """A caseload that waits: names and entry reasons together, so of the class of the reasons."""

    information_class = InformationClass.CT

    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(name="uploads_of", fields=["uploaded_by", "until"])]


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
