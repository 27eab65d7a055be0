"""The track (traject): who holds whom, and everything that is process about it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, Programme, Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.people.models import Person
from houvast.tracks.models.signals import Signal
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import (
    CloseReason,
    ClosingState,
    MilestoneKind,
    OfferState,
    TrackState,
)


class TrackQuerySet(models.QuerySet["Track"]):
    """Tracks that the actor may see."""

    def one(self, track_id: UUID) -> "Track":
        """The track with this id. Raises NotFound."""
        found = self.filter(pk=track_id).first()
        if found is None:
            raise NotFound
        return found


class Track(Kept):
    """The period in which we hold on to one young person (traject).

    `lead_coach` is the one accountable person at every moment: while the track is proposed that is
    the coordinator who holds it by name, from acceptance on it is the lead coach (vaste coach).
    """

    information_class = InformationClass.PR

    id = own_key()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tracks")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead_coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TrackState])
    proposed_at = models.DateTimeField()
    accept_by = models.DateField(null=True, blank=True)
    first_attempt_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    work_started_on = models.DateField(null=True, blank=True)
    aftercare_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(
        max_length=24, blank=True, choices=[(one.value, one.value) for one in CloseReason]
    )

    objects = TrackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_track_per_person", fields=["person"], condition=~Q(state="closed")
            ),
            models.UniqueConstraint(name="track_of_person", fields=["id", "person"]),
            models.CheckConstraint(
                name="proposed_track_has_dates",
                condition=~Q(state="proposed")
                | Q(accept_by__isnull=False, first_attempt_on__isnull=False),
            ),
            models.CheckConstraint(
                name="running_track_was_opened",
                condition=~Q(state__in=["open", "aftercare"])
                | Q(opened_at__isnull=False, review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="aftercare_has_an_end",
                condition=~Q(state="aftercare") | Q(aftercare_until__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_track_has_a_reason",
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(close_reason="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, close_reason=""),
            ),
        ]
        indexes = [
            models.Index(name="tracks_of_coach", fields=["lead_coach", "municipality", "state"]),
            models.Index(name="tracks_of_team", fields=["team", "municipality", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    def row(self) -> dict[str, Any]:
        """What every row of this track carries."""
        return {
            "municipality_id": self.municipality_id,
            "controller": self.controller,
            "destroy_on": self.destroy_on,
            "person_id": self.person_id,
            "track_id": self.pk,
        }


class OnTrack(Kept):
    """A row of a track. A composite key in the database keeps it on the person of that track."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class LeadCoachHistory(OnTrack):
    """Who was accountable when; exactly one row without an end, equal to the track's column."""

    information_class = InformationClass.PR

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_lead_at_a_time", fields=["track"], condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.user_id}"


class CoachOffer(OnTrack):
    """The question to a coach to take up a proposed track, with a deadline."""

    information_class = InformationClass.PR

    id = own_key()
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """The team of the coach who is asked."""
    reason = models.CharField(max_length=300)
    offered_at = models.DateTimeField()
    accept_by = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in OfferState])
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_coach_asked_at_a_time",
                fields=["track"],
                condition=Q(state="offered"),
            ),
            models.CheckConstraint(
                name="nobody_offers_to_himself", condition=~Q(to_user=models.F("offered_by"))
            ),
        ]
        indexes = [models.Index(name="offers_to_coach", fields=["to_user", "state"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"


class ScanAnswer(OnTrack):
    """How one life domain stands, in one of four words; the latest row of a domain counts."""

    information_class = InformationClass.PL

    id = own_key()
    domain = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LifeDomain])
    value = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ScanValue])
    at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(name="scan_of_track", fields=["track", "domain", "at"])]

    def __str__(self) -> str:
        return f"{self.domain} {self.value}"


class Milestone(OnTrack):
    """That something was reached, and when: a process fact of what stands in another class.

    Written by a trigger on the table of that class only (migration 0011), so it cannot be claimed.
    """

    information_class = InformationClass.PR

    id = own_key()
    kind = models.CharField(
        max_length=14, choices=[(one.value, one.value) for one in MilestoneKind]
    )
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_milestone_once", fields=["track", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.kind}"


class Closing(OnTrack):
    """A proposal to close, agreed by a second person."""

    information_class = InformationClass.PR

    id = own_key()
    reason = models.CharField(
        max_length=24, choices=[(one.value, one.value) for one in CloseReason]
    )
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ClosingState]
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    told_young_person_on = models.DateField(null=True, blank=True)
    door_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    come_back_on = models.DateField()
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
                name="one_closing_at_a_time", fields=["track"], condition=Q(state="proposed")
            ),
            models.CheckConstraint(
                name="closing_agreed_by_a_second_person",
                condition=~Q(state="agreed") | ~Q(answered_by=models.F("proposed_by")),
            ),
        ]
        indexes = [
            models.Index(
                name="closings_waiting", fields=["municipality"], condition=Q(state="proposed")
            )
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.state}"


class ClosingAnswer(OnTrack):
    """Why an open point does not stand in the way: its own reason, read by the second person."""

    information_class = InformationClass.PR

    id = own_key()
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="answers")
    point = models.CharField(max_length=20, choices=[(one.value, one.value) for one in OpenPoint])
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_a_point", fields=["closing", "point"])
        ]

    def __str__(self) -> str:
        return f"{self.closing_id} {self.point}"


class Door(OnTrack):
    """The open door (open deur) of a closed track: a named contact and a come-back date."""

    information_class = InformationClass.PR

    id = own_key()
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    come_back_on = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_door_at_a_time", fields=["track"], condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.track_id} {self.come_back_on}"
