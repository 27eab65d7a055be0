"""That people looked at a role again, and who they were."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, Membership, own_key
from houvast.accounts.rules import InformationClass


class RoleReview(Kept):
    """Somebody says that a colleague still needs a role; with special rights two people do.

    The database lets the role go on by itself, when the last of them has said so (sharing 0016).
    """

    information_class = InformationClass.AL

    id = own_key()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    """When the role lapses after this."""
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The second person; nobody for a role that asks no second one."""
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_review_waits", fields=["membership"], condition=Q(answered_at=None)
            ),
            models.CheckConstraint(
                name="review_never_of_oneself",
                condition=~Q(asked_by=F("user"))
                & (Q(answered_by=None) | ~Q(answered_by=F("user"))),
            ),
            models.CheckConstraint(
                name="review_by_a_second_person",
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="review_is_answered_as_a_whole",
                condition=Q(answered_by=None) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"
