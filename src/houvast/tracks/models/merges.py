"""The proposal to merge two persons, answered by somebody else."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.tracks import OnTrack, Track
from houvast.tracks.rules.merging import MergeState


class Merge(OnTrack):
    """Two tracks of one young person: `track` goes on, `other` closes. Its rows stay with it."""

    information_class = InformationClass.PR

    id = own_key()
    other = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in MergeState])
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_merge_at_a_time", fields=["other"], condition=Q(state="proposed")
            ),
            models.CheckConstraint(name="merge_of_two_tracks", condition=~Q(track=F("other"))),
            models.CheckConstraint(
                name="merge_agreed_by_a_second_person",
                condition=~Q(state="agreed")
                | Q(answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answered_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"
