"""The alarm of P16: a broken promise, a ladder that stood still or an empty seat is told."""

from datetime import timedelta
from uuid import UUID

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import LadderRun, Notice
from houvast.tracks.reads.coordinating import seats
from houvast.tracks.reads.process import broken_here
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import STILL_AFTER

ANSWERS = (Role.FUNCTIONAL_ADMIN, Role.PROCESS_COORDINATOR)
"""Who is told: who runs the machine, and who watches the promise."""
FILLS_SEATS = (*ANSWERS, Role.PROGRAMME_MANAGER)
"""Who is told of an empty seat: one names the deputy, another gives the roles."""
A_WEEK = timedelta(days=7)


def note_climb(*, by: Actor) -> int:
    """Note that the ladder has climbed; when it stood still before, how many were told so."""
    with recorded(by, "tracks.ladder_noted") as act:
        place = by.municipality_id
        last = LadderRun.objects.select_for_update().filter(municipality=place).first()
        if last is None:
            LadderRun.objects.create(municipality_id=place, at=act.now)
            return 0
        stood_still = last.at <= act.now - STILL_AFTER
        last.at = act.now
        last.save(update_fields=["at"])
        return _alarm(place, act) if stood_still else 0


def check_seats(*, by: Actor) -> int:
    """Nightly, under the safety net: once a week, how many were told that a seat is empty."""
    with recorded(by, "tracks.seats_guarded") as act:
        if seats(by.municipality_id, act.now).whole:
            return 0
        heard = Notice.objects.filter(kind=NoticeKind.SEAT.value, at__gt=act.now - A_WEEK)
        already = set(heard.values_list("to_user_id", flat=True))
        serving = colleagues(by.municipality_id, FILLS_SEATS, act.now)
        to_tell = {one.id for one in serving} - already
        for user_id in sorted(to_tell):
            tell(by.municipality_id, user_id, NoticeKind.SEAT, act)
        return len(to_tell)


def check_promise_here(*, by: Actor) -> int:
    """Nightly, under the safety net: how many were told that something is not as it must be."""
    with recorded(by, "tracks.promise_guarded") as act:
        place = by.municipality_id
        still = LadderRun.objects.filter(municipality=place, at__lte=act.now - STILL_AFTER)
        if not still.exists() and not any(broken_here(place, act.today)):
            return 0
        return _alarm(place, act)


def _alarm(place: UUID, act: Operation) -> int:
    """Tell each of them, once a day."""
    heard = Notice.objects.filter(kind=NoticeKind.ALARM.value, at__date=act.today)
    already = set(heard.values_list("to_user_id", flat=True))
    to_tell = {one.id for one in colleagues(place, ANSWERS, act.now)} - already
    for user_id in sorted(to_tell):
        tell(place, user_id, NoticeKind.ALARM, act)
    return len(to_tell)
