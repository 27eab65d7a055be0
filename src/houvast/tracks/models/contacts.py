"""Contacts: that there was one, how it went, and the coach's note, each in its own table."""

from django.conf import settings
from django.db import models

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.moments import NextMoment
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import ContactChannel, ContactOutcome, Initiator, PlaceKind


class Contact(OnTrack):
    """That someone talked to, or tried to reach, the young person: exists, when, by whom.

    The key may come from the form: the same contact sent twice is one contact.
    """

    information_class = InformationClass.PR

    id = own_key()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    is_real = models.BooleanField()
    moment = models.ForeignKey(NextMoment, on_delete=models.PROTECT, related_name="+")
    """The next moment that came out of it."""

    class Meta:
        indexes = [
            models.Index(name="contacts_of_track", fields=["track", "-at"]),
            models.Index(name="real_contacts", fields=["track", "is_real", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class ContactDetail(OnTrack):
    """How a contact went."""

    information_class = InformationClass.CT

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.PROTECT, related_name="detail"
    )
    channel = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ContactChannel]
    )
    place_kind = models.CharField(
        max_length=14, choices=[(one.value, one.value) for one in PlaceKind]
    )
    outcome = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in ContactOutcome]
    )
    initiator = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Initiator]
    )
    worried = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.contact_id}"


class WorkNote(OnTrack):
    """The coach's note with a contact; part of the file, the young person may read it."""

    information_class = InformationClass.WN

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.PROTECT, related_name="note"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.contact_id}"
