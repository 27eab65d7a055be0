"""The decision to share (deelbesluit): what, to whom, why, until when, and what became of it."""

from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Organisation, own_key
from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.cooperation.models.allowed import Allowance
from houvast.cooperation.rules.restricting import RestrictedFor
from houvast.cooperation.rules.states import Label, Pushed, Receiver, ShareState, Told
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.states import FactKind

REASON = 300


def _of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class SharingQuerySet(models.QuerySet["Sharing"]):
    """Decisions that the actor may see."""

    def one(self, sharing_id: UUID) -> "Sharing":
        """The decision with this id. Raises NotFound."""
        found = self.filter(pk=sharing_id).first()
        if found is None:
            raise NotFound
        return found


class Sharing(OnTrack):
    """One decision to share (trust T-19). What was decided never changes; its state moves on."""

    information_class = InformationClass.SH

    id = own_key()
    from_controller = models.CharField(max_length=12, choices=_of(Controller))
    receiver = models.CharField(max_length=9, choices=_of(Receiver))
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    question = models.CharField(max_length=REASON)
    labels = ArrayField(models.CharField(max_length=10, choices=_of(Label)), default=list)
    """What it is about: all that a second person sees of the facts."""
    purpose = models.CharField(max_length=20, choices=_of(Purpose))
    ground = models.CharField(max_length=3, blank=True)
    necessity = models.CharField(max_length=REASON, blank=True)
    proportionality = models.CharField(max_length=REASON, blank=True)
    subsidiarity = models.CharField(max_length=REASON, blank=True)
    one_answer = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)
    """The first moment at which nothing can be read any more."""
    told = models.CharField(max_length=8, blank=True, choices=_of(Told))
    told_on = models.DateField(null=True, blank=True)
    withheld = models.CharField(max_length=REASON, blank=True)
    review_on = models.DateField(null=True, blank=True)
    allowance = models.ForeignKey(
        Allowance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The yes that it leans on, when the ground is consent."""
    secrecy = models.CharField(max_length=REASON, blank=True)
    state = models.CharField(max_length=12, choices=_of(ShareState))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    needs_second = models.BooleanField(default=False)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=REASON, blank=True)
    """Why it was withdrawn or refused."""

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sharing_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="shared_with_one_receiver",
                condition=Q(receiver="colleague", to_user__isnull=False, to_organisation=None)
                | Q(receiver="partner", to_user=None, to_organisation__isnull=False)
                | Q(receiver__in=["coaches", "table"], to_user=None, to_organisation=None),
            ),
            models.CheckConstraint(
                name="shared_with_somebody_else",
                condition=Q(to_user=None) | Q(decided_by=None) | ~Q(to_user=F("decided_by")),
            ),
            models.CheckConstraint(
                name="decided_with_reasons",
                condition=Q(state__in=["draft", "refused"])
                | ~(
                    Q(ground="")
                    | Q(necessity="")
                    | Q(proportionality="")
                    | Q(subsidiarity="")
                    | Q(told="")
                )
                & Q(decided_by__isnull=False, decided_at__isnull=False, until__isnull=False),
            ),
            models.CheckConstraint(
                name="young_person_told_or_why_not",
                condition=Q(told="")
                | Q(told__in=["told", "planned"], told_on__isnull=False)
                | Q(told="withheld", review_on__isnull=False) & ~Q(withheld=""),
            ),
            models.CheckConstraint(
                name="a_second_person_looked_along",
                condition=Q(state__in=["draft", "decided", "refused", "withdrawn"])
                | Q(needs_second=False)
                | Q(second__isnull=False, second_at__isnull=False) & ~Q(second=F("decided_by")),
            ),
            models.CheckConstraint(
                name="refused_and_withdrawn_say_why",
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(why_ended=""),
            ),
        ]
        indexes = [
            models.Index(name="shared_of_track", fields=["track", "asked_at"]),
            models.Index(name="shared_with_user", fields=["to_user", "state", "until"]),
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.receiver} {self.state}"


class SharedFact(OnTrack):
    """One row as it was when it was shared (trust T-20): a copy with its source and date.

    Who may read the kind reads it; who got it reads it while the decision lives. One that was put
    right is `dropped` and another row `replaces` it. Conditions of its source go along (T-21).
    """

    information_class = InformationClass.SH

    id = own_key()
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=2, choices=_of(InformationClass))
    label = models.CharField(max_length=10, choices=_of(Label))
    text = models.CharField(max_length=REASON)
    source = models.CharField(max_length=100)
    observed_on = models.DateField()
    certainty = models.CharField(max_length=8, choices=_of(FactKind))
    row = models.UUIDField()
    """The key of the row that it is a copy of."""
    passed_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The fact that was received and goes on from here."""
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    """Since when it is only kept (AVG 18): its receivers do not see it. Empty when it is free."""
    restricted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restricted_for = models.CharField(max_length=9, blank=True, choices=_of(RestrictedFor))
    lift_on = models.DateField(null=True, blank=True)
    """From which day it is shared again, once a letter told so. Its `Restriction` says the rest."""
    article = models.CharField(max_length=100, blank=True)
    officer = models.CharField(max_length=100, blank=True)
    disclosed_on = models.DateField(null=True, blank=True)
    for_purpose = models.CharField(max_length=100, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    no_onward = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hearsay_is_not_shared", condition=~Q(certainty="hearsay")),
            models.CheckConstraint(
                name="kinds_that_can_be_shared",
                condition=Q(kind__in=["ID", "PL", "WP", "PM", "WI", "SF"]),
            ),
            models.CheckConstraint(
                name="conditions_say_whose_they_are",
                condition=Q(no_onward=False, keep_until=None) | ~Q(article="") & ~Q(officer=""),
            ),
            models.CheckConstraint(
                name="restricted_on_a_ground",
                condition=Q(restricted_at=None, restricted_by=None, restricted_for="")
                | Q(restricted_at__isnull=False, restricted_by__isnull=False)
                & ~Q(restricted_for=""),
            ),
            models.CheckConstraint(
                name="lifted_from_a_day_while_restricted",
                condition=Q(lift_on=None) | Q(restricted_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="facts_of_sharing", fields=["sharing"])]

    def __str__(self) -> str:
        return f"{self.sharing_id} {self.label}"


class PushedTask(OnTrack):
    """What a receiver still has to do with what was shared: put right, remove, mark (T-23)."""

    information_class = InformationClass.SH

    id = own_key()
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=10, choices=_of(Pushed))
    made_at = models.DateTimeField()
    due = models.DateField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(name="tasks_of_sharing", fields=["sharing", "confirmed_at"])]

    def __str__(self) -> str:
        return f"{self.sharing_id} {self.kind}"
