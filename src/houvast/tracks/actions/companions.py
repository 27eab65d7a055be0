"""The coach and the experience expert: ask, introduce, end. The coach stays and keeps contact."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import colleagues
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.actions import assign, end_of_day
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.moments import NOT_RUNNING, check_may
from houvast.tracks.models import (
    CompanionAim,
    CompanionCheck,
    Companionship,
    Contact,
    Track,
)
from houvast.tracks.rules.companions import (
    ENDS,
    LIVING,
    CompanionOutcome,
    CompanionPlan,
    CompanionState,
    check_introduction,
    check_move,
    check_plan,
    check_the_check,
    check_year,
)
from houvast.tracks.rules.states import PROMISED

KEPT_FOR = timedelta(days=2 * 365)
"""How long a yearly check is kept: the year in which it counts, and one to look back on."""
NO_EXPERT = gettext_noop("Deze ervaringsdeskundige is er niet meer. Kies een ander.")


def note_check(*, by: Actor, user_id: UUID, own_coach: UUID, checked_on: date) -> None:
    """Note that the municipality looked this year, and who coaches the expert: the coordinator."""
    with recorded(by, "tracks.companion_checked", user_id) as act:
        if by.role != Role.PROCESS_COORDINATOR or by.purpose != Purpose.PROCESS_STEERING:
            raise NotAllowed("companion_check")
        check_year(checked_on, act.today)
        if not _expert(by, user_id, act):
            raise Refused(NO_EXPERT)
        if own_coach == user_id or not _works_here(by, own_coach):
            raise Refused(
                gettext_noop("Kies een collega die hem of haar begeleidt."), field="own_coach"
            )
        CompanionCheck.objects.create(
            municipality_id=by.municipality_id,
            user_id=user_id,
            own_coach_id=own_coach,
            checked_on=checked_on,
            checked_by_id=by.user_id,
            recorded_at=act.now,
            destroy_on=checked_on + KEPT_FOR,
        )


def ask_companion(*, by: Actor, track_id: UUID, user_id: UUID, plan: CompanionPlan) -> UUID:
    """Agree with the young person on an experience expert. Nobody sees more yet.

    The same agreement sent twice is one agreement.
    """
    with recorded(by, "tracks.companion_asked", track_id) as act:
        track = _led(by, track_id, act)
        living = Companionship.objects.filter(track=track, state__in=_values(LIVING)).first()
        if living and (living.user_id, living.ends_on) == (user_id, plan.ends_on):
            return living.pk
        if not _expert(by, user_id, act):
            raise Refused(NO_EXPERT, field="who")
        ends_on = check_plan(plan, _checked_on(user_id), act.today)
        if living:
            raise Refused(gettext_noop("Er loopt al een afspraak. Rond die eerst af."))
        if _holds(track, user_id, act):
            raise Refused(
                gettext_noop("Deze collega houdt de jongere al vast. Kies een ander."), field="who"
            )
        made = Companionship.objects.create(
            user_id=user_id,
            asked_by_id=by.user_id,
            asked_at=act.now,
            ends_on=ends_on,
            state=CompanionState.PROPOSED.value,
            **track.row(),
        )
        CompanionAim.objects.create(
            companionship=made,
            aim=plan.aim.value,
            safeguards=[one.value for one in plan.safeguards],
            words=plan.words.strip(),
            **track.row(),
        )
        return made.pk


def introduce_companion(*, by: Actor, companionship_id: UUID, introduced_on: date) -> UUID:
    """They met, with the coach there, and the young person wants it: from now on the expert sees
    this agreement, until its last day. Gives the track.
    """
    with recorded(by, "tracks.companion_introduced", companionship_id) as act:
        ship = _own(by, companionship_id, CompanionState.INTRODUCED, act)
        spoke = Contact.objects.standing().filter(track=ship.track_id, is_real=True)
        check_introduction(
            introduced_on,
            asked_on=timezone.localdate(ship.asked_at),
            ends_on=ship.ends_on,
            today=act.today,
            coach_spoke=spoke.exclude(made_by=ship.user_id).exists(),
        )
        check_the_check(_checked_on(ship.user_id), act.today, ship.ends_on)
        if not _expert(by, ship.user_id, act):
            raise Refused(NO_EXPERT)
        ship.state, ship.wanted = CompanionState.INTRODUCED.value, True
        ship.introduced_on = introduced_on
        ship.save(update_fields=["state", "wanted", "introduced_on"])
        assign(
            by=by,
            person_id=ship.person_id,
            user_id=ship.user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.COMPANION,
            granted_by=by.user_id,
            now=act.now,
            until=end_of_day(ship.ends_on),
        )
        return ship.track_id


def withdraw_companion(*, by: Actor, companionship_id: UUID) -> UUID:
    """No introduction after all: by the coach, or who stands in. Gives the track."""
    with recorded(by, "tracks.companion_withdrawn", companionship_id) as act:
        ship = _own(by, companionship_id, CompanionState.WITHDRAWN, act)
        return _leave(by, ship, CompanionState.WITHDRAWN, act)


def end_companion(*, by: Actor, companionship_id: UUID, outcome: CompanionOutcome) -> UUID:
    """End it and say what came of it: the expert sees nothing more from now on. Gives the track.

    Who stands in ends it too, because the young person may stop on any day.
    """
    with recorded(by, "tracks.companion_ended", companionship_id) as act:
        ship = _own(by, companionship_id, CompanionState.ENDED, act)
        CompanionAim.objects.filter(companionship=ship).update(outcome=outcome.value)
        return _leave(by, ship, CompanionState.ENDED, act)


def _leave(by: Actor, ship: Companionship, state: CompanionState, act: Operation) -> UUID:
    ship.state, ship.left_at, ship.left_by_id = state.value, act.now, by.user_id
    ship.save(update_fields=["state", "left_at", "left_by"])
    return ship.track_id


def _led(by: Actor, track_id: UUID, act: Operation) -> Track:
    """A running track that this actor leads in guidance, locked."""
    seen = Track.objects.one(track_id)
    act.concerns(seen.person_id)
    _check_leads(by, seen, act)
    track = Track.objects.select_for_update(no_key=True).one(track_id)
    if track.state not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track


def _own(by: Actor, companionship_id: UUID, then: CompanionState, act: Operation) -> Companionship:
    """An agreement that this actor may let go on to `then`, locked.

    The lock of the track is for who leads it; a stand-in may not change a track.
    """
    one_at_a_time(companionship_id)  # the expert, who may not lock the row, takes the same
    seen = Companionship.objects.one(companionship_id)
    track = Track.objects.one(seen.track_id)
    act.concerns(track.person_id)
    if then in ENDS:
        check_may(by, Verb.WRITE, InformationClass.CT, track, act.now)
    else:
        _check_leads(by, track, act)
    Track.objects.select_for_update(no_key=True).filter(pk=track.pk).first()
    ship = Companionship.objects.select_for_update(no_key=True).one(companionship_id)
    check_move(CompanionState(ship.state), then)
    return ship


def _check_leads(by: Actor, track: Track, act: Operation) -> None:
    """Contacts and process: of all who hold, only the lead writes both."""
    check_may(by, Verb.WRITE, InformationClass.CT, track, act.now)
    check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)


def _expert(by: Actor, user_id: UUID, act: Operation) -> bool:
    serving = colleagues(by.municipality_id, (Role.EXPERIENCE_EXPERT,), act.now)
    return any(one.id == user_id for one in serving)


def _works_here(by: Actor, user_id: UUID) -> bool:
    here = User.objects.filter(pk=user_id, municipality=by.municipality_id)
    return here.filter(is_active=True, suspended_at=None, is_system=False, system_of=None).exists()


def _checked_on(user_id: UUID) -> date | None:
    newest = CompanionCheck.objects.filter(user=user_id).order_by("-recorded_at", "pk")
    return newest.values_list("checked_on", flat=True).first()


def _holds(track: Track, user_id: UUID, act: Operation) -> bool:
    live = Assignment.objects.filter(person=track.person_id, user=user_id, until__gt=act.now)
    return live.exists()


def _values(states: tuple[CompanionState, ...]) -> list[str]:
    return [one.value for one in states]
