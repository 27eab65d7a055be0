"""Write the tracks of an import, many rows in one statement, as an own find writes one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from houvast.accounts.reads import colleagues, working_days
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.people.models import Identity, Nickname, Person
from houvast.sharing.actions import ASSIGNED_FOR
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import (
    BroughtTrack,
    InformationMoment,
    LeadCoachHistory,
    NextMoment,
    Signal,
    SignalFacts,
    Track,
)
from houvast.tracks.reads.caseloads import asked_coaches
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.importing import Brought, spread
from houvast.tracks.rules.informing import tell_by
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import Terms, add_months, destroy_open
from houvast.tracks.rules.states import (
    FactKind,
    InformationState,
    NextMomentState,
    SignalState,
    Source,
    TrackState,
)

AT_ONCE = 500
"""Rows in one statement."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows of one import share."""

    by: Actor
    act: Operation
    import_id: UUID
    programme_id: UUID
    terms: Terms
    here: dict[str, Any]
    """What every row carries."""


def bring(
    by: Actor,
    rows: Sequence[Brought],
    import_id: UUID,
    act: Operation,
    told: Callable[[int, int], None],
) -> list[UUID]:
    """Write a track for each row, inside the caller's act; gives the persons.

    The database lets this pass only for persons whose `BroughtTrack` this transaction wrote.
    """
    programme = programme_of(by.municipality_id)
    terms = terms_of(programme, act.today)
    here = {"municipality_id": by.municipality_id, "destroy_on": destroy_open(act.today, terms)}
    frame = _Frame(by, act, import_id, programme, terms, here)
    first = _first_days(by, rows, act, terms)
    people: list[UUID] = []
    for some in _batched(rows):
        people += _write(frame, some, first)
        told(len(people), len(rows))
    _tell(by, rows, act)
    return people


def _batched(rows: Sequence[Brought]) -> Iterable[Sequence[Brought]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


def _first_days(
    by: Actor, rows: Sequence[Brought], act: Operation, terms: Terms
) -> dict[int, date]:
    """The first day of each row: a coach does not get them all on one day."""
    days = working_days(by.municipality_id, act.today)
    of_coach: defaultdict[UUID, list[int]] = defaultdict(list)
    for one in rows:
        of_coach[one.coach.id].append(one.row)
    return {
        row: day
        for mine in of_coach.values()
        for row, day in zip(mine, spread(len(mine), act.today, days, terms), strict=True)
    }


def _write(frame: _Frame, rows: Sequence[Brought], first: dict[int, date]) -> list[UUID]:
    people = [Person(**frame.here) for _ in rows]
    signals = [_signal(frame, one, person) for one, person in zip(rows, people, strict=True)]
    tracks = [
        _track(frame, one, person, signal)
        for one, person, signal in zip(rows, people, signals, strict=True)
    ]
    pairs = list(zip(rows, tracks, strict=True))
    _add(people)
    _add(_came(frame, one, track) for one, track in pairs)
    _add(_nickname(frame, one, track) for one, track in pairs)
    _add(_identity(frame, one, track) for one, track in pairs)
    _add(signals)
    _add(_facts(frame, one, signal) for one, signal in zip(rows, signals, strict=True))
    _add(_assignment(frame, one, track) for one, track in pairs)
    _add(tracks)
    now = frame.act.now
    _add(LeadCoachHistory(user_id=one.coach.id, since=now, **track.row()) for one, track in pairs)
    _add(_information(frame, track) for track in tracks)
    _add(_moment(frame, track, first[one.row]) for one, track in pairs)
    return [one.pk for one in people]


def _add(rows: Iterable[models.Model]) -> None:
    made = list(rows)
    type(made[0])._default_manager.bulk_create(made)


def _came(frame: _Frame, one: Brought, track: Track) -> BroughtTrack:
    return BroughtTrack(
        brought_by_id=frame.by.user_id,
        at=frame.act.now,
        import_id=frame.import_id,
        key=one.key,
        **track.row(),
    )


def _nickname(frame: _Frame, one: Brought, track: Track) -> Nickname:
    return Nickname(person_id=track.person_id, text=one.nickname, **frame.here)


def _identity(frame: _Frame, one: Brought, track: Track) -> Identity:
    return Identity(
        person_id=track.person_id,
        given_name=one.given_name,
        family_name=one.family_name,
        birth_date=one.birth_date,
        phone=one.phone,
        **frame.here,
    )


def _signal(frame: _Frame, one: Brought, person: Person) -> Signal:
    """The entry reason of a track that ran already: who imports answers for it, with a reason."""
    now, me = frame.act.now, frame.by.user_id
    return Signal(
        person=person,
        team_id=one.coach.team_id,
        state=SignalState.TAKEN_UP.value,
        entered_by_id=me,
        received_at=now,
        answer_by=frame.act.today,
        answered_at=now,
        answered_by_id=me,
        **frame.here,
    )


def _facts(frame: _Frame, one: Brought, signal: Signal) -> SignalFacts:
    seen = one.source is Source.MYSELF
    return SignalFacts(
        signal=signal,
        behaviour=one.reason,
        kind=(FactKind.SEEN if seen else FactKind.TOLD).value,
        source=one.source.value,
        observed_on=one.entered_on,
        criterion_id=one.criterion_id,
        **frame.here,
    )


def _assignment(frame: _Frame, one: Brought, track: Track) -> Assignment:
    now = frame.act.now
    return Assignment(
        person_id=track.person_id,
        user_id=one.coach.id,
        granted_by_id=frame.by.user_id,
        purpose=Purpose.GUIDANCE.value,
        capacity=Capacity.LEAD.value,
        since=now,
        until=now + ASSIGNED_FOR,
        **frame.here,
    )


def _track(frame: _Frame, one: Brought, person: Person, signal: Signal) -> Track:
    now = frame.act.now
    return Track(
        person=person,
        programme_id=frame.programme_id,
        team_id=one.coach.team_id,
        lead_coach_id=one.coach.id,
        signal=signal,
        state=TrackState.OPEN.value,
        proposed_at=now,
        opened_at=now,
        review_on=add_months(frame.act.today, frame.terms.review_months),
        **frame.here,
    )


def _information(frame: _Frame, track: Track) -> InformationMoment:
    since = frame.act.today
    due = tell_by(since, frame.terms.inform_within)
    return InformationMoment(
        state=InformationState.PLANNED.value, since=since, due=due, **track.row()
    )


def _moment(frame: _Frame, track: Track, due: date) -> NextMoment:
    """A first day that nobody agreed with the young person yet ("nog af te spreken")."""
    return NextMoment(
        due=due,
        state=NextMomentState.PLANNED.value,
        held_by_id=track.lead_coach_id,
        planned_at=frame.act.now,
        planned_by_id=frame.by.user_id,
        **track.row(),
    )


def _tell(by: Actor, rows: Sequence[Brought], act: Operation) -> None:
    """Each coach hears it once; a team lead once that somebody holds more than was agreed (P15)."""
    came = Counter(one.coach.id for one in rows)
    full = set()
    for coach in asked_coaches():
        if coach.id in came:
            tell(by.municipality_id, coach.id, NoticeKind.BROUGHT, act)
            if coach.held - came[coach.id] <= coach.bound < coach.held:
                full.add(coach.team_id)
    for lead in colleagues(by.municipality_id, [Role.TEAM_LEAD], act.now):
        if lead.team_id in full:
            tell(by.municipality_id, lead.id, NoticeKind.CASELOAD, act)
