"""From a workplace chosen by hand to work that lasts, a verb a step; a break-off is no end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID, uuid4

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers.actions import give_back_place, take_place
from houvast.errors import Refused, gettext_noop
from houvast.people.models import Identity
from houvast.placements.actions.aftercare import plan_aftercare
from houvast.placements.actions.terms import keep_terms
from houvast.placements.actions.under_way import (
    check_leads,
    moment_soon,
    running,
    search_again,
)
from houvast.placements.models import AgreedTerms, Placement, TrialDay
from houvast.placements.rules.consent import check_holds
from houvast.placements.rules.states import (
    ACTIVE,
    TAKES_PLACE,
    PlacementState,
    TrialState,
)
from houvast.placements.rules.steps import (
    check_introduction,
    check_move,
    check_start,
    check_started,
)
from houvast.placements.rules.terms import WorkTerms, check_agreed
from houvast.placements.rules.trial import check_no_trial_waits, check_trial_day
from houvast.tracks.actions.tracks import work_started
from houvast.tracks.models import Track


def put_before(*, by: Actor, track_id: UUID, workplace_id: UUID, key: UUID | None = None) -> UUID:
    """Put a workplace before the young person. The same `key` sent twice is one proposal.

    Asked by `decide` and `propose`, which store the reasons under the same key.
    """
    with recorded(by, "placements.proposed", track_id) as act:
        track = running(by, track_id, act)
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


def introduce(*, by: Actor, placement_id: UUID) -> None:
    """Young person and employer have met."""
    with _step(by, "placements.introduced", placement_id, PlacementState.INTRODUCED) as step:
        one, track, act = step
        identity = Identity.objects.filter(person=track.person_id).first()
        check_introduction(identity.birth_date if identity else None)
        check_holds(one.told_until, act.today)
        one.introduced_on = act.today


def agree(
    *,
    by: Actor,
    placement_id: UUID,
    start_on: date | None,
    terms: WorkTerms,
    day_one_companion: str = "",
) -> None:
    """Agree on a start and its terms: a place is taken, and somebody comes along on day one."""
    with _step(by, "placements.agreed", placement_id, PlacementState.AGREED) as (one, track, act):
        taken = Placement.objects.filter(
            track=track, state__in=[state.value for state in TAKES_PLACE]
        )
        if taken.exists():
            raise Refused(
                gettext_noop("Er is al een startdatum bij een andere werkplek. Rond die eerst af.")
            )
        check_holds(one.told_until, act.today)
        one.start_on = check_start(start_on, act.today)
        if waits := _trial_waits(one):
            check_trial_day(waits.day, waits.day, one.start_on, "start_on")
        one.day_one_companion = day_one_companion.strip()
        keep_terms(by, one, track, terms, act)
        take_place(by=by, workplace_id=one.workplace_id)


def _trial_waits(placement: Placement) -> TrialDay | None:
    return TrialDay.objects.filter(placement=placement, state=TrialState.PLANNED.value).first()


def start(*, by: Actor, placement_id: UUID, started_on: date) -> None:
    """Work began: aftercare is planned in one go, with both sides."""
    with _step(by, "placements.started", placement_id, PlacementState.STARTED) as step:
        one, track, act = step
        check_leads(by, track)
        check_started(started_on, one.introduced_on, act.today)
        check_no_trial_waits(_trial_waits(one) is not None)
        check_agreed(AgreedTerms.objects.filter(placement=one).exists())
        one.started_on = started_on
        work_started(track=track, on=started_on, act=act)
        plan_aftercare(one, track, started_on, act)


def break_off(*, by: Actor, placement_id: UUID) -> None:
    """Work stopped. In the same transaction a moment within days, and the search is open again."""
    verb = "placements.broken_off"
    with _step(by, verb, placement_id, PlacementState.BROKEN_OFF) as (one, track, act):
        one.ended_on = act.today
        give_back_place(by=by, workplace_id=one.workplace_id)
        search_again(by, track, act)


def not_started(*, by: Actor, placement_id: UUID) -> None:
    """It did not go on. Who had said yes gets a moment within days, and the search goes on."""
    verb = "placements.not_started"
    with recorded(by, verb, placement_id) as act:
        before = PlacementState(Placement.objects.one(placement_id).state)
        with _step(by, verb, placement_id, PlacementState.NOT_STARTED) as (one, track, _):
            one.ended_on = act.today
            if before in TAKES_PLACE:
                give_back_place(by=by, workplace_id=one.workplace_id)
                search_again(by, track, act)
            elif before is not PlacementState.PROPOSED:
                moment_soon(by, track, act)


def end(*, by: Actor, placement_id: UUID) -> None:
    """The work came to its own end, as agreed; aftercare and promise go on."""
    with _step(by, "placements.ended", placement_id, PlacementState.ENDED) as (one, track, act):
        check_leads(by, track)
        one.ended_on = act.today
        give_back_place(by=by, workplace_id=one.workplace_id)


@contextmanager
def _step(
    by: Actor, verb: str, placement_id: UUID, then: PlacementState
) -> Iterator[tuple[Placement, Track, Operation]]:
    """One step of one placement, both locked, the track first; saved when the block ends well."""
    with recorded(by, verb, placement_id) as act:
        seen = Placement.objects.one(placement_id)
        track = running(by, seen.track_id, act)
        one = Placement.objects.select_for_update(no_key=True).one(placement_id)
        check_move(PlacementState(one.state), then)
        one.state = then.value
        yield one, track, act
        one.save()
