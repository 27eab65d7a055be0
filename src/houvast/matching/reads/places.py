"""Track, wishes and open workplaces as input of the rules: one query, whatever their number.

The question is always asked for one young person: no function here starts from a place.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self
from uuid import UUID

import numpy as np
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.crypto import salted_hmac

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.employers.rules.states import WorkKind
from houvast.errors import NotAllowed, NotFound
from houvast.matching.reads.choices import ChoiceLine, choices_column, latest_choices
from houvast.matching.reads.kept import Asked, columns
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.rows import open_on, texts
from houvast.matching.reads.travel import present_rules, travel_editions
from houvast.matching.reads.wishes import KnownWishes, for_rules, known_wishes, wishes_column
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.columns import KINDS, Ints
from houvast.matching.rules.explain import explain, inputs_of, parts_of
from houvast.matching.rules.kernel import lists
from houvast.matching.rules.lists import Draw, Suggestion, tie
from houvast.matching.rules.ordering import Lists
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.question import Question
from houvast.matching.rules.replay import LIST, SEALS
from houvast.matching.rules.sides import Pair, Place, Wishes
from houvast.matching.rules.views import ALL, Filter, PlacesView, seen_in
from houvast.matching.rules.what_if import Supposed, gains, supposing
from houvast.people.models import Identity
from houvast.tracks.models import Track
from houvast.tracks.reads.files import TrackFile, read_file


@dataclass(frozen=True)
class Work:
    """What the screens about work of one young person are made of."""

    track_id: UUID
    today: date
    known: KnownWishes | None
    wishes: Wishes
    """As the rules read them: with the birth date, and school among what is not free."""
    offer: Offer
    choices: Mapping[UUID, ChoiceLine]
    """Per workplace the choice that counts now."""
    ruleset: Ruleset
    """The points table, and how journeys are estimated now."""

    @cached_property
    def lists(self) -> Lists:
        """The lists of today, as positions in the offer."""
        draw = Draw(secret("draw"), self.today, self.track_id)
        return lists(self.asked, tie(draw.of_person, self.offer.luck(draw)))

    @cached_property
    def asked(self) -> Question:
        """The young person and all workplaces, as numbers."""
        return Question(self.wishes, self.offer.columns, self.today, self.ruleset)

    def supposing(self, these: frozenset[Supposed]) -> Self:
        """The same if these things were otherwise: to look at, and never to keep."""
        return replace(self, wishes=supposing(self.wishes, these)) if these else self

    def gains(self, chosen: frozenset[Supposed]) -> Mapping[Supposed, int]:
        """What can be supposed, beside what is, and how many workplaces each wins."""
        return gains(self.asked, chosen)

    def won_by(self, supposed: "Work") -> frozenset[UUID]:
        """The workplaces that fit in the supposed list and not in this one."""
        won = np.setdiff1d(supposed.lists.fits, self.lists.fits)
        return frozenset(self.offer.ids[at] for at in won)

    @property
    def undecided(self) -> Ints:
        """What fits and what nearly fits, and was not decided about."""
        every = np.concatenate((self.lists.fits, self.lists.near))
        return every[~np.isin(every, list(self._decided))]

    def seen_in(self, view: PlacesView, only: Filter = ALL) -> Ints:
        """The workplaces of a view, in order; those that a filter keeps."""
        every = seen_in(view, self.lists, self._decided, self.offer.by_title)
        return every if only == ALL else every[only.keeps(self.asked)[every]]

    @property
    def kinds(self) -> list[WorkKind]:
        """The kinds of work that are offered today."""
        columns = self.offer.columns
        here = np.unique(columns.kind[columns.closes >= self.today.toordinal()])
        return [KINDS[at] for at in here]

    def explained(self, positions: Iterable[int]) -> Sequence[Suggestion]:
        """These workplaces, each with its reasons."""
        places = (self.offer.place(at, self.today) for at in positions)
        return [self._suggestion(one) for one in places]

    def suggestion(self, place_id: UUID) -> Suggestion:
        """One place with its reasons. Raises NotFound when it is not open, or not of here."""
        at = self.offer.at.get(place_id)
        if at is None or self.offer.columns.closes[at] < self.today.toordinal():
            raise NotFound
        return self._suggestion(self.offer.place(at, self.today))

    def seal(self, place: Place) -> str:
        """The seal on what was read for one place: stored with a choice, and sent along with it."""
        return inputs_of(Pair(self.wishes, place, self.today), self.ruleset, secret("inputs"))

    def sealed(self, place: Place, listed: str) -> dict[str, Any]:
        """What is stored beside an explanation, to replay it by: each input, and the list."""
        pair = Pair(self.wishes, place, self.today)
        return {SEALS: parts_of(pair, self.ruleset, secret("inputs")), LIST: listed}

    @property
    def list_seal(self) -> str:
        """A seal on what fits and what nearly fits, in order: stored with a choice."""
        ids = [str(self.offer.ids[at]) for at in np.concatenate((self.lists.fits, self.lists.near))]
        return hmac.digest(secret("list"), "|".join(ids).encode(), "sha256").hex()[:24]

    @cached_property
    def _decided(self) -> Mapping[int, ChoiceOutcome]:
        places = ((self.offer.at.get(key), one.outcome) for key, one in self.choices.items())
        return {at: outcome for at, outcome in places if at is not None}

    def _suggestion(self, place: Place) -> Suggestion:
        return Suggestion(place, explain(Pair(self.wishes, place, self.today), self.ruleset))


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The file of a young person with all about work."""

    file: TrackFile
    work: Work


def secret(what: str) -> bytes:
    """A key of the installation for one use; another signing key makes another."""
    return bytes(salted_hmac("houvast.matching", what, algorithm="sha256").digest())


def work_page(by: Actor, track_id: UUID, verb: str = "matching.list_viewed") -> WorkPage:
    """Wishes and workplaces of one young person. Raises NotFound, NotAllowed."""
    with recorded(by, verb, track_id) as act:
        return WorkPage(who_sees_work(by, track_id, act), read_work(by, track_id, act))


def place_page(
    by: Actor, track_id: UUID, place_id: UUID, verb: str = "matching.place_viewed"
) -> WorkPage:
    """Wishes and one workplace, as they are at this moment. Raises NotFound, NotAllowed."""
    with recorded(by, verb, track_id) as act:
        file = who_sees_work(by, track_id, act)
        return WorkPage(file, read_place(track_id, place_id, act))


def read_work(by: Actor, track_id: UUID, act: Operation) -> Work:
    """All about work of one track, inside the caller's act. Raises NotFound."""
    asked = Asked(by.municipality_id, act.today)
    row = _row(_with_offer, track_id=track_id, today=act.today, **asked.since)
    return _work(row, asked.offer(row), act)


def read_place(track_id: UUID, place_id: UUID, act: Operation) -> Work:
    """The same with one workplace, read at this moment: for who decides about it."""
    row = _row(_with_place, track_id=track_id, today=act.today, place_id=place_id)
    return _work(row, Offer.of(row["offered"], act.today), act)


def who_sees_work(by: Actor, track_id: UUID, act: Operation) -> TrackFile:
    """The file, for who sees the work wishes in it. Raises NotFound, NotAllowed."""
    file = read_file(by, track_id, act)
    if not file.sees_work:
        raise NotAllowed("WP_see")
    return file


def _row(build: Callable[..., QuerySet[Any, Any]], **given: Any) -> dict[str, Any]:
    with prepared():
        row = next(iter(ask(build, **given)), None)
    if row is None:
        raise NotFound
    return row


def _with_offer(track_id: Given, today: Given, since: Given | None = None) -> QuerySet[Any, Any]:
    return _with(track_id, columns(today, since))


def _with_place(track_id: Given, today: Given, place_id: Given) -> QuerySet[Any, Any]:
    here = open_on(today).filter(pk=place_id, municipality=OuterRef("municipality_id"))
    return _with(track_id, {"offered": texts(here)})


def _with(track_id: Given, more: Mapping[str, Any]) -> QuerySet[Any, Any]:
    born = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")[:1]
    found: Any = Track.objects.filter(pk=track_id).values("pk")
    row: QuerySet[Any, Any] = found.annotate(
        born=Subquery(born),
        wished=wishes_column(),
        chosen=choices_column(),
        travel=travel_editions(),
        **more,
    )
    return row


def _work(row: Mapping[str, Any], offer: Offer, act: Operation) -> Work:
    known = known_wishes(row["wished"])
    return Work(
        track_id=row["pk"],
        today=act.today,
        known=known,
        wishes=for_rules(known, row["born"]),
        offer=offer,
        choices=latest_choices(row["chosen"]),
        ruleset=present_rules(row["travel"]),
    )
