"""Who may see whom, for which purpose and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass, Purpose
from houvast.people.models import Person
from houvast.sharing.models.registers import Ground, Partnership
from houvast.sharing.models.role_reviews import RoleReview
from houvast.sharing.models.step_resets import StepReset
from houvast.sharing.rules import Capacity
from houvast.sharing.rules.access import KeepReason
from houvast.sharing.rules.ties import TieSaid

__all__ = ["Assignment", "Ground", "Partnership", "RoleReview", "StepReset", "Tie"]


class Assignment(Kept):
    """Access (toewijzing) of one user to one person, for one purpose, until it expires.

    Never granted to oneself. `granted_by` is empty for a coach's own find only, and then
    `confirm_by` says until when the team lead confirms it.
    """

    information_class = InformationClass.PR

    id = own_key()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirm_by = models.DateField(null=True, blank=True)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    capacity = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Capacity])
    since = models.DateTimeField()
    until = models.DateTimeField()
    """When it ends or lapses: a quarter after somebody looked at it, or with its term."""
    term_ends = models.DateTimeField(null=True, blank=True)
    """Until when it may go on after a look, as the database counts it; else as `until`."""
    kept_for = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in KeepReason]
    )
    """Why somebody let it go on; empty for what was given for the first time."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_within_its_term", condition=Q(until__lte=F("term_ends"))
            ),
            models.CheckConstraint(
                name="assignment_ends_later", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_grants_himself_access",
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
            ),
            models.CheckConstraint(
                name="access_has_the_purpose_of_its_capacity",
                condition=Q(capacity=Capacity.WORK.value, purpose__in=("work_income", "placement"))
                | (~Q(capacity=Capacity.WORK.value) & Q(purpose=Purpose.GUIDANCE.value)),
            ),
            models.CheckConstraint(
                name="own_find_is_confirmed",
                condition=Q(granted_by__isnull=False) | Q(confirm_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="held", fields=["user", "purpose", "person", "until"]),
            models.Index(
                name="finds_waiting",
                fields=["municipality", "confirm_by"],
                condition=Q(granted_by=None, confirm_by__isnull=False),
            ),
            models.Index(
                name="find_of_a_person",
                fields=["person"],
                condition=Q(granted_by=None, confirm_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} until {self.until:%Y-%m-%d}"


class Tie(Kept):
    """The answer to: does this colleague know the young person in private? A yes closes the file.

    Rows are only added, and ended by the privacy officer. What kind of tie it is stands nowhere.
    """

    information_class = InformationClass.SH

    id = own_key()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_private = models.BooleanField()
    said_by = models.CharField(max_length=12, choices=[(one.value, one.value) for one in TieSaid])
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_answer_once",
                fields=["person", "user", "is_private"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="of_oneself_one_answers_oneself",
                condition=Q(said_by="colleague", entered_by=F("user"))
                | ~Q(said_by="colleague") & ~Q(entered_by=F("user")) & Q(is_private=True),
            ),
            models.CheckConstraint(
                name="a_tie_is_ended_by_somebody_else",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_by=F("user")),
            ),
        ]
        indexes = [
            models.Index(
                name="ties_of_user",
                fields=["user", "person"],
                condition=Q(is_private=True, ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.user_id}"
