"""The agreement with an experience expert: that it is, what it is for, and each meeting."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.companions import (
    LONGEST_SESSION_NOTE,
    LONGEST_WORDS,
    Aim,
    CompanionOutcome,
    CompanionState,
    Safeguard,
    SessionOutcome,
    SessionState,
)


class CompanionCheck(Kept):
    """That the municipality looked this year, and who coaches the expert. The newest row counts.

    No column for what was found: about somebody's past nothing is kept.
    """

    information_class = InformationClass.PR

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    own_coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_checks_himself", condition=~Q(checked_by=F("user"))
            ),
            models.CheckConstraint(
                name="nobody_is_his_own_coach", condition=~Q(own_coach=F("user"))
            ),
        ]
        indexes = [models.Index(name="checks_of_expert", fields=["user", "-recorded_at"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.checked_on:%Y-%m-%d}"


class CompanionshipQuerySet(models.QuerySet["Companionship"]):
    """Agreements that the actor may see."""

    def one(self, companionship_id: UUID) -> "Companionship":
        """The agreement with this id. Raises NotFound."""
        found = self.filter(pk=companionship_id).first()
        if found is None:
            raise NotFound
        return found


class Companionship(OnTrack):
    """The one agreement of a young person with an experience expert: who, from when, until when.

    What it is for stands in `CompanionAim`, which who steers does not read.
    """

    information_class = InformationClass.PR

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    ends_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in CompanionState]
    )
    introduced_on = models.DateField(null=True, blank=True)
    wanted = models.BooleanField(default=False)
    """The young person said yes to meeting the expert."""
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CompanionshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_companion_at_a_time",
                fields=["track"],
                condition=Q(state__in=["proposed", "introduced"]),
            ),
            models.CheckConstraint(
                name="nobody_asks_himself_along", condition=~Q(user=F("asked_by"))
            ),
            models.CheckConstraint(
                name="introduced_with_a_yes",
                condition=Q(
                    state__in=["proposed", "withdrawn"], introduced_on__isnull=True, wanted=False
                )
                | Q(state__in=["introduced", "ended"], introduced_on__isnull=False, wanted=True),
            ),
            models.CheckConstraint(
                name="left_companion_says_when",
                condition=Q(state__in=["proposed", "introduced"], left_at__isnull=True)
                | Q(state__in=["ended", "withdrawn"], left_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="companions_of_user", fields=["user", "state"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"


class CompanionAim(OnTrack):
    """What an agreement is for, what keeps it safe, and what came of it."""

    information_class = InformationClass.CT

    companionship = models.OneToOneField(
        Companionship, primary_key=True, on_delete=models.PROTECT, related_name="terms"
    )
    aim = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Aim])
    safeguards = ArrayField(
        models.CharField(max_length=18, choices=[(one.value, one.value) for one in Safeguard])
    )
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    outcome = models.CharField(
        max_length=14, blank=True, choices=[(one.value, one.value) for one in CompanionOutcome]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="companion_has_safeguards", condition=Q(safeguards__len__gte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.companionship_id}"


class CompanionSession(OnTrack):
    """A meeting of the two: that it is planned, that it was, or that it was not."""

    information_class = InformationClass.PR

    id = own_key()
    companionship = models.ForeignKey(
        Companionship, on_delete=models.PROTECT, related_name="sessions"
    )
    day = models.DateField()
    planned_for = models.DateField(null=True, blank=True)
    """The day for which it was planned, when it was."""
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in SessionState]
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_session_planned", fields=["companionship"], condition=Q(state="planned")
            ),
            models.CheckConstraint(
                name="answered_session_has_a_time",
                condition=Q(state="planned", answered_at__isnull=True)
                | ~Q(state="planned") & Q(answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="sessions_of_companion", fields=["companionship", "-day"])]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.state}"


class CompanionTalk(OnTrack):
    """How a meeting went, in one word and a few more; the young person may read it."""

    information_class = InformationClass.CT

    session = models.OneToOneField(
        CompanionSession, primary_key=True, on_delete=models.PROTECT, related_name="talk"
    )
    outcome = models.CharField(
        max_length=14, choices=[(one.value, one.value) for one in SessionOutcome]
    )
    call_me = models.BooleanField(default=False)
    note = models.CharField(max_length=LONGEST_SESSION_NOTE, blank=True)
    form_key = models.UUIDField()
    """Which form it came from: the same form sent twice is one meeting."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_talk_a_form", fields=["made_by", "form_key"])
        ]

    def __str__(self) -> str:
        return f"{self.session_id}"
