"""The alarm of a phone with letters on it that is not heard of: after three days, after a week."""

from collections.abc import Iterable
from uuid import UUID

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import recorded
from houvast.capture.models import Device
from houvast.capture.rules.devices import SILENT, Silence, silence
from houvast.database.actor import Actor
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind

STEER = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)


def tell_of_silence(*, by: Actor) -> int:
    """Each hour, under the safety net: tell its coach and who leads them; how many were told.

    Each alarm is told once until the device is heard again. After a week the coordinator hears too.
    """
    with recorded(by, "capture.silence_looked_for") as act:
        still = Device.objects.filter(
            waiting__gt=0, lost_at=None, cleared_at=None, seen_at__lte=act.now - SILENT
        )
        rows = still.select_for_update(no_key=True, skip_locked=True).order_by("pk")
        serving = colleagues(by.municipality_id, (*COACHES, *STEER), act.now)
        to_tell: set[UUID] = set()
        for one in rows:
            now = silence(one.waiting, one.seen_at, act.now, gone=False)
            if now > one.told_of_silence:
                to_tell |= _who(one.user_id, now, serving)
                Device.objects.filter(pk=one.pk).update(told_of_silence=now.value)
        for user_id in sorted(to_tell):
            tell(by.municipality_id, user_id, NoticeKind.DEVICE_SILENT, act)
        return len(to_tell)


def _who(owner: UUID, now: Silence, serving: Iterable[Colleague]) -> set[UUID]:
    own = [one for one in serving if one.id == owner and one.role in COACHES]
    teams = {one.team_id for one in own}
    leads = {one.id for one in serving if one.role is Role.TEAM_LEAD and one.team_id in teams}
    above = {one.id for one in serving if one.role is Role.PROCESS_COORDINATOR}
    return {one.id for one in own} | leads | (above if now is Silence.WEEK or not leads else set())
