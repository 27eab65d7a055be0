"""A proposal for a team (voorstel): that one was asked for, and per young person what it says."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.models import Workplace
from houvast.matching.models.wishes import WorkWishes
from houvast.matching.rules.proposal import MOST_OTHERS
from houvast.tracks.models.tracks import OnTrack


class TeamPlan(Kept):
    """That a proposal was asked for a team: who, when, and for how many. No person is in it."""

    information_class = InformationClass.PR

    id = own_key()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ruleset = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(name="plan_keeps_its_rules", condition=~Q(ruleset="")),
        ]
        indexes = [models.Index(name="plans_of_team", fields=["team", "-at"])]

    def __str__(self) -> str:
        return f"{self.team_id} {self.at:%Y-%m-%d}"


class PlanLine(OnTrack):
    """What a proposal says for one young person: never changed, never an order of people.

    `workplace` is what is proposed, or none; `others` what would keep the plan possible too. What
    coach and young person decide is a `Choice`, as ever. How long somebody waits is not kept.
    """

    information_class = InformationClass.WP

    id = own_key()
    plan = models.ForeignKey(TeamPlan, on_delete=models.PROTECT, related_name="lines")
    wishes = models.ForeignKey(WorkWishes, on_delete=models.PROTECT, related_name="+")
    """The version it was made on."""
    workplace = models.ForeignKey(
        Workplace, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    others = ArrayField(models.UUIDField(), default=list, blank=True)
    explanation = models.JSONField(null=True, blank=True)
    """The reasons of then, as codes: to see what changed since."""
    first_talk = models.BooleanField(default=False)
    """We know too little: first the talk (eerst het gesprek)."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_line_per_track", fields=["plan", "track"]),
            models.CheckConstraint(
                name="line_says_why",
                condition=Q(workplace=None, explanation=None)
                | Q(workplace__isnull=False, explanation__isnull=False),
            ),
            models.CheckConstraint(
                name="line_has_few_others", condition=Q(others__len__lte=MOST_OTHERS)
            ),
        ]
        indexes = [models.Index(name="plan_lines_of_track", fields=["track", "-at"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.at:%Y-%m-%d}"
