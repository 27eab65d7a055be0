"""Hand over all of somebody who leaves, in one act and by the one road of a handover."""

from collections.abc import Mapping
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.rules.states import HandoverReason


def hand_over_all(
    *, by: Actor, from_user: UUID, to: Mapping[UUID, UUID], reason: HandoverReason
) -> int:
    """Ask a coach for each track (track to coach); how many were asked. All of them, or none.

    A refusal names the field of its track: `to_` and the id.
    """
    with recorded(by, "tracks.all_handed_over", from_user):
        if not to:
            raise Refused(gettext_noop("Kies minstens één nieuwe coach."), field="everyone")
        for track_id in sorted(to):
            try:
                offer_handover(
                    by=by,
                    track_id=track_id,
                    from_user=from_user,
                    to_user=to[track_id],
                    reason=reason,
                )
            except Refused as no:
                raise Refused(no.reason, field=f"to_{track_id}", **no.values) from no
        return len(to)
