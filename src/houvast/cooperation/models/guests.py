"""A question to a guest of a partner, and the answer: one track, one question (trust T-24)."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Organisation, own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.models.sharing import Sharing
from houvast.cooperation.rules.guests import LONGEST_ANSWER, LONGEST_DAYS, LONGEST_QUESTION
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import FactKind


class GuestQuestionQuerySet(models.QuerySet["GuestQuestion"]):
    """Questions that the actor may see; a guest sees the one that is open now."""

    def one(self, question_id: UUID) -> "GuestQuestion":
        """The question with this id. Raises NotFound."""
        found = self.select_related("organisation").filter(pk=question_id).first()
        if found is None:
            raise NotFound
        return found


class GuestQuestion(OnTrack):
    """One question to one guest, on one decision to share. It ends at the answer or its term.

    What was asked never changes. Whether it is open is no state of the row: the database asks at
    each statement whether guest, decision and covenant still carry it.
    """

    information_class = InformationClass.SH

    id = own_key()
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=LONGEST_QUESTION)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    """The first moment at which nothing can be read any more."""
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)

    objects = GuestQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="question_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="question_of_fourteen_days",
                condition=Q(until__gt=F("asked_at"))
                & Q(until__lt=F("asked_at") + timedelta(days=LONGEST_DAYS + 1, hours=1)),
            ),
            models.CheckConstraint(
                name="a_guest_is_somebody_else", condition=~Q(guest=F("asked_by"))
            ),
            models.CheckConstraint(
                name="answered_or_stopped",
                condition=Q(ended_at=None, ended_by=None, why_ended="")
                | Q(answered_at=None, ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(why_ended=""),
            ),
        ]
        indexes = [
            models.Index(name="questions_of_guest", fields=["guest", "until"]),
            models.Index(name="questions_of_track", fields=["track", "asked_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.until:%Y-%m-%d}"


class PartnerAnswer(OnTrack):
    """What a guest answered: a fact with a source, a day and how he knows it (trust T-10)."""

    information_class = InformationClass.CT

    id = own_key()
    question = models.OneToOneField(GuestQuestion, on_delete=models.PROTECT, related_name="answer")
    text = models.CharField(max_length=LONGEST_ANSWER)
    source = models.CharField(max_length=100)
    """The partner, by name."""
    certainty = models.CharField(max_length=8, choices=[(one.value, one.value) for one in FactKind])
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="read_by_somebody",
                condition=Q(read_by=None, read_at=None)
                | Q(read_by__isnull=False, read_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(name="answers_to_read", fields=["track"], condition=Q(read_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.source}"
