"""Record what a young person wants of work, together with him or her."""

from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers.rules.states import Answer
from houvast.errors import Refused
from houvast.matching.models import WorkWishes
from houvast.matching.reads.wishes import latest_wishes
from houvast.matching.rules.wished import Wished, check_wished, coded
from houvast.reference.reads.occupations import works_of
from houvast.sharing.rules import Verb
from houvast.tracks.actions.locking import locked
from houvast.tracks.actions.moments import NOT_RUNNING, check_may
from houvast.tracks.models import Track
from houvast.tracks.rules.states import PROMISED

SETS = ("occupations", "sectors", "never_kinds", "never_sectors", "can", "learns", "needs", "modes")
PLAIN = (
    "free",
    "busy",
    "school_days",
    "school_hours",
    "hours_least",
    "hours_most",
    "pc4",
    "minutes",
    "earliest",
)


def record_wishes(*, by: Actor, track_id: UUID, wished: Wished, key: UUID | None = None) -> UUID:
    """Keep a version of the work wishes, and say which one counts now.

    Without a change there is no new version. The same `key` sent twice is one version.
    """
    with recorded(by, "matching.wishes_recorded", track_id) as act:
        track = running_track(by, track_id, act)
        known = latest_wishes(track_id)
        if key and WorkWishes.objects.filter(pk=key, track=track).exists():
            return key
        groups = {one.concept: one.isco for one in works_of(wished.concepts)}
        clean = check_wished(coded(wished, groups), act.today, first=known is None)
        if known and known.wished == clean:
            return known.id
        return WorkWishes.objects.create(
            pk=key or uuid4(),
            at=act.now,
            made_by_id=by.user_id,
            **columns(clean),
            **track.row(),
        ).pk


def running_track(by: Actor, track_id: UUID, act: Operation) -> Track:
    """The track, locked, of which the actor may write the work wishes. Raises Refused, NotFound."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.WP, track, act.now)
    track = locked(track_id)
    if track.state not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track


def columns(wished: Wished) -> dict[str, Any]:
    """The wishes as the table holds them."""
    wishes = wished.wishes
    facts = {
        f"facts_{answer.value}": sorted(
            code.value for code, said in wishes.facts.items() if said is answer
        )
        for answer in (Answer.YES, Answer.NO)
    }
    return {
        "own_words": wished.own_words,
        "concepts": sorted(wished.concepts),
        "facts_seen": sorted(one.value for one in wished.seen),
        **facts,
        **{name: sorted(getattr(wishes, name)) for name in SETS},
        **{name: getattr(wishes, name) for name in PLAIN},
    }
