"""The steps of the plan."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import LONGEST_DESK, LONGEST_STEP, StepOwner, StepState


class StepQuerySet(models.QuerySet["Step"]):
    """Steps that the actor may see."""

    def one(self, step_id: UUID) -> "Step":
        """The step with this id. Raises NotFound."""
        found = self.filter(pk=step_id).first()
        if found is None:
            raise NotFound
        return found


class Step(OnTrack):
    """A small act in a life domain (stap): who takes it, and before which day.

    Its words stay as they were; only the day, the owner and what became of it change.
    """

    information_class = InformationClass.PL

    id = own_key()
    domain = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LifeDomain])
    what = models.CharField(max_length=LONGEST_STEP)
    owner = models.CharField(max_length=12, choices=[(one.value, one.value) for one in StepOwner])
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    desk = models.CharField(max_length=LONGEST_DESK, blank=True)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in StepState])
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_has_an_owner",
                condition=Q(owner="colleague", colleague__isnull=False, desk="")
                | Q(owner="desk", colleague__isnull=True) & ~Q(desk="")
                | Q(
                    owner__in=["coach", "young_person", "together"],
                    colleague__isnull=True,
                    desk="",
                ),
            ),
            models.CheckConstraint(
                name="left_step_says_when_and_by_whom",
                condition=Q(state="open", left_at__isnull=True, left_by__isnull=True, reason="")
                | Q(state="done", left_at__isnull=False, left_by__isnull=False, reason="")
                | Q(state="dropped", left_at__isnull=False, left_by__isnull=False) & ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(name="steps_of_track", fields=["track", "state", "due"]),
            models.Index(name="steps_of_colleague", fields=["colleague", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.state}"
