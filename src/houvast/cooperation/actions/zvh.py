"""Up to a Zorg- en Veiligheidshuis and back: a reference beside a track, which moves nothing."""

from datetime import date
from uuid import UUID, uuid4

from houvast.audit.actions import Operation, recorded
from houvast.cooperation.models import ZvhCase
from houvast.cooperation.reads.zvh import holds_today, require_steers
from houvast.cooperation.rules import zvh as rules
from houvast.cooperation.rules.zvh import ZvhState
from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.people.rules import phone_number
from houvast.sharing.rules import Verb
from houvast.tracks.models import Track


def refer_to_zvh(
    *, by: Actor, track_id: UUID, reference: str, contact: str, on: date, key: UUID | None = None
) -> UUID:
    """Scale up (opschalen): the case is with them too. Safety facts are only kept from now on."""
    with recorded(by, "cooperation.zvh_referred", track_id) as act:
        require_steers(by, Verb.WRITE, act)
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        if key and ZvhCase.objects.filter(pk=key).exists():
            return key
        _check_ground(act)
        said = rules.check_reference(reference)
        number = rules.check_contact(phone_number(contact, field="contact"))
        rules.check_day(on, None, act.today)
        if ZvhCase.objects.filter(track=track).exclude(state=ZvhState.ENDED.value).exists():
            raise Refused(rules.RUNS)
        return ZvhCase.objects.create(
            pk=key or uuid4(),
            reference=said,
            contact=number,
            state=ZvhState.REFERRED.value,
            from_on=on,
            referred_by_id=by.user_id,
            referred_at=act.now,
            **track.row(),
        ).pk


def accept_by_zvh(*, by: Actor, track_id: UUID, on: date) -> None:
    """They took it on."""
    with recorded(by, "cooperation.zvh_accepted", track_id) as act:
        case = _running(by, track_id, ZvhState.ACCEPTED, act)
        _check_ground(act)
        rules.check_day(on, case.from_on, act.today)
        case.state, case.accepted_on = ZvhState.ACCEPTED.value, on
        case.save(update_fields=["state", "accepted_on"])


def end_zvh(*, by: Actor, track_id: UUID, on: date) -> None:
    """Scale down (afschalen): it is over there. What was only kept can be read again.

    The ground is not asked: else nothing could be given back once it is switched off.
    """
    with recorded(by, "cooperation.zvh_ended", track_id) as act:
        case = _running(by, track_id, ZvhState.ENDED, act)
        rules.check_day(on, case.accepted_on or case.from_on, act.today)
        case.state, case.until_on, case.ended_by_id = ZvhState.ENDED.value, on, by.user_id
        case.save(update_fields=["state", "until_on", "ended_by"])


def _running(by: Actor, track_id: UUID, then: ZvhState, act: Operation) -> ZvhCase:
    require_steers(by, Verb.WRITE, act)
    case = ZvhCase.objects.select_for_update(no_key=True).running(track_id)
    act.concerns(case.person_id)
    rules.check_move(ZvhState(case.state), then)
    return case


def _check_ground(act: Operation) -> None:
    if not holds_today(act):
        raise Refused(rules.NO_GROUND)
