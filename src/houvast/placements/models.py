"""Placements and aftercare: facts about work (class PM)."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.models import Workplace
from houvast.errors import NotFound
from houvast.placements.rules.states import (
    AftercareState,
    Answered,
    ConsentScope,
    ConsentState,
    PlacementState,
    RetentionAnswer,
    RetentionMark,
    Side,
    Told,
)
from houvast.tracks.models.tracks import OnTrack

TOLD = [(one.value, one.value) for one in Told]


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements that the actor may see."""

    def one(self, placement_id: UUID) -> "Placement":
        """The placement with this id. Raises NotFound."""
        found = self.filter(pk=placement_id).first()
        if found is None:
            raise NotFound
        return found


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions and answers that the actor may see."""

    def one(self, consent_id: UUID) -> "Consent":
        """The question with this id. Raises NotFound."""
        found = self.filter(pk=consent_id).first()
        if found is None:
            raise NotFound
        return found


class Placement(OnTrack):
    """Someone and a workplace, from the first proposal to the last working day."""

    information_class = InformationClass.PM

    id = own_key()
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in PlacementState]
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    wanted_on = models.DateField(null=True, blank=True)
    """The young person said yes to this workplace on this day."""
    told_until = models.DateField(null=True, blank=True)
    """From which day the employer may be told nothing any more; null: nothing may be told at all.

    Written by a trigger on the consent only (migration 0004), so it cannot be claimed.
    """
    told_as = models.UUIDField(null=True, blank=True)
    """The consent whose lines hold now; written together with `told_until`."""
    introduced_on = models.DateField(null=True, blank=True)
    trial_day = models.DateField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    day_one_companion = models.CharField(max_length=100, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_job_at_a_time",
                fields=["track"],
                condition=Q(state__in=["agreed", "started"]),
            ),
            models.UniqueConstraint(
                name="one_live_placement_per_workplace",
                fields=["track", "workplace"],
                condition=Q(state__in=["proposed", "wanted", "introduced", "agreed", "started"]),
            ),
            models.CheckConstraint(
                name="nothing_before_the_young_person_wants_it",
                condition=Q(state__in=["proposed", "not_started"]) | Q(wanted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="started_placement_has_a_day",
                condition=~Q(state__in=["started", "ended", "broken_off"])
                | Q(started_on__isnull=False),
            ),
            models.UniqueConstraint(name="placement_of_person", fields=["id", "person"]),
        ]
        indexes = [models.Index(name="placements_of_track", fields=["track", "state"])]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


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


class AftercareMoment(OnTrack):
    """A check-in (nazorgmoment) with the young person or with the employer."""

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="aftercare")
    due = models.DateField()
    side = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Side])
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in AftercareState]
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    said = models.CharField(max_length=300, blank=True)
    """What the employer said about the work; what a young person said is an `AftercareNote`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_check_in_a_day_a_side", fields=["placement", "due", "side"]
            ),
            models.UniqueConstraint(name="check_in_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="only_an_employer_says_it_here", condition=Q(said="") | Q(side="employer")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due} {self.side} {self.state}"


class AftercareNote(OnTrack):
    """What the young person said at a check-in, in the words of the coach. Class WN."""

    information_class = InformationClass.WN

    id = own_key()
    moment = models.OneToOneField(AftercareMoment, on_delete=models.PROTECT, related_name="note")
    text = models.CharField(max_length=1000)

    def __str__(self) -> str:
        return f"{self.moment_id}"


class Retention(OnTrack):
    """Whether somebody still works, asked at 3, 6 and 12 months after the first working day."""

    information_class = InformationClass.PM

    id = own_key()
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="retentions")
    mark = models.CharField(max_length=9, choices=[(one.value, one.value) for one in RetentionMark])
    due = models.DateField()
    answer = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in RetentionAnswer]
    )
    """Empty until it is asked."""
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_mark_once", fields=["placement", "mark"]),
            models.CheckConstraint(
                name="retention_answered_by_someone_on_a_day",
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="retentions_due", fields=["track", "due"])]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.mark}"
