"""The yes (toestemming) of a young person to one workplace, and what exactly is told."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.placements.models.placements import Placement
from houvast.placements.rules.states import Answered, CallsAnswer, ConsentScope, ConsentState, Told
from houvast.tracks.models.tracks import OnTrack

TOLD = [(one.value, one.value) for one in Told]


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions and answers that the actor may see."""

    def one(self, consent_id: UUID) -> "Consent":
        """The question with this id. Raises NotFound."""
        found = self.filter(pk=consent_id).first()
        if found is None:
            raise NotFound
        return found


class Consent(OnTrack):
    """The yes (toestemming) of a young person to telling one employer some lines, or the question.

    What was asked never changes: another text is another question (trust T-26). Class SH.
    """

    information_class = InformationClass.SH

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="consents")
    scope = models.CharField(
        max_length=24, choices=[(one.value, one.value) for one in ConsentScope]
    )
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in ConsentState])
    words = models.CharField(max_length=10)
    """The version of the sentences that were shown."""
    fields = ArrayField(models.CharField(max_length=16, choices=TOLD))
    """Which lines the young person saw; each is a `ToldLine`."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Answered]
    )
    helped_by = models.CharField(max_length=60, blank=True)
    """In which language, or with whom beside them, it was explained."""
    parent = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Answered]
    )
    """How a parent or guardian said yes too, below 16."""
    calls = models.CharField(
        max_length=9, blank=True, choices=[(one.value, one.value) for one in CallsAnswer]
    )
    """Whether the employer may be rung after the start; empty until the yes is given."""
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_yes_per_workplace", fields=["placement"], condition=Q(state="given")
            ),
            models.UniqueConstraint(
                name="one_question_per_workplace", fields=["placement"], condition=Q(state="asked")
            ),
            models.UniqueConstraint(name="consent_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="a_yes_says_how_and_until_when",
                condition=~Q(state__in=["given", "withdrawn"])
                | (~Q(how="") & Q(answered_at__isnull=False, until__isnull=False)),
            ),
            models.CheckConstraint(
                name="calls_come_with_the_yes",
                condition=Q(calls="") | Q(state__in=["given", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="taken_back_on_a_day",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.state}"


class ToldLine(OnTrack):
    """One line as the young person saw it and as the employer may get it. Added, never changed."""

    information_class = InformationClass.PM

    id = own_key()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="lines")
    field = models.CharField(max_length=16, choices=TOLD)
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="each_line_once", fields=["consent", "field"])]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.field}"
