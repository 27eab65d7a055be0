"""A choice (keuze) about one workplace, with the reasons as they were on screen. Never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.models import Workplace
from houvast.matching.models.wishes import WorkWishes
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.codes import Verdict
from houvast.tracks.models.tracks import OnTrack


class Choice(OnTrack):
    """What young person and coach decided about a workplace; of each the latest row counts.

    `explanation` holds codes and whole numbers (matching section 5); sentences are made from it
    when somebody looks. `inputs` is a keyed seal on exactly what was read.
    """

    information_class = InformationClass.WP

    id = own_key()
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    wishes = models.ForeignKey(
        WorkWishes, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The version it was made on; none when nobody had asked yet."""
    title = models.CharField(max_length=120)
    employer = models.CharField(max_length=120)
    """The names as they were on screen."""
    outcome = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in ChoiceOutcome]
    )
    reason = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in NotNowReason]
    )
    text = models.CharField(max_length=300, blank=True)
    ruleset = models.CharField(max_length=60)
    verdict = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Verdict])
    explanation = models.JSONField()
    inputs = models.CharField(max_length=80)
    at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="choice_of_track", fields=["id", "track"]),
            models.CheckConstraint(
                name="only_not_now_has_a_reason",
                condition=Q(outcome="not_now") & ~Q(reason="")
                | Q(outcome__in=["discuss", "back"], reason="", text=""),
            ),
            models.CheckConstraint(
                name="choice_keeps_what_was_shown",
                condition=~Q(title="") & ~Q(ruleset="") & Q(inputs__startswith="hmac-sha256:"),
            ),
        ]
        indexes = [models.Index(name="choices_of_track", fields=["track", "workplace", "-at"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.outcome}"
