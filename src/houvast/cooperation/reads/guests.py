"""Questions to guests of partners: for who asks, and for who watches how sharing goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from houvast.accounts.models import Membership
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import GuestQuestion, PartnerAnswer, Sharing
from houvast.cooperation.reads.shared import named
from houvast.cooperation.rules.guests import QuestionState, last_day, state_of
from houvast.cooperation.rules.states import LIVE, Receiver
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.people.models import Nickname
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import term_column, terms_of
from houvast.tracks.rules.states import FactKind

SH = InformationClass.SH
MOST = 50
RESTS: Func = Func(F("pk"), function="cooperation_question_rests", output_field=BooleanField())
"""SQL: whether decision, covenant and guest still carry a question."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, as it is asked."""

    sharing_id: UUID
    guest_id: UUID
    question: str
    until: date


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of a partner who can be asked."""

    id: UUID
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: what, how the guest knows it, and when."""

    id: UUID
    text: str
    certainty: FactKind
    source: str
    answered_on: date
    is_read: bool


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, how far it is, and its answer when the reader may see it."""

    id: UUID
    track_id: UUID
    organisation: str
    guest: str
    question: str
    asked_by: str
    asked_on: date
    last_day: date
    state: QuestionState
    why: str
    answer: Given | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to share with a partner on which a question can be asked, and its guests."""

    id: UUID
    organisation: str
    question: str
    latest: date
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class AskPage:
    """The questions about one young person, and on what another one can be asked."""

    today: date
    track_id: UUID
    name: str
    lines: tuple[QuestionLine, ...]
    decided: tuple[Decided, ...]
    has_decision: bool
    """Whether something is shared with a partner now, also one without a guest."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """An answer that the lead coach has not read yet, with whom it is about."""

    given: Given
    track_id: UUID
    person_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class WatchPage:
    """All that runs in the municipality, and the last fifty that ran; about whom is not told."""

    today: date
    lines: tuple[QuestionLine, ...]
    may_stop: bool


def ask_page(by: Actor, track_id: UUID) -> AskPage:
    """What was asked of guests about this young person. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.guests_viewed", track_id) as act:
        track = named(track_id)
        act.concerns(track.person_id)
        held = holding(by, track.person_id, act.now)
        permissions.require(
            permissions.can(
                by, Verb.WRITE, SH, place=track.municipality_id, holding=held, now=act.now
            )
        )
        rows = _rows(GuestQuestion.objects.filter(track=track).select_related("answer"))
        shared = _decided(track, act)
        return AskPage(
            act.today,
            track.pk,
            getattr(track, "called", None) or "",
            tuple(_line(one, act, answers=True) for one in rows[:MOST]),
            tuple(one for one in shared if one.guests),
            bool(shared),
        )


def watch_page(by: Actor) -> WatchPage:
    """The questions that run and ran, for privacy officer and FG. Raises NotAllowed."""
    with recorded(by, "cooperation.guests_watched") as act:
        standing = WATCHES.get(by.role)
        if standing is None or by.token is not None:
            raise NotAllowed("role")
        place, held = by.municipality_id, Holding(standing)
        permissions.require(
            permissions.can(by, Verb.SEE, SH, place=place, holding=held, now=act.now)
        )
        every = GuestQuestion.objects.all()
        runs = every.filter(answered_at=None, ended_at=None, until__gt=act.now)
        rows = [*_rows(runs), *_rows(every.exclude(pk__in=runs.values("pk")))[:MOST]]
        lines = [_line(one, act) for one in rows]
        act.concerns(*dict.fromkeys(one.person_id for one in rows))
        lines.sort(key=lambda one: one.state is not QuestionState.OPEN)
        may = permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=act.now)
        return WatchPage(act.today, tuple(lines), bool(may))


WATCHES = {Role.PRIVACY_OFFICER.value: Standing.RIGHTS, Role.FG.value: Standing.OVERSIGHT}


def guest_line(by: Actor, question_id: UUID) -> QuestionLine:
    """One question that runs, for who can stop it. Raises NotFound."""
    with recorded(by, "cooperation.guest_to_stop_viewed", question_id) as act:
        found = _rows(GuestQuestion.objects.filter(pk=question_id)).first()
        if found is None or found.guest_id == by.user_id:
            raise NotFound
        act.concerns(found.person_id)
        require_stop(by, found, act)
        return _line(found, act)


def require_stop(by: Actor, found: GuestQuestion, act: Operation) -> None:
    """Go on as the lead coach, or as who carries out what young people are entitled to.

    Raises NotAllowed: the FG looks along, and is offered no form that says no afterwards.
    """
    is_officer = by.purpose == Purpose.SUBJECT_RIGHTS and by.role == Role.PRIVACY_OFFICER
    held = Holding(Standing.RIGHTS) if is_officer else holding(by, found.person_id, act.now)
    place = found.municipality_id
    permissions.require(permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=act.now))


def answers_to_read(by: Actor) -> tuple[ToRead, ...]:
    """Answers about whom the actor leads, the oldest first, inside the caller's act."""
    named = Nickname.objects.filter(person=OuterRef("person_id")).values("text")[:1]
    rows = PartnerAnswer.objects.filter(read_at=None, track__lead_coach=by.user_id)
    found: Any = rows.annotate(nickname=Subquery(named)).order_by("answered_at", "pk")[:MOST]
    return tuple(
        ToRead(_given(one), one.track_id, one.person_id, one.nickname or "") for one in found
    )


def guests_of(place: UUID, organisation: UUID, now: datetime) -> tuple[Guest, ...]:
    """Who can be asked for a partner, by name, inside the caller's act."""
    here = _serving(place, now).filter(team__organisation=organisation)
    return _guests(here.values_list(JSONObject(**GUEST), flat=True))


GUEST = {"id": "user_id", "name": "user__name", "function": "user__function"}


def _serving(place: UUID, now: datetime) -> QuerySet[Membership]:
    return Membership.objects.filter(
        municipality_id=place,
        role=Role.PARTNER_GUEST.value,
        since__lte=now,
        until__gt=now,
        user__is_active=True,
        user__suspended_at=None,
    ).order_by("user__name", "user_id")


def _guests(rows: Iterable[dict[str, str]]) -> tuple[Guest, ...]:
    found = (Guest(UUID(one["id"]), one["name"], one["function"]) for one in rows)
    return tuple(dict.fromkeys(found))


def takes_part(place: UUID, organisation: UUID) -> bool:
    """Whether a partner takes part today, inside the caller's act."""
    with connection.cursor() as cursor:
        cursor.execute("select sharing_partner_takes_part(%s, %s)", [place, organisation])
        return bool(cursor.fetchone()[0])


def waits(guest: UUID, sharing: UUID) -> bool:
    """Whether this guest or this decision has an open question; locks the account of the guest."""
    with connection.cursor() as cursor:
        cursor.execute("select cooperation_guest_waits(%s, %s)", [guest, sharing])
        return bool(cursor.fetchone()[0])


def answers_to(question: UUID) -> UUID:
    """Who leads the young person now: to whom a guest answers, inside the guest's act."""
    with connection.cursor() as cursor:
        cursor.execute("select cooperation_answers_to(%s)", [question])
        found: UUID = cursor.fetchone()[0]
        return found


def lives(one: Sharing, now: datetime) -> bool:
    """Whether a decision opens something at this moment."""
    return one.state in LIVE and one.until is not None and one.until > now


def latest_day(track: Track, decided: Sharing, today: date) -> date:
    """The latest last day of a question about this track on this decision."""
    days = terms_of(track.programme_id, today).guest_days
    return last_day(today, days, last_day_of(decided))


def last_day_of(one: Any) -> date:
    """The last day on which somebody can read by this row."""
    return localdate(one.until - timedelta(microseconds=1))


def _rows(rows: QuerySet[GuestQuestion]) -> QuerySet[GuestQuestion]:
    return (
        rows.select_related("organisation", "guest", "asked_by")
        .annotate(rests=RESTS)
        .order_by("-asked_at", "pk")
    )


def _line(one: Any, act: Operation, *, answers: bool = False) -> QuestionLine:
    given = getattr(one, "answer", None) if answers and one.answered_at else None
    return QuestionLine(
        id=one.pk,
        track_id=one.track_id,
        organisation=one.organisation.name,
        guest=one.guest.name,
        question=one.question,
        asked_by=one.asked_by.name,
        asked_on=localdate(one.asked_at),
        last_day=last_day_of(one),
        state=state_of(
            answered=one.answered_at is not None,
            ended=one.ended_at is not None,
            until=one.until,
            rests=one.rests,
            now=act.now,
        ),
        why=one.why_ended,
        answer=_given(given) if given else None,
    )


def _given(one: Any) -> Given:
    return Given(
        one.pk,
        one.text,
        FactKind(one.certainty),
        one.source,
        localdate(one.answered_at),
        one.read_at is not None,
    )


def _decided(track: Track, act: Operation) -> tuple[Decided, ...]:
    """What lives of what was shared with partners, the newest first, in one statement."""
    here = _serving(track.municipality_id, act.now)
    guests = here.filter(team__organisation=OuterRef("to_organisation"))
    found = Sharing.objects.filter(
        track=track,
        receiver=Receiver.PARTNER.value,
        state__in=[one.value for one in LIVE],
        until__gt=act.now,
    ).annotate(
        guests=ArraySubquery(guests.values(one=JSONObject(**GUEST))),
        programme_id=F("track__programme_id"),
    )
    rows: Any = found.annotate(days=term_column("guest_days", act.today))
    return tuple(
        Decided(
            one.pk,
            one.to_organisation.name,
            one.question,
            last_day(act.today, one.days, last_day_of(one)),
            _guests(one.guests),
        )
        for one in rows.select_related("to_organisation").order_by("-asked_at", "pk")
    )
