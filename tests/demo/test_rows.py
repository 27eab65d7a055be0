"""The rows of the past are what the actions leave: one life is lived both ways and compared.

Who changes what an action writes sees here that `demo/rows.py` or `demo/turns.py` has to follow.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import models, transaction
from django.utils.timezone import localdate

from houvast.accounts.models import Municipality, Programme, Team, User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.audit.models import Entry
from houvast.demo import rows, turns
from houvast.demo.clock import Clock, at, earlier
from houvast.demo.ledger import OWNER, Ledger, Town, _lifted
from houvast.demo.municipality import ORDER, _calendar
from houvast.demo.people import STAFF
from houvast.demo.words import ANSWERS, CLOSING_ANSWERS, WHY_THIS_COACH
from houvast.tracks.actions.closing import Farewell, agree_closing, propose_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.signals import Observation, Who, receive_signal, start_triage
from houvast.tracks.actions.ties import answer_private
from houvast.tracks.actions.tracks import (
    Proposal,
    accept_track,
    record_scan,
    take_up,
)
from houvast.tracks.models import CoachOffer, EntryCriterion, Notice, Track
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    ContactOutcome,
    FactKind,
    PlaceKind,
    Source,
)
from tests.demo.conftest import Loaded
from tests.tracks.informs import tell_young_person

WHO = Who("Twee", "Twee", "Keer", date(2008, 5, 4), "0600012345")
SCAN = dict.fromkeys(LifeDomain, ScanValue.IN_ORDER) | {LifeDomain.WORK: ScanValue.NEEDS_STEP}
SAME_FOR_BOTH = (User, Team, Programme, EntryCriterion, Municipality)
APART = {"coachoffer.reason", "entry.took"}
"""Thrown by the dice on one side; how long it took when it was done, which copied rows did not."""


@pytest.fixture
def place(town: Loaded) -> Town:
    programme = Programme.objects.get(municipality_id=town.place)
    users = {one.username: User.objects.get_by_natural_key(one.username) for one in STAFF}
    return Town(
        place=town.place,
        people={one.username: actor_of(users[one.username], one.role) for one in STAFF},
        teams={
            name: user.memberships.order_by("since", "pk")[0].team_id
            for name, user in users.items()
        },
        programme=programme.pk,
        criteria=tuple(EntryCriterion.objects.order_by("text").values_list("pk", flat=True)),
        terms=programme.promises.order_by("valid_from")[0].terms(),
        days=_calendar(town.place),
    )


class Life:
    """The acts of one life, on the same days whichever way it is lived."""

    def __init__(self, town: Town, today: date) -> None:
        self.town = town
        self.begun = town.days.after(today - timedelta(days=30), 1)
        self.accepted, self.first, self.second, self.closed = (
            town.days.after(self.begun, number) for number in (1, 2, 5, 8)
        )
        words = "Staat elke middag bij het winkelcentrum."
        criterion = town.criteria[0]
        self.seen = Observation(words, FactKind.SEEN, Source.MYSELF, self.begun, criterion)
        self.reporter = replace(town.people["noor"], purpose=Purpose.INTAKE.value)
        self.spoke = self._talk(self.first, ContactOutcome.SPOKE, "Vond het fijn.")
        self.missed = self._talk(self.second, ContactOutcome.NOT_REACHED, "")
        self.ahead = Ahead(self.second, agreed=True, what="Koffie")
        self.again = Ahead(self.closed, what="Wandelen")

    def _talk(self, day: date, outcome: ContactOutcome, note: str) -> Talk:
        moment = at(day, time(11, 5))
        return Talk(moment, ContactChannel.PHONE, PlaceKind.STREET, outcome, note=note)

    def as_rows(self) -> dict[type[models.Model], list[models.Model]]:
        ledger = Ledger(self.town, Random(1))
        file = rows.begin(ledger, WHO, self.seen, self.reporter, "samira")
        file.accept(self.accepted, offered_by="tess")
        file.contact(self.spoke, self.ahead)
        file.tell_young_person(self.first)
        file.contact(self.missed, self.again)
        file.scan(SCAN, at(self.second, time(12)))
        turns.close(file, self.closed, CloseReason.BASIS_IN_PLACE, SCAN, "samira")
        return ledger.rows

    def by_actions(self, clock: Clock) -> UUID:
        samira, karin = self.town.people["samira"], self.town.people["karin"]

        def go_to(day: date) -> None:
            clock.at((clock.today - day).days)

        go_to(self.begun)
        track = self._asked()
        go_to(self.accepted)
        with recorded(samira, "demo.story"):
            offer = CoachOffer.objects.get(track=track)
        accept_track(by=samira, offer_id=offer.pk)
        answer_private(by=samira, track_id=track, is_private=False)
        go_to(self.first)
        log_contact(by=samira, track_id=track, talk=self.spoke, ahead=self.ahead)
        tell_young_person(by=samira, track_id=track, on=self.first)
        go_to(self.second)
        log_contact(by=samira, track_id=track, talk=self.missed, ahead=self.again)
        record_scan(by=samira, track_id=track, values=SCAN)
        go_to(self.closed)
        closing = propose_closing(by=samira, track_id=track, farewell=self._farewell())
        agree_closing(by=karin, closing_id=closing)
        return track

    def _asked(self) -> UUID:
        tess = self.town.people["tess"]
        signal = receive_signal(by=self.reporter, seen=self.seen, who=WHO)
        start_triage(by=tess, signal_id=signal)
        asked = Proposal(self.town.user("karin"), self.town.user("samira"), WHY_THIS_COACH[0])
        return take_up(by=tess, signal_id=signal, answers=ANSWERS, proposal=asked, who=WHO)

    def _farewell(self) -> Farewell:
        again = self.closed + timedelta(days=self.town.terms.come_back_after)
        keeper, reason = self.town.user("samira"), CloseReason.BASIS_IN_PLACE
        return Farewell(reason, keeper, again, self.closed, CLOSING_ANSWERS)


def shape(row: models.Model) -> tuple[tuple[str, Any], ...]:
    """What stands in each column; of a key only whether there is one, of a time only the day."""
    return tuple(
        (field.attname, _plain(field, getattr(row, field.attname)))
        for field in row._meta.concrete_fields
        if f"{row._meta.model_name}.{field.attname}" not in APART
    )


def _plain(field: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return localdate(value)
    if isinstance(value, UUID) and field.related_model not in SAME_FOR_BOTH:
        return "a key"
    return tuple("a key" for _ in value) if isinstance(value, list) else value


def written(track: UUID) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    """All rows of the person of a track, seen from behind the walls."""
    with transaction.atomic(using=OWNER), _lifted(list(ORDER)):
        mine = Track.objects.using(OWNER).get(pk=track)
        ways = {"track": track, "person": mine.person_id, "signal": mine.signal_id}
        for model in ORDER:
            names = {one.name for one in model._meta.concrete_fields}
            way = next((one for one in ways if one in names), None)
            every = model._default_manager.using(OWNER)
            if model is Entry:
                about = [mine.person_id, mine.signal_id]
                yield model, list(every.filter(subject__in=about).exclude(verb="demo.story"))
            elif model is Track or model is type(mine.person):
                yield model, [mine if model is Track else every.get(pk=mine.person_id)]
            elif model._meta.model_name == "signal":
                yield model, [every.get(pk=mine.signal_id)]
            elif way:
                yield model, list(every.filter(**{way: ways[way]}))


def test_a_life_leaves_the_same_rows_both_ways(place: Town):
    with earlier() as clock:
        life = Life(place, clock.today)
        track = life.by_actions(clock)
    made = life.as_rows()
    seen = dict(written(track))
    assert made.keys() - {Notice} <= seen.keys()
    for model, found in seen.items():
        by_rows = Counter(shape(one) for one in made.get(model, []))
        by_actions = Counter(shape(one) for one in found)
        assert by_rows == by_actions, model
