"""Next moments (volgende momenten) and the ladder: the promise as rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.tracks.models.signals import Signal
from houvast.tracks.models.tracks import OnTrack, Track
from houvast.tracks.rules.states import NextMomentState, PlaceKind, RungCause, RungState


class NextMoment(OnTrack):
    """When coach and young person meet again. At most one is planned; a due date never changes."""

    information_class = InformationClass.PR

    id = own_key()
    due = models.DateField()
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in NextMomentState]
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    """Who keeps it: the lead coach, or who stands in."""
    agreed_with_young_person = models.BooleanField(default=False)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The moment in whose place it came, for as long as the act can be undone."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_planned_moment", fields=["track"], condition=Q(state="planned")
            ),
            models.CheckConstraint(
                name="left_moment_has_a_time",
                condition=Q(state="planned", left_at__isnull=True)
                | ~Q(state="planned") & Q(left_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="moments_due", fields=["municipality", "state", "due"]),
            models.Index(
                name="moments_of_keeper", fields=["held_by"], condition=Q(state="planned")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due} {self.state}"


class Appointment(OnTrack):
    """What a next moment is about and where: content, so a table of its own."""

    information_class = InformationClass.PL

    moment = models.OneToOneField(
        NextMoment, primary_key=True, on_delete=models.PROTECT, related_name="appointment"
    )
    what = models.CharField(max_length=120, blank=True)
    place_kind = models.CharField(
        max_length=14, blank=True, choices=[(one.value, one.value) for one in PlaceKind]
    )

    def __str__(self) -> str:
        return f"{self.moment_id}"


class Rung(Kept):
    """A rung of the ladder (trede): something is overdue and a person is asked to act."""

    information_class = InformationClass.PR

    id = own_key()
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.PROTECT, related_name="rungs"
    )
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="rungs"
    )
    cause = models.CharField(max_length=12, choices=[(one.value, one.value) for one in RungCause])
    level = models.PositiveSmallIntegerField()
    """1 who holds it, 2 team lead, 3 coordinator, 4 programme manager."""
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    overdue_since = models.DateField()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in RungState])
    left_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rung_of_a_track",
                fields=["track", "cause"],
                condition=Q(state="raised", track__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_rung_of_a_signal",
                fields=["signal"],
                condition=Q(state="raised", signal__isnull=False),
            ),
            models.CheckConstraint(
                name="rung_is_about_one_thing",
                condition=Q(track__isnull=False, signal__isnull=True)
                | Q(track__isnull=True, signal__isnull=False),
            ),
            models.CheckConstraint(
                name="rung_level_exists", condition=Q(level__gte=1, level__lte=4)
            ),
        ]
        indexes = [models.Index(name="rungs_of_holder", fields=["held_by", "state"])]

    def __str__(self) -> str:
        return f"{self.cause} {self.level} {self.state}"
