"""What was agreed at a case table."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.meetings.models.tables import TableItem
from houvast.meetings.rules.agreements import AgreementState, AgreementVerb
from houvast.tracks.models.tracks import OnTrack


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements that the actor may see."""

    def one(self, agreement_id: UUID) -> "Agreement":
        """The agreement with this id. Raises NotFound."""
        found = self.filter(pk=agreement_id).first()
        if found is None:
            raise NotFound
        return found


class Agreement(OnTrack):
    """An agreement (afspraak) between professionals: verb, owner, date. No words, no facts (T-109).

    Together they are the minutes. The owner always sees his own, whatever else he may see.
    """

    information_class = InformationClass.PR

    id = own_key()
    item = models.ForeignKey(TableItem, on_delete=models.PROTECT, related_name="agreements")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(
        max_length=11, choices=[(one.value, one.value) for one in AgreementVerb]
    )
    due = models.DateField()
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in AgreementState]
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_is_a_verb_of_the_list",
                condition=Q(verb__in=[one.value for one in AgreementVerb])
                & Q(state__in=[one.value for one in AgreementState]),
            ),
            models.CheckConstraint(
                name="left_agreement_says_when_and_by_whom",
                condition=Q(state__in=["asked", "open"], left_at__isnull=True, left_by__isnull=True)
                | Q(
                    state__in=["declined", "done", "dropped"],
                    left_at__isnull=False,
                    left_by__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(name="agreements_of_owner", fields=["owner", "state", "due"]),
            models.Index(name="agreements_of_track", fields=["track", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.state}"
