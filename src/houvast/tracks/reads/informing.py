"""The duty to tell, for who tells it: whom, by when, what was shown, and what waits for a yes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localtime

from houvast.accounts.models import Municipality
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Identity
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity, Holding, Verb
from houvast.tracks import permissions
from houvast.tracks.models import (
    BreakGlass,
    Hold,
    InformationMoment,
    LetterSender,
    ProofOfTelling,
    Track,
)
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.informing import (
    NO_BIRTH_DATE,
    Audience,
    HoldGround,
    HoldKind,
    HoldState,
    Language,
    TellChannel,
)
from houvast.tracks.rules.letters import WordsKind, looked
from houvast.tracks.rules.states import TO_TELL, InformationState

NO_SENDER = gettext_noop("Er is nog geen afzender. De privacy officer vult die in.")


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody heard it."""

    channel: TellChannel
    words: str
    language: Language
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A question to wait, and what became of it."""

    id: UUID
    kind: HoldKind
    ground: HoldGround
    reason: str
    until: date | None
    state: HoldState
    repeats: bool
    asked_by: str
    asked_at: datetime
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody has to hear: by when, and how it stands."""

    audience: Audience
    state: InformationState
    since: date
    by_when: date
    proof: Proof | None
    holds: tuple[HoldLine, ...]

    @property
    def waits(self) -> bool:
        """Whether it has to be told still."""
        return self.state in TO_TELL

    @property
    def asked(self) -> bool:
        """Whether a question lies with the privacy officer."""
        return any(one.state is HoldState.ASKED for one in self.holds)


@dataclass(frozen=True, slots=True)
class InformingPage:
    """Everybody who has to hear what we keep about one young person."""

    track_id: UUID
    name: str
    today: date
    age_known: bool
    has_sender: bool
    duties: tuple[Duty, ...]

    def duty(self, audience: Audience) -> Duty:
        """The duty to this audience. Raises NotFound."""
        found = next((one for one in self.duties if one.audience is audience), None)
        if found is None:
            raise NotFound
        return found


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says besides its words, and what its edge says about the print."""

    filled: dict[str, str]
    printed_by: str
    printed_at: datetime
    operation: UUID


def informing_page(by: Actor, track_id: UUID) -> InformingPage:
    """For the lead coach. Raises NotFound for everybody who sees no such track."""
    with recorded(by, "tracks.informing_viewed", track_id) as act:
        row = _row(by, track_id, act)
        found = sorted(map(_duty, row["duties"]), key=lambda one: (one.waits, one.since))
        duties = {one.audience: one for one in found}.values()  # of emergencies the one that waits
        return InformingPage(
            track_id=track_id,
            name=name_of(row),
            today=act.today,
            age_known=row["birth_date"] is not None,
            has_sender=bool(row["sender"]),
            duties=tuple(sorted(duties, key=lambda one: list(Audience).index(one.audience))),
        )


def letter_facts(by: Actor, track_id: UUID, kind: WordsKind) -> LetterFacts:
    """What stands in the letter to this audience. Raises Refused without a sender or an age."""
    with recorded(by, "tracks.letter_made", track_id) as act:
        row = _row(by, track_id, act)
        sent_by = sender_words(by)
        if kind is WordsKind.REPRESENTATIVE:
            _check_letter_to_parents(row)
        terms = terms_of(row["programme_id"], act.today)
        looks = _looked(track_id) if kind is WordsKind.EMERGENCY else ""
        filled = sent_by | {
            "looks": looks,
            "name": row["given_name"] or row["nickname"] or "",
            "coach": row["lead"],
            "months": str(terms.closed_keep),
        }
        return LetterFacts(filled, row["lead"], act.now, act.key)


def sender_words(by: Actor) -> dict[str, str]:
    """Who sends a letter, and where somebody can complain. Raises Refused without a sender."""
    sender = LetterSender.objects.filter(municipality=by.municipality_id)
    newest = sender.order_by("-set_at").first()
    if newest is None:
        raise Refused(NO_SENDER)
    said = {name: getattr(newest, name) for name in ("address", "phone", "email", "fg", "ground")}
    place = Municipality.objects.get(pk=by.municipality_id).name
    return said | {"sender": newest.name, "municipality": place}


def _looked(track_id: UUID) -> str:
    """Who opened the file in an emergency, of what the young person did not hear yet."""
    waits = InformationMoment.objects.filter(
        track=OuterRef("track_id"),
        audience=Audience.EMERGENCY.value,
        state__in=[one.value for one in TO_TELL],
    )
    found = BreakGlass.objects.filter(track=track_id).annotate(
        since_day=Subquery(waits.values("since")[:1])
    )
    rows = found.exclude(since_day=None).order_by("since")
    said = rows.values_list("user__function", "team__name", "since", "since_day")
    looks = [
        (what, team, localtime(at).date())
        for what, team, at, day in said
        if localtime(at).date() >= day
    ]
    if not looks:
        raise NotFound
    return looked(looks)


def _check_letter_to_parents(row: dict[str, Any]) -> None:
    if row["birth_date"] is None:
        raise Refused(NO_BIRTH_DATE)
    waits = [one for one in row["duties"] if one["audience"] == Audience.REPRESENTATIVE.value]
    if not waits or waits[0]["state"] in ("not_needed", "left_out"):
        raise NotFound


def _row(by: Actor, track_id: UUID, act: Operation) -> dict[str, Any]:
    held = Assignment.objects.filter(
        person=OuterRef("person_id"),
        user=by.user_id,
        purpose=by.purpose,
        capacity=Capacity.LEAD.value,
        since__lte=act.now,
        until__gt=act.now,
    )
    identity = Identity.objects.filter(person=OuterRef("person_id"))
    sender = LetterSender.objects.filter(municipality=OuterRef("municipality_id"))
    found: Any = Track.objects.filter(pk=track_id).values("pk", "person_id", "programme_id")
    row: dict[str, Any] | None = found.annotate(
        **names(),
        lead=F("lead_coach__name"),
        leads=Subquery(held.values("pk")[:1]),
        birth_date=Subquery(identity.values("birth_date")[:1]),
        sender=Subquery(sender.values("pk")[:1]),
        duties=ArraySubquery(_duties()),
    ).first()
    if row is None or row["leads"] is None:
        raise NotFound
    act.concerns(row["person_id"])
    holding = Holding(Capacity.LEAD)
    permissions.require(
        permissions.can(
            by,
            Verb.SEE,
            InformationClass.SH,
            place=by.municipality_id,
            holding=holding,
            now=act.now,
        )
    )
    return row


def _duties() -> QuerySet[InformationMoment, Any]:
    proof = ProofOfTelling.objects.filter(moment=OuterRef("pk")).order_by("recorded_at")
    holds = Hold.objects.filter(moment=OuterRef("pk")).order_by("asked_at")
    shown = JSONObject(
        audience="audience",
        state="state",
        since="since",
        due="due",
        postponed_until="postponed_until",
        proof=Subquery(proof.values(one=JSONObject(**PROOF))[:1]),
        holds=ArraySubquery(holds.values(one=JSONObject(**HOLD))),
    )
    rows: QuerySet[InformationMoment, Any] = InformationMoment.objects.filter(
        track=OuterRef("pk")
    ).values(one=shown)
    return rows


PROOF = {
    **{one: one for one in ("channel", "words", "language", "on")},
    "by": "told_by__name",
}
HOLD = {
    **{one: one for one in ("kind", "ground", "reason", "until", "state", "repeats", "asked_at")},
    **{"id": "pk", "answer": "answer"},
    **{"asked_by": "asked_by__name", "answered_by": "answered_by__name"},
}


def _duty(row: dict[str, Any]) -> Duty:
    later, proof = row["postponed_until"], row["proof"]
    return Duty(
        audience=Audience(row["audience"]),
        state=InformationState(row["state"]),
        since=date.fromisoformat(row["since"]),
        by_when=date.fromisoformat(later or row["due"]),
        proof=_proof(proof) if proof else None,
        holds=tuple(hold_line(one) for one in row["holds"]),
    )


def _proof(row: dict[str, Any]) -> Proof:
    return Proof(
        TellChannel(row["channel"]),
        row["words"],
        Language(row["language"]),
        date.fromisoformat(row["on"]),
        row["by"],
    )


def hold_line(row: dict[str, Any]) -> HoldLine:
    """A question to wait, from the columns of `HOLD`."""
    return HoldLine(
        id=UUID(row["id"]),
        kind=HoldKind(row["kind"]),
        ground=HoldGround(row["ground"]),
        reason=row["reason"],
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        state=HoldState(row["state"]),
        repeats=row["repeats"],
        asked_by=row["asked_by"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        answered_by=row["answered_by"] or "",
        answer=row["answer"],
    )
