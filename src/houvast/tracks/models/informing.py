"""The duty to tell: by when whom, the proof that it was done, and why it waits."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from houvast.accounts.models import Municipality, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.settings import NOW
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.informing import (
    Audience,
    HoldGround,
    HoldKind,
    HoldState,
    Language,
    TellChannel,
)
from houvast.tracks.rules.states import InformationState

AUDIENCES = [(one.value, one.value) for one in Audience]


class MomentQuerySet(models.QuerySet["InformationMoment"]):
    """Duties to tell that the actor may see."""

    def late(self, today: date) -> "MomentQuerySet":
        """Those whose day is over, of tracks that are not closed."""
        waits = self.filter(state__in=["planned", "postponed"]).exclude(track__state="closed")
        return waits.annotate(by_when=Coalesce("postponed_until", "due")).filter(by_when__lt=today)


class InformationMoment(OnTrack):
    """The duty to tell somebody that we keep a file, and why (AVG 13 and 14).

    One for the young person; the database adds one for who has a say over him, as long as he is
    younger than the programme says or his age is not known. `due` only moves forward: the first
    contact and the first disclosure bring it closer (migration 0064).
    """

    information_class = InformationClass.PR

    id = own_key()
    audience = models.CharField(
        max_length=14, choices=AUDIENCES, default=Audience.YOUNG_PERSON.value
    )
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in InformationState]
    )
    since = models.DateField()
    """The day of the first stored fact."""
    due = models.DateField()
    postponed_until = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = MomentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_audience_once",
                fields=["track", "audience"],
                condition=~Q(audience="emergency"),
            ),
            models.UniqueConstraint(
                name="one_emergency_to_tell",
                fields=["track"],
                condition=Q(audience="emergency", state__in=["planned", "postponed"]),
            ),
            models.CheckConstraint(
                name="told_by_someone_on_a_day",
                condition=~Q(state="told") | Q(told_on__isnull=False, told_by__isnull=False),
            ),
            models.CheckConstraint(
                name="later_has_an_end",
                condition=~Q(state="postponed") | Q(postponed_until__isnull=False),
            ),
            models.CheckConstraint(
                name="a_young_person_always_hears_it",
                condition=Q(state__in=["planned", "told", "postponed"])
                | Q(state__in=["left_out", "not_needed"], audience="representative"),
            ),
        ]
        indexes = [
            models.Index(
                name="still_to_tell",
                fields=["municipality", "due"],
                condition=Q(state__in=["planned", "postponed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.audience} {self.state}"


class ProofOfTelling(OnTrack):
    """That somebody heard it: how, with which words, in which language, when and from whom."""

    information_class = InformationClass.SH

    id = own_key()
    moment = models.ForeignKey(InformationMoment, on_delete=models.PROTECT, related_name="proofs")
    channel = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in TellChannel]
    )
    words = models.CharField(max_length=24)
    """The id of the letter or leaflet: `rules/letters.py` has the text."""
    language = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Language])
    on = models.DateField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_names_its_words", condition=Q(words__regex=r"^[a-z]+-[0-9]+$")
            )
        ]

    def __str__(self) -> str:
        return f"{self.moment_id} {self.words}"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Questions to wait that the actor may see."""

    def one(self, hold_id: UUID) -> "Hold":
        """The question with this id. Raises NotFound."""
        found = self.filter(pk=hold_id).first()
        if found is None:
            raise NotFound
        return found


class Hold(OnTrack):
    """A question to tell somebody later (uitstel), or parents not at all, and what became of it.

    The coach asks, a second person decides. The database says whether it is a repeat; a repeat
    rests on a decision of the controller with the advice of the FG.
    """

    information_class = InformationClass.SH

    id = own_key()
    moment = models.ForeignKey(InformationMoment, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in HoldKind])
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in HoldGround])
    reason = models.TextField()
    until = models.DateField(null=True, blank=True)
    repeats = models.BooleanField(default=False)
    """An earlier question for the same person was agreed. The database says so."""
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in HoldState])
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    """Why the second person says yes or no."""
    decided_by = models.CharField(max_length=120, blank=True)
    """On a repeat: who decided for the controller, by function."""
    decided_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
    fg_on = models.DateField(null=True, blank=True)
    fg_advice = models.TextField(blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_question_to_wait", fields=["moment"], condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="only_later_has_an_end",
                condition=Q(kind="later", until__isnull=False)
                | Q(kind="leave_out", until__isnull=True, ground="young_person_unsafe"),
            ),
            models.CheckConstraint(
                name="hold_answered_by_a_second_person",
                condition=Q(state="asked", answered_by__isnull=True, answered_at__isnull=True)
                | Q(state__in=["agreed", "declined"], answered_at__isnull=False)
                & Q(answered_by__isnull=False)
                & ~Q(answered_by=F("asked_by"))
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="a_repeat_rests_on_a_decision",
                condition=Q(repeats=False)
                | ~Q(state="agreed")
                | Q(decided_on__isnull=False, fg_on__isnull=False, fg_on__lte=F("decided_on"))
                & ~Q(decided_by="")
                & ~Q(document="")
                & ~Q(fg_advice=""),
            ),
            models.CheckConstraint(name="hold_has_a_reason", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(
                name="holds_waiting",
                fields=["municipality", "asked_at"],
                condition=Q(state="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.moment_id} {self.kind} {self.state}"


class LetterSender(models.Model):
    """Who sends the letters of a municipality (afzender). The newest counts; none changes."""

    id = own_key()
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="letter_senders"
    )
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    fg = models.CharField(max_length=200)
    """How one reaches the FG."""
    ground = models.TextField()
    """Why we may keep a file, in plain words: what the controller has decided (trust L2)."""
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=NOW)

    class Meta:
        indexes = [models.Index(name="newest_sender", fields=["municipality", "-set_at"])]

    def __str__(self) -> str:
        return self.name
