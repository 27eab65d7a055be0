"""Shield a track from "known here?", lift that, and tell the lead coach who was asked about it."""

from datetime import date
from uuid import UUID, uuid4

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.cooperation.models import Shield, ShieldedQuestion
from houvast.cooperation.reads.care import cared_for
from houvast.cooperation.rules import shielding as rules
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.rules import Verb
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.occupants import coordinators_there
from houvast.tracks.models import Track
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.notices import NoticeKind


def shield(
    *, by: Actor, track_id: UUID, reason: rules.ShieldReason, until: date, key: UUID | None = None
) -> UUID:
    """From now until that day the answer is no. The lead coach does it, and who steers is told."""
    with recorded(by, "cooperation.shielded", track_id) as act:
        track, leads = cared_for(by, track_id, Verb.WRITE, act)
        if not leads:
            raise NotAllowed("not_lead")
        Track.objects.select_for_update(no_key=True).one(track_id)
        if key and Shield.objects.filter(pk=key).exists():
            return key
        rules.check_until(until, act.today)
        known = Shield.objects.filter(track=track, ended_at=None)
        known.filter(until_on__lt=act.today).update(ended_at=act.now, ended_by=by.user_id)
        if known.exists():
            raise Refused(rules.RUNS)
        for one in coordinators_there(by.municipality_id, act):
            tell(by.municipality_id, one, NoticeKind.SHIELDED, act)
        return Shield.objects.create(
            pk=key or uuid4(),
            reason=reason.value,
            from_on=act.today,
            until_on=until,
            made_by_id=by.user_id,
            **track.row(),
        ).pk


def lift_shield(*, by: Actor, shield_id: UUID) -> UUID:
    """From now on the answer is yes again: by the lead coach, or by who steers. Gives the track."""
    with recorded(by, "cooperation.shield_lifted") as act:
        steers = by.purpose == Purpose.PROCESS_STEERING and by.role in STEERING
        if not steers and by.purpose != Purpose.GUIDANCE:
            raise NotAllowed("role")
        one = Shield.objects.select_for_update(no_key=True).filter(pk=shield_id).first()
        if one is None:
            raise NotFound
        act.about = one.track_id
        act.concerns(one.person_id)
        if one.ended_at is not None:
            raise Refused(rules.OVER)
        one.ended_at, one.ended_by_id = act.now, by.user_id
        one.save(update_fields=["ended_at", "ended_by"])
        return one.track_id


def tell_of_shielded(*, by: Actor) -> int:
    """Tell each lead coach that somebody asked; how many were told. Running twice tells once."""
    with recorded(by, "cooperation.shield_told") as act:
        waits = ShieldedQuestion.objects.filter(track__isnull=False, told_at=None)
        asked = set(waits.select_for_update(no_key=True).values_list("track", flat=True))
        if not asked:
            return 0
        leads = set(Track.objects.filter(pk__in=asked).values_list("lead_coach", flat=True))
        for one in leads:
            if one is not None:
                tell(by.municipality_id, one, NoticeKind.SHIELD_ASKED, act)
        waits.filter(track__in=asked).update(told_at=act.now)
        return len(leads)
