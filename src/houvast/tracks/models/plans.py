"""The two plans and the measurements; each version and each measurement stays as it was."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import Answer, MeasureMoment, MeasureValue
from houvast.tracks.rules.plans import PlanPartner, PlanState, PlanTemplate


class OnPlan(OnTrack):
    """A version of a plan: its words stay, its state moves from draft to agreed to replaced."""

    information_class = InformationClass.PL

    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in PlanState])
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_with = ArrayField(
        models.CharField(max_length=18, choices=[(one.value, one.value) for one in PlanPartner]),
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"


class FuturePlan(OnPlan):
    """The plan of the young person, in his own words (toekomstplan)."""

    id = own_key()
    wants = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_future_plan_counts", fields=["track"], condition=Q(state="agreed")
            ),
            models.UniqueConstraint(
                name="one_draft_of_a_future_plan", fields=["track"], condition=Q(state="draft")
            ),
            models.CheckConstraint(
                name="future_plan_agreed_by_somebody",
                condition=~Q(state="agreed") | Q(agreed_on__isnull=False) & ~Q(agreed_with=[]),
            ),
        ]


class SupportPlan(OnPlan):
    """The plan of the professionals (ondersteuningsplan): who does what when are its steps."""

    id = own_key()
    template = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in PlanTemplate]
    )
    first = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LifeDomain])
    without_work = models.TextField(blank=True)
    without_future = models.TextField(blank=True)
    try_again_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_support_plan_counts", fields=["track"], condition=Q(state="agreed")
            ),
            models.UniqueConstraint(
                name="one_draft_of_a_support_plan", fields=["track"], condition=Q(state="draft")
            ),
            models.CheckConstraint(
                name="support_plan_agreed_by_somebody",
                condition=~Q(state="agreed") | Q(agreed_on__isnull=False) & ~Q(agreed_with=[]),
            ),
        ]


class Measurement(OnTrack):
    """The short form at one moment (meting): two questions here, a word per life domain below."""

    information_class = InformationClass.PL

    id = own_key()
    moment = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in MeasureMoment]
    )
    made_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    someone_stays = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Answer]
    )
    right_way = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Answer])

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_measurement_once", fields=["track", "moment"])
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.moment}"


class MeasurementAnswer(OnTrack):
    """How one life domain stood at one measurement."""

    information_class = InformationClass.PL

    id = own_key()
    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="answers")
    domain = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LifeDomain])
    value = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in MeasureValue]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_a_domain", fields=["measurement", "domain"])
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.value}"
