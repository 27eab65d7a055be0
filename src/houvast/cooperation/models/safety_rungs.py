"""The ladder of Veiligheid: that a signal waits too long, and who is asked. Nothing else of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.models.safety import MAYOR, SafetySignal
from houvast.cooperation.rules.safety_ladder import HIGHEST
from houvast.people.models import Person
from houvast.tracks.rules.states import RungState

BELONGS: Any = {"on_delete": models.PROTECT, "related_name": "+"}
MAYBE: Any = BELONGS | {"null": True, "blank": True}


class SafetyRung(Kept):
    """A rung of the ladder of Veiligheid (trede). It stands apart from those of the college."""

    information_class = InformationClass.PR

    id = own_key()
    person = models.ForeignKey(Person, **BELONGS)
    signal = models.ForeignKey(SafetySignal, on_delete=models.PROTECT, related_name="rungs")
    level = models.PositiveSmallIntegerField()
    """1 who entered it, 2 a colleague of the triage, 3 the privacy officer."""
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BELONGS)
    overdue_since = models.DateField()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in RungState])
    left_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **MAYBE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rung_of_a_safety_signal",
                fields=["signal"],
                condition=Q(state=RungState.RAISED.value),
            ),
            models.CheckConstraint(name="safety_rung_of_the_mayor", condition=Q(controller=MAYOR)),
            models.CheckConstraint(
                name="safety_rung_level_exists", condition=Q(level__gte=1, level__lte=HIGHEST)
            ),
            models.CheckConstraint(
                name="safety_rung_asks_or_is_left",
                condition=Q(state=RungState.RAISED.value, left_at=None, answered_by=None)
                | Q(left_at__isnull=False) & ~Q(state=RungState.RAISED.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.state}"
