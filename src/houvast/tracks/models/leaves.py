"""Leave (afwezig) of a colleague, and who stands in (vervanger). Never why: no reason is asked."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Leaves that the actor may see."""

    def one(self, leave_id: UUID) -> "Leave":
        """The leave with this id. Raises NotFound."""
        found = self.filter(pk=leave_id).first()
        if found is None:
            raise NotFound
        return found


class Leave(Kept):
    """From which day to which day a colleague is away; `ended_at`: back earlier, or called off.

    No column for a reason, and none will come: being ill is nobody's business here.
    """

    information_class = InformationClass.PR

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    """The last day away."""
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leave_ends_later", condition=Q(until_on__gte=F("from_on"))
            ),
        ]
        indexes = [models.Index(name="leaves_of_colleague", fields=["user", "until_on"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.from_on} {self.until_on}"

    def row(self) -> dict[str, Any]:
        """What every row of this leave carries."""
        return {
            "municipality_id": self.municipality_id,
            "controller": self.controller,
            "destroy_on": self.destroy_on,
            "leave_id": self.pk,
        }


class Deputy(Kept):
    """Who stands in (vervanger) from which day to which day of a leave; the lead stays the lead.

    The database writes `since` and `until` from the days, and gives and ends the access by them.
    """

    information_class = InformationClass.PR

    id = own_key()
    leave = models.ForeignKey(Leave, on_delete=models.PROTECT, related_name="deputies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_names_himself_stand_in", condition=~Q(user=F("named_by"))
            ),
            models.CheckConstraint(name="stand_in_ends_later", condition=Q(until__gte=F("since"))),
        ]
        indexes = [models.Index(name="stands_in", fields=["user", "until_on"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.from_on} {self.until_on}"
