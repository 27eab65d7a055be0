"""What contacts that come in late ask first, asked once for a package; and what they leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Model

from houvast.accounts.reads import working_days
from houvast.accounts.rules import WorkingDays
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.database.written import add, add_all
from houvast.errors import NotFound
from houvast.sharing.reads import holdings
from houvast.sharing.rules import Holding
from houvast.tracks.actions.moments import leave, planned_moment, returns
from houvast.tracks.models import Contact, NextMoment, Track
from houvast.tracks.reads.standing import standing_to
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.states import NextMomentState


class AskedOnce:
    """Answers of one act. The moments are locked first, in one order, and all else is read then.

    So who hands over at the same moment is waited for, and then counts.
    """

    def __init__(self, by: Actor, act: Operation, contacts: list[UUID], tracks: list[UUID]) -> None:
        self._by, self._now, self._today = by, act.now, act.today
        rows = NextMoment.objects.filter(track__in=tracks, state=NextMomentState.PLANNED.value)
        locked = rows.order_by("track_id").select_for_update(no_key=True)
        self._planned = {one.track_id: one for one in locked}
        self._tracks = {one.pk: one for one in Track.objects.filter(pk__in=tracks)}
        self._held = holdings(by, {one.person_id for one in self._tracks.values()}, act.now)
        known = Contact.objects.filter(pk__in=contacts)
        self.there = frozenset(known.values_list("pk", flat=True))
        """The contacts that are there already."""
        told = Contact.objects.standing().filter(
            moment__in=[one.pk for one in self._planned.values()]
        )
        self._told = dict(told.values_list("moment").annotate(at=Max("at")))
        self._returns = returns(self._tracks, self._today)
        self._answered = set[UUID]()
        self._rows: list[Model] | None = None
        self._left: dict[NextMomentState, list[UUID]] = {}

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let what the contacts of the block leave be written at its end, a table at a time."""
        self._rows = []
        yield
        rows, self._rows = self._rows, None
        for state, moments in self._left.items():
            there = NextMoment.objects.filter(pk__in=moments)
            there.update(state=state.value, left_at=self._now)
        self._left.clear()
        add_all(rows)

    def keep(self, row: Model) -> None:
        """Write a row that nothing else of this package asks for."""
        if self._rows is None:
            add(row)
        else:
            self._rows.append(row)

    def leave(self, moment: NextMoment, state: NextMomentState) -> None:
        """Say what became of a moment; one that is not written yet is written like that."""
        if self._rows is None:
            leave(moment, state, self._now)
            return
        moment.state, moment.left_at = state.value, self._now
        if not moment._state.adding:
            self._left.setdefault(state, []).append(moment.pk)

    def track(self, track_id: UUID) -> Track:
        """A track that the actor sees. Raises NotFound."""
        found = self._tracks.get(track_id)
        if found is None:
            raise NotFound
        return found

    def standing(self, track: Track) -> Holding | None:
        """How the actor stands to it."""
        return self._held.get(track.person_id) or standing_to(self._by, track, self._now)

    def planned(self, track: Track) -> NextMoment:
        """Its planned moment, locked. Raises Refused when the actor may change none."""
        if track.pk not in self._planned:
            self._planned[track.pk] = planned_moment(track)
        return self._planned[track.pk]

    def decided_at(self, planned: NextMoment) -> datetime:
        """When it was talked about: of a contact when that happened."""
        found: datetime = self._told.get(planned.pk, planned.planned_at)
        return found

    def plans(self, planned: NextMoment, told_at: datetime) -> None:
        """Another moment is planned from now on, by a contact of this package."""
        self._planned[planned.track_id] = planned
        self._told[planned.pk] = told_at

    def returns(self, track: Track) -> date | None:
        """The day of the return of somebody who is away."""
        return self._returns.get(track.pk)

    def answers(self, track: Track) -> bool:
        """Whether this is the first that answers the ladder: nothing climbs it in one act."""
        first = track.pk not in self._answered
        self._answered.add(track.pk)
        return first

    @cached_property
    def days(self) -> WorkingDays:
        """The working days of the municipality."""
        return working_days(self._by.municipality_id, self._today)

    @cached_property
    def _terms(self) -> dict[UUID, Terms]:
        return {}

    def terms(self, programme_id: UUID) -> Terms:
        """What a programme promises."""
        if programme_id not in self._terms:
            self._terms[programme_id] = terms_of(programme_id, self._today)
        return self._terms[programme_id]
