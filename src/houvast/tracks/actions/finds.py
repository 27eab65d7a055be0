"""A coach's own find: it works at once, and a team lead confirms it afterwards (trust T-05)."""

from uuid import UUID, uuid4

from houvast.accounts.reads import working_days
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.people.models import Person
from houvast.people.rules import check_age
from houvast.sharing.actions import assign
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks import permissions
from houvast.tracks.actions.came_back import tell_keepers
from houvast.tracks.actions.caseload import warn_when_full
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import plan
from houvast.tracks.actions.signals import Observation, Who, name_person
from houvast.tracks.models import (
    InformationMoment,
    LeadCoachHistory,
    Signal,
    SignalFacts,
    Track,
)
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.own_team import team_of
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.hiring import check_takes_new
from houvast.tracks.rules.informing import tell_by
from houvast.tracks.rules.promise import Terms, add_months, check_moment, destroy_open
from houvast.tracks.rules.signals import check_observation, check_source
from houvast.tracks.rules.states import (
    InformationState,
    RungCause,
    SignalState,
    TrackState,
)


def open_own_find(
    *, by: Actor, seen: Observation, who: Who, ahead: Ahead, key: UUID | None = None
) -> UUID:
    """Begin to hold on to someone the coach found. The same `key` sent twice is one track."""
    with recorded(by, "tracks.own_find_opened", key) as act:
        permissions.require_coach(by)
        team = team_of(by, act.now)
        check_takes_new(last_day_of(by.user_id), act.today)
        if key:
            one_at_a_time(key)
            if Track.objects.filter(pk=key).exists():
                return key
        terms = terms_of(programme_of(by.municipality_id), act.today)
        _check(seen, who, ahead, act, terms)
        until = destroy_open(act.today, terms)
        person = Person.objects.create(municipality_id=by.municipality_id, destroy_on=until)
        act.concerns(person.pk)
        days = working_days(by.municipality_id, act.today)
        assign(
            by=by,
            person_id=person.pk,
            user_id=by.user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.LEAD,
            granted_by=None,
            confirm_by=days.after(act.today, terms.confirm_within),
            now=act.now,
        )
        name_person(person, who)
        signal = _entry_reason(by, person, seen, team, act)
        tell_keepers(by, person.pk, act)
        return _open(by, person, signal, key or uuid4(), ahead, act)


def _check(seen: Observation, who: Who, ahead: Ahead, act: Operation, terms: Terms) -> None:
    if not who:
        raise Refused(
            gettext_noop("Vul een roepnaam in. Zonder naam kun je niemand vasthouden."),
            field="nickname",
        )
    check_observation(seen.behaviour, seen.observed_on, act.today)
    check_source(seen.source)
    check_age(who.birth_date, act.today, age_from=terms.age_from, age_below=terms.age_below)
    check_moment(ahead.on, act.today, terms)


def _entry_reason(
    by: Actor, person: Person, seen: Observation, team: UUID, act: Operation
) -> Signal:
    """Why this track began: the coach reports and answers, and a team lead confirms it."""
    row = {"municipality_id": by.municipality_id, "destroy_on": person.destroy_on}
    signal = Signal.objects.create(
        person=person,
        team_id=team,
        state=SignalState.TAKEN_UP.value,
        entered_by_id=by.user_id,
        received_at=act.now,
        answer_by=act.today,
        answered_at=act.now,
        answered_by_id=by.user_id,
        **row,
    )
    SignalFacts.objects.create(
        signal=signal,
        behaviour=seen.behaviour.strip(),
        kind=seen.kind.value,
        opinion=seen.opinion.strip(),
        source=seen.source.value,
        observed_on=seen.observed_on,
        criterion_id=seen.criterion_id,
        **row,
    )
    return signal


def _open(
    by: Actor, person: Person, signal: Signal, key: UUID, ahead: Ahead, act: Operation
) -> UUID:
    programme = programme_of(by.municipality_id)
    terms = terms_of(programme, act.today)
    track = Track.objects.create(
        pk=key,
        municipality_id=by.municipality_id,
        destroy_on=person.destroy_on,
        person=person,
        programme_id=programme,
        team_id=signal.team_id,
        lead_coach_id=by.user_id,
        signal=signal,
        state=TrackState.OPEN.value,
        proposed_at=act.now,
        opened_at=act.now,
        review_on=add_months(act.today, terms.review_months),
    )
    LeadCoachHistory.objects.create(user_id=by.user_id, since=act.now, **track.row())
    InformationMoment.objects.create(
        state=InformationState.PLANNED.value,
        since=act.today,
        due=tell_by(act.today, terms.inform_within),
        **track.row(),
    )
    plan(by, track, ahead, act.now)
    warn_when_full(by, track, act)
    return track.pk


def confirm_own_find(*, by: Actor, assignment_id: UUID) -> None:
    """Confirm as a second person that this coach holds on to this person."""
    with recorded(by, "tracks.own_find_confirmed", assignment_id) as act:
        found = Assignment.objects.filter(pk=assignment_id).first()
        if found is None or not Track.objects.filter(person=found.person_id).exists():
            raise NotFound
        act.concerns(found.person_id)
        if by.role not in (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR):
            raise NotAllowed("second_person")
        mine = Assignment.objects.select_for_update(no_key=True).get(pk=assignment_id)
        if mine.granted_by_id is not None or mine.user_id == by.user_id:
            raise Refused(gettext_noop("Dit is al bevestigd. Ververs de pagina."))
        mine.granted_by_id, mine.confirm_by = by.user_id, None
        mine.save(update_fields=["granted_by", "confirm_by"])
        for track in Track.objects.filter(person=mine.person_id):
            answer_rungs(by, track, RungCause.CONFIRMATION, act.now)
