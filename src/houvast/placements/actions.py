"""From a workplace chosen by hand to work that lasts, a verb a step; a break-off is no end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID, uuid4

from houvast.accounts.reads import working_days
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers.actions import give_back_place, take_place
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Identity
from houvast.placements.models import AftercareMoment, Placement
from houvast.placements.rules import (
    ACTIVE,
    TAKES_PLACE,
    AftercareState,
    PlacementState,
    Side,
    aftercare_days,
    check_introduction,
    check_move,
    check_start,
    check_started,
)
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import check_may
from houvast.tracks.actions.tracks import work_ended, work_started
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.states import PROMISED

AFTER_BREAK_OFF = gettext_noop("Hoe gaat het, en wat nu?")


def propose(*, by: Actor, track_id: UUID, workplace_id: UUID, key: UUID | None = None) -> UUID:
    """Put a workplace before the young person. The same `key` sent twice is one proposal."""
    with recorded(by, "placements.proposed", track_id) as act:
        track = _running(by, track_id, act)
        if key and Placement.objects.filter(pk=key, track=track).exists():
            return key
        live = Placement.objects.filter(
            track=track, workplace=workplace_id, state__in=[one.value for one in ACTIVE]
        )
        if live.exists():
            raise Refused(
                gettext_noop("Deze werkplek is al voorgesteld. Kies een andere."),
                field="workplace",
            )
        return Placement.objects.create(
            pk=key or uuid4(),
            workplace_id=workplace_id,
            state=PlacementState.PROPOSED.value,
            proposed_by_id=by.user_id,
            proposed_at=act.now,
            **track.row(),
        ).pk


def want(*, by: Actor, placement_id: UUID) -> None:
    """The young person says yes to this workplace: only now may the employer hear a name."""
    with _step(by, "placements.wanted", placement_id, PlacementState.WANTED) as (one, _, act):
        one.wanted_on = act.today


def introduce(*, by: Actor, placement_id: UUID) -> None:
    """Young person and employer have met."""
    with _step(by, "placements.introduced", placement_id, PlacementState.INTRODUCED) as step:
        one, track, act = step
        identity = Identity.objects.filter(person=track.person_id).first()
        check_introduction(identity.birth_date if identity else None)
        one.introduced_on = act.today


def agree(
    *,
    by: Actor,
    placement_id: UUID,
    start_on: date | None,
    trial_day: date | None = None,
    day_one_companion: str = "",
) -> None:
    """Agree on a start: a place is taken, and somebody comes along on day one."""
    with _step(by, "placements.agreed", placement_id, PlacementState.AGREED) as (one, track, act):
        taken = Placement.objects.filter(
            track=track, state__in=[state.value for state in TAKES_PLACE]
        )
        if taken.exists():
            raise Refused(
                gettext_noop("Er is al een startdatum bij een andere werkplek. Rond die eerst af.")
            )
        one.start_on = check_start(start_on, act.today, trial_day)
        one.trial_day, one.day_one_companion = trial_day, day_one_companion.strip()
        take_place(by=by, workplace_id=one.workplace_id)


def start(*, by: Actor, placement_id: UUID, started_on: date) -> None:
    """Work began: aftercare is planned in one go, with both sides."""
    with _step(by, "placements.started", placement_id, PlacementState.STARTED) as step:
        one, track, act = step
        check_started(started_on, act.today)
        one.started_on = started_on
        work_started(track=track, on=started_on, act=act)
        days = aftercare_days(started_on, terms_of(track.programme_id, act.today).aftercare_weeks)
        AftercareMoment.objects.bulk_create(
            AftercareMoment(
                placement=one,
                due=day,
                side=side.value,
                state=AftercareState.PLANNED.value,
                **track.row(),
            )
            for day in days
            for side in Side
        )


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


def break_off(*, by: Actor, placement_id: UUID) -> None:
    """Work stopped. In the same transaction a moment within days, and the search is open again."""
    verb = "placements.broken_off"
    with _step(by, verb, placement_id, PlacementState.BROKEN_OFF) as (one, track, act):
        one.ended_on = act.today
        give_back_place(by=by, workplace_id=one.workplace_id)
        _search_again(by, track, act)


def not_started(*, by: Actor, placement_id: UUID) -> None:
    """It did not go on. As a break-off: a moment within days, and the search is open again."""
    verb = "placements.not_started"
    with recorded(by, verb, placement_id) as act:
        before = PlacementState(Placement.objects.one(placement_id).state)
        with _step(by, verb, placement_id, PlacementState.NOT_STARTED) as (one, track, _):
            one.ended_on = act.today
            if before in TAKES_PLACE:
                give_back_place(by=by, workplace_id=one.workplace_id)
                _search_again(by, track, act)


def end(*, by: Actor, placement_id: UUID) -> None:
    """The work came to its own end, as agreed; aftercare and promise go on."""
    with _step(by, "placements.ended", placement_id, PlacementState.ENDED) as (one, _, act):
        one.ended_on = act.today
        give_back_place(by=by, workplace_id=one.workplace_id)


@contextmanager
def _step(
    by: Actor, verb: str, placement_id: UUID, then: PlacementState
) -> Iterator[tuple[Placement, Track, Operation]]:
    """One step of one placement, both locked, the track first; saved when the block ends well."""
    with recorded(by, verb, placement_id) as act:
        seen = Placement.objects.one(placement_id)
        track = _running(by, seen.track_id, act)
        one = Placement.objects.select_for_update(no_key=True).one(placement_id)
        check_move(PlacementState(one.state), then)
        one.state = then.value
        yield one, track, act
        one.save()


def _running(by: Actor, track_id: UUID, act: Operation) -> Track:
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.PM, track, act.now)
    track = Track.objects.select_for_update(no_key=True).one(track_id)
    if track.state not in PROMISED:
        raise Refused(gettext_noop("Dit traject loopt nu niet. Heropen het eerst."))
    return track


def _search_again(by: Actor, track: Track, act: Operation) -> None:
    terms = terms_of(track.programme_id, act.today)
    days = working_days(track.municipality_id, act.today)
    on = days.after(act.today, terms.after_break_off)
    work_ended(by=by, track=track, ahead=Ahead(on, what=AFTER_BREAK_OFF), act=act)
