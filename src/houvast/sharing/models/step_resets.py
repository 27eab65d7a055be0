"""A second step that was lost, and the two people who let somebody begin anew."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.sharing.rules.step_resets import WITHIN, Lost, ResetState, Shown


class StepReset(Kept):
    """Somebody was seen at the desk: a second person takes away the second step that is lost."""

    information_class = InformationClass.AL

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lost = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Lost])
    shown = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Shown])
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ResetState])
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_reset_waits", fields=["user"], condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="reset_never_for_oneself",
                condition=~Q(asked_by=F("user"))
                & (Q(answered_by=None) | ~Q(answered_by=F("user"))),
            ),
            models.CheckConstraint(
                name="reset_by_a_second_person",
                condition=~Q(state="done") | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="reset_is_answered_as_a_whole",
                condition=Q(state="asked", answered_by=None, answered_at=None)
                | Q(state="lapsed", answered_by=None, answered_at__isnull=False)
                | Q(
                    state__in=["done", "declined"],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="reset_within_a_day", condition=Q(until=F("asked_at") + WITHIN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at:%Y-%m-%d}"
