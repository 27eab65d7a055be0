"""Aftercare (nazorg) with both sides, and what is asked of it later."""

from uuid import UUID

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.placements.models import AftercareMoment
from houvast.placements.rules.states import AftercareState
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import check_may
from houvast.tracks.models import Track


def check_in(*, by: Actor, moment_id: UUID, reached: bool) -> UUID:
    """Note that aftercare took place, or was missed; gives the placement."""
    with recorded(by, "placements.checked_in", moment_id) as act:
        moment = AftercareMoment.objects.select_for_update(no_key=True).filter(pk=moment_id).first()
        if moment is None:
            raise NotFound
        track = Track.objects.one(moment.track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PM, track, act.now)
        if moment.due > act.today:
            raise Refused(gettext_noop("Dit nazorgmoment is nog niet aan de beurt."))
        if moment.state != AftercareState.PLANNED:
            raise Refused(gettext_noop("Dit nazorgmoment is al vastgelegd. Ververs de pagina."))
        moment.state = (AftercareState.DONE if reached else AftercareState.MISSED).value
        moment.answered_on, moment.answered_by_id = act.today, by.user_id
        moment.save(update_fields=["state", "answered_on", "answered_by"])
        return moment.placement_id
