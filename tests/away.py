"""Colleagues who are away, for tests that are about something else."""

from datetime import timedelta

from django.utils import timezone

from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.rules.leaves import StandIn


def leave_of(place, one, other):
    """A leave far ahead, one after the other: who stands in is there."""
    far = 100 if one.user_id < other.user_id else 200
    first, last = (timezone.localdate() + timedelta(days=far + more) for more in (0, 10))
    who = [StandIn(other.user_id, first, last)]
    return enter_leave(by=one, user_id=one.user_id, first=first, last=last, stand_ins=who)
