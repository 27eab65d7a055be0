"""Contacts: that there was one, how it went, and the coach's note, each in its own table."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.moments import NextMoment
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    ContactState,
    Initiator,
    PlaceKind,
)


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts that the actor may see."""

    def standing(self) -> "ContactQuerySet":
        """Those that count: not put right by another, and not taken back."""
        return self.filter(state=ContactState.STANDS.value)


class Contact(OnTrack):
    """That someone talked to, or tried to reach, the young person: exists, when, by whom.

    The key may come from the form: the same contact sent twice is one contact. A correction is a
    row of its own that keeps maker, moment and `recorded_at` of the one it replaces.
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
    state = models.CharField(
        max_length=8,
        choices=[(one.value, one.value) for one in ContactState],
        default=ContactState.STANDS.value,
    )
    mended_at = models.DateTimeField(null=True, blank=True)
    """When it was replaced or undone."""
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacement"
    )
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """Who put right what this row replaces."""

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="contacts_of_track", fields=["track", "-at"]),
            models.Index(name="real_contacts", fields=["track", "is_real", "-at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="mended_contact_has_a_time",
                condition=Q(state="stands", mended_at__isnull=True)
                | ~Q(state="stands") & Q(mended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_replaces_something",
                condition=Q(replaces__isnull=True, corrected_by__isnull=True)
                | Q(replaces__isnull=False, corrected_by__isnull=False),
            ),
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
    reason = models.CharField(max_length=300, blank=True)
    """Of a correction: why it was put right."""
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
