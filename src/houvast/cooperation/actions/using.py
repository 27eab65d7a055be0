"""Ask to use what is restricted, agree as privacy officer, say no, and end it."""

from datetime import date
from uuid import UUID

from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.actions.received import fact_given
from houvast.cooperation.models import RestrictedUse, Sharing
from houvast.cooperation.rules.states import LIVE, Receiver, ShareState
from houvast.cooperation.rules.using import UseGround, UseState, check_use, check_use_moves
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.actions import end_of_day
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.models import Track

SH = InformationClass.SH


def ask_use(*, by: Actor, fact_id: UUID, ground: UseGround, reason: str, until: date) -> UUID:
    """Who shared it asks that its receiver may read it for a while. The privacy officer decides."""
    with recorded(by, "cooperation.use_asked", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        if fact.restricted_at is None or ShareState(made.state) not in LIVE:
            raise Refused(gettext_noop("Dit is intussen veranderd. Ververs de pagina."))
        receiver = Receiver(made.receiver)
        said = check_use(receiver, reason, until, act.today)
        to = _reader(made)
        same = RestrictedUse.objects.filter(fact=fact, to_user=to)
        over = same.filter(state=UseState.OPEN.value, until__lte=act.now)
        over.update(state=UseState.ENDED.value, ended_at=act.now)
        if same.filter(state__in=[UseState.ASKED.value, UseState.OPEN.value]).exists():
            raise Refused(gettext_noop("Dit is al gevraagd. Stop het eerst."))
        return RestrictedUse.objects.create(
            municipality_id=fact.municipality_id,
            controller=fact.controller,
            destroy_on=fact.destroy_on,
            person_id=fact.person_id,
            track_id=fact.track_id,
            fact=fact,
            label=fact.label,
            ground=ground.value,
            reason=said,
            to_user_id=to,
            purpose=made.purpose,
            until=end_of_day(until),
            state=UseState.ASKED.value,
            asked_by_id=by.user_id,
            asked_at=act.now,
        ).pk


def _reader(made: Sharing) -> UUID:
    """The one colleague for whom it opens; of the coaches who leads."""
    if made.to_user_id is not None:
        return made.to_user_id
    return Track.objects.one(made.track_id).lead_coach_id


def agree_use(by: Actor, use_id: UUID) -> None:
    """The privacy officer agrees: from now on that one colleague reads it, until its last day."""
    with recorded(by, "cooperation.use_agreed", use_id) as act:
        _decide(by, use_id, UseState.OPEN, act)


def refuse_use(by: Actor, use_id: UUID) -> None:
    """The privacy officer says no: it stays kept only."""
    with recorded(by, "cooperation.use_refused", use_id) as act:
        _decide(by, use_id, UseState.REFUSED, act)


def _decide(by: Actor, use_id: UUID, then: UseState, act: Operation) -> None:
    use = _locked(use_id, act)
    _require(by, use, Holding(Standing.RIGHTS), act)
    check_use_moves(UseState(use.state), then)
    use.state, use.second_id, use.second_at = then.value, by.user_id, act.now
    use.save(update_fields=["state", "second", "second_at"])


def end_use(by: Actor, use_id: UUID) -> None:
    """Not needed any more: from this commit on it is only kept again."""
    with recorded(by, "cooperation.use_ended", use_id) as act:
        use = _locked(use_id, act)
        is_officer = by.role == Role.PRIVACY_OFFICER
        held = Holding(Standing.RIGHTS) if is_officer else holding(by, use.person_id, act.now)
        _require(by, use, held, act)
        check_use_moves(UseState(use.state), UseState.ENDED)
        use.state, use.ended_at = UseState.ENDED.value, act.now
        use.save(update_fields=["state", "ended_at"])


def _locked(use_id: UUID, act: Operation) -> RestrictedUse:
    use = RestrictedUse.objects.select_for_update(no_key=True).one(use_id)
    act.concerns(use.person_id)
    return use


def _require(by: Actor, use: RestrictedUse, held: Holding | None, act: Operation) -> None:
    own, place = use.asked_by_id == by.user_id, use.municipality_id
    permissions.require(
        permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=act.now, own=own)
    )
