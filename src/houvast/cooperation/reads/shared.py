"""What of a young person is shared now, what was given to the reader, and what waits for a look."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import PushedTask, SharedFact, Sharing
from houvast.cooperation.reads.candidates import Candidate, candidates, conditions_of
from houvast.cooperation.reads.standing import track_to_share
from houvast.cooperation.rules.decisions import Conditions
from houvast.cooperation.rules.restricting import Limit, limit_of
from houvast.cooperation.rules.states import LIVE, Label, Pushed, Receiver, ShareState, Told
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.people.models import Nickname
from houvast.sharing.models import Ground, Partnership
from houvast.sharing.reads import holding
from houvast.sharing.rules import Capacity, Holding, Verb
from houvast.sharing.rules.grounds import GroundStatus
from houvast.sharing.rules.partners import PartnershipKind
from houvast.tracks.models import Track

SH = InformationClass.SH
MOST = 50


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as it was when it was shared."""

    id: UUID
    label: Label
    text: str
    source: str
    observed_on: date
    is_disputed: bool
    conditions: Conditions
    limit: Limit = Limit.FREE
    lift_on: date | None = None
    """From which day it is shared again, when the young person was told."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What the receiver still has to do."""

    id: UUID
    kind: Pushed
    due: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class SharingLine:
    """One decision, with the facts that the reader may see and what the receiver has to do."""

    id: UUID
    receiver: Receiver
    to: str
    question: str
    state: ShareState
    """As it is now: past its term it is expired."""
    decided_by: str
    decided_on: date
    ground: str
    last_day: date | None
    told: Told | None
    told_on: date | None
    why: str
    """Why it was refused or withdrawn; for a second person why it is needed."""
    labels: tuple[Label, ...]
    facts: tuple[FactLine, ...]
    tasks: tuple[TaskLine, ...]
    is_live: bool
    may_withdraw: bool = False
    may_receive: bool = False
    """The reader is the receiver, or says it for a partner."""
    necessity: str = ""
    proportionality: str = ""
    subsidiarity: str = ""
    is_given: bool = False
    """Reached its receiver once, so that restricting it has a meaning."""


@dataclass(frozen=True, slots=True)
class SharingPage:
    """All that was shared or refused of one young person, the newest first."""

    today: date
    track_id: UUID
    name: str
    lines: tuple[SharingLine, ...]
    may_share: bool
    is_beside: bool
    """Who looks is of Werk & Inkomen, and can note an answer."""


@dataclass(frozen=True, slots=True)
class ShareChoices:
    """What the form offers: rows, receivers and grounds."""

    today: date
    track_id: UUID
    name: str
    candidates: tuple[Candidate, ...]
    receivers: tuple[Receiver, ...]
    colleagues: tuple[tuple[UUID, str], ...]
    partners: tuple[tuple[UUID, str], ...]
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """What others shared with the reader, or what waits for him as a second person."""

    today: date
    lines: tuple[SharingLine, ...]


def sharing_page(by: Actor, track_id: UUID) -> SharingPage:
    """What is shared of this young person with whom. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.sharing_viewed", track_id) as act:
        track = named(track_id)
        act.concerns(track.person_id)
        held = holding(by, track.person_id, act.now)
        _require(by, Verb.SEE, track, held, act, own=True)
        rows = _rows(Sharing.objects.filter(track=track))[:MOST]
        may = held is not None and held.basis in (Capacity.LEAD, Capacity.WORK)
        return SharingPage(
            act.today,
            track.pk,
            getattr(track, "called", None) or "",
            tuple(_line(by, one, act, leads=held.basis is Capacity.LEAD) for one in rows)
            if held
            else (),
            may,
            held is not None and held.basis is Capacity.WORK,
        )


def share_choices(by: Actor, track_id: UUID) -> ShareChoices:
    """What can be shared of this young person, with whom and on what."""
    with recorded(by, "cooperation.share_choices_viewed", track_id) as act:
        track, leads = track_to_share(by, track_id, act)
        here = colleagues(by.municipality_id, [Role.WORK_COACH], act.now)
        known = Partnership.objects.filter(
            state="in_force", kind=PartnershipKind.COVENANT.value
        ).select_related("organisation")
        grounds = Ground.objects.filter(state="in_force", status=GroundStatus.ENABLED.value)
        return ShareChoices(
            act.today,
            track.pk,
            _called(track.person_id),
            candidates(track, leads),
            FROM_LEAD if leads else FROM_WORK,
            tuple((one.id, one.name) for one in here if one.id != by.user_id),
            tuple(dict.fromkeys((one.organisation_id, one.organisation.name) for one in known)),
            tuple((one.code, f"{one.code} {one.title}") for one in grounds.order_by("code")),
        )


FROM_LEAD = (Receiver.COLLEAGUE, Receiver.PARTNER, Receiver.TABLE)
FROM_WORK = (Receiver.COACHES, Receiver.TABLE)


def received_page(by: Actor) -> ReceivedPage:
    """What was shared with who looks, for Werk & Inkomen. Raises NotAllowed for other roles."""
    with recorded(by, "cooperation.received_viewed") as act:
        if by.role != Role.WORK_COACH or by.token is not None:
            raise NotAllowed("receiver")
        mine = Sharing.objects.filter(to_user=by.user_id).exclude(state=ShareState.ENDED.value)
        rows = list(_rows(mine)[:MOST])
        act.concerns(*dict.fromkeys(one.person_id for one in rows))
        return ReceivedPage(act.today, tuple(_line(by, one, act) for one in rows))


def along_page(by: Actor) -> ReceivedPage:
    """What waits for a second person: the reasons, and of the facts only what they are about."""
    with recorded(by, "cooperation.along_viewed") as act:
        if by.role != Role.PRIVACY_OFFICER or by.token is not None:
            raise NotAllowed("role")
        waiting = Sharing.objects.filter(state=ShareState.DECIDED.value)
        rows = list(_rows(waiting)[:MOST])
        act.concerns(*dict.fromkeys(one.person_id for one in rows))
        return ReceivedPage(act.today, tuple(_line(by, one, act) for one in rows))


def along_one(by: Actor, sharing_id: UUID) -> SharingLine:
    """One that waits for a second person. Raises NotFound, NotAllowed."""
    found = [one for one in along_page(by).lines if one.id == sharing_id]
    if not found:
        raise NotFound
    return found[0]


def work_fact_page(by: Actor, track_id: UUID) -> SharingPage:
    """The page on which Werk & Inkomen notes an answer. Raises NotAllowed for who coaches."""
    page = sharing_page(by, track_id)
    if not page.is_beside:
        raise NotAllowed("work")
    return page


def one_sharing(by: Actor, sharing_id: UUID) -> SharingLine:
    """One decision that the reader may stop. Raises NotFound."""
    with recorded(by, "cooperation.sharing_asked", sharing_id) as act:
        found = _rows(Sharing.objects.filter(pk=sharing_id)).first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        track = Track.objects.one(found.track_id)
        held = holding(by, found.person_id, act.now)
        own = found.decided_by_id == by.user_id
        _require(by, Verb.WRITE, track, held, act, own=own)
        return _line(by, found, act, leads=True)


def one_fact(by: Actor, fact_id: UUID) -> FactLine:
    """One fact that the reader shared. Raises NotFound."""
    with recorded(by, "cooperation.fact_asked", fact_id) as act:
        return own_fact(by, fact_id, act)


def own_fact(by: Actor, fact_id: UUID, act: Operation) -> FactLine:
    """The same, within an operation."""
    found = SharedFact.objects.filter(pk=fact_id, dropped_at=None).first()
    if found is None:
        raise NotFound
    track = Track.objects.one(found.track_id)
    act.concerns(track.person_id)
    held = holding(by, track.person_id, act.now)
    _require(by, Verb.WRITE, track, held, act, own=True)
    return fact_line(found)


def _require(
    by: Actor, verb: Verb, track: Track, held: Holding | None, act: Operation, *, own: bool
) -> None:
    place = track.municipality_id
    permissions.require(
        permissions.can(by, verb, SH, place=place, holding=held, now=act.now, own=own)
    )


def _rows(rows: QuerySet[Sharing]) -> QuerySet[Sharing]:
    """With the facts and tasks that the policies show."""
    facts = SharedFact.objects.filter(dropped_at=None).order_by("label", "pk")
    tasks = PushedTask.objects.filter(sharing=OuterRef("pk"), confirmed_at=None)
    said = JSONObject(id="pk", kind="kind", due="due")
    return (
        rows.select_related("to_user", "to_organisation", "decided_by", "asked_by")
        .prefetch_related(Prefetch("facts", facts))
        .annotate(to_do=ArraySubquery(tasks.order_by("due", "pk").values_list(said)))
        .order_by("-asked_at", "pk")
    )


def _line(by: Actor, one: Sharing, act: Operation, *, leads: bool = False) -> SharingLine:
    lives = one.state in LIVE and one.until is not None and one.until > act.now
    state = ShareState(one.state)
    to: Any = one.to_user or one.to_organisation
    to_me = one.to_user_id == by.user_id
    who: Any = one.decided_by or one.asked_by
    return SharingLine(
        id=one.pk,
        receiver=Receiver(one.receiver),
        to=to.name if to else "",
        question=one.question,
        state=ShareState.EXPIRED if state in LIVE and not lives else state,
        decided_by=who.name,
        decided_on=localdate(one.decided_at or one.asked_at),
        ground=one.ground,
        last_day=localdate(one.until - timedelta(microseconds=1)) if one.until else None,
        told=Told(one.told) if one.told else None,
        told_on=one.told_on,
        why=one.why_ended,
        labels=tuple(Label(each) for each in one.labels),
        facts=tuple(fact_line(each) for each in one.facts.all()),
        tasks=tuple(_task(each, act.today) for each in getattr(one, "to_do", ())),
        is_live=lives,
        may_withdraw=(leads or one.decided_by_id == by.user_id)
        and (lives or state is ShareState.DECIDED),
        may_receive=to_me or (leads and (one.receiver != Receiver.COLLEAGUE or has_left(one))),
        necessity=one.necessity,
        proportionality=one.proportionality,
        subsidiarity=one.subsidiarity,
        is_given=one.sent_at is not None,
    )


def has_left(made: Sharing) -> bool:
    """Whether the colleague to whom it was made out works here no more."""
    to = made.to_user
    return to is not None and (not to.is_active or to.suspended_at is not None)


def fact_line(one: SharedFact) -> FactLine:
    """A fact as the reader sees it."""
    return FactLine(
        one.pk,
        Label(one.label),
        one.text,
        one.source,
        one.observed_on,
        one.disputed_at is not None,
        conditions_of(one),
        limit_of(is_restricted=one.restricted_at is not None, lift_on=one.lift_on),
        one.lift_on,
    )


def _task(one: dict[str, str], today: date) -> TaskLine:
    due = date.fromisoformat(one["due"])
    return TaskLine(UUID(one["id"]), Pushed(one["kind"]), due, due < today)


def named(track_id: UUID) -> Track:
    """The track with the nickname on it, in one statement."""
    called = Nickname.objects.filter(person=OuterRef("person_id")).values("text")
    found: Track | None = (
        Track.objects.annotate(called=Subquery(called)).filter(pk=track_id).first()
    )
    if found is None:
        raise NotFound
    return found


def _called(person_id: UUID) -> str:
    found: Any = Nickname.objects.filter(person=person_id).values_list("text", flat=True).first()
    return str(found or "")
