"""Ask a guest of a partner one question, stop it; and as that guest: answer, or give it back."""

from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.models import Organisation
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import GuestQuestion, PartnerAnswer, Sharing
from houvast.cooperation.reads.guests import (
    Ask,
    answers_to,
    guests_of,
    latest_day,
    lives,
    require_stop,
    takes_part,
    waits,
)
from houvast.cooperation.reads.standing import track_to_share
from houvast.cooperation.rules.decisions import check_reason
from houvast.cooperation.rules.guests import check_answer, check_question
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.actions import end_of_day
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Track
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import FactKind

SH, CT = InformationClass.SH, InformationClass.CT
GIVEN_BACK = "Teruggegeven zonder antwoord."
"""Kept as a reason, so Dutch as what colleagues write."""


def ask_guest(*, by: Actor, track_id: UUID, asked: Ask, key: UUID | None = None) -> UUID:
    """Ask one question on a decision to share that lives; the same `key` twice is one question.

    Only the lead coach asks. Raises Refused with what is not there yet.
    """
    with recorded(by, "cooperation.guest_asked", track_id) as act:
        track, leads = track_to_share(by, track_id, act)
        if not leads:
            raise NotAllowed("lead")
        if key and GuestQuestion.objects.filter(pk=key).exists():
            return key
        made = _question(by, track, asked, act, key)
        made.save(force_insert=True)
        tell(made.municipality_id, made.guest_id, NoticeKind.GUEST_ASKED, act)
        return made.pk


def stop_guest(*, by: Actor, question_id: UUID, why: str) -> None:
    """Stop it: from this commit on the guest sees nothing. The decision to share goes on."""
    with recorded(by, "cooperation.guest_stopped", question_id) as act:
        found = GuestQuestion.objects.one(question_id)
        act.concerns(found.person_id)
        require_stop(by, found, act)
        reason = check_reason(why, "why")
        _end(by, _locked(question_id), reason, act)


def answer(*, by: Actor, question_id: UUID, text: str, certainty: FactKind) -> UUID:
    """Answer one's question: from this commit on it is over, and the lead coach reads it."""
    with recorded(by, "cooperation.guest_answered", question_id) as act:
        found = _as_guest(by, question_id, act)
        coach = answers_to(found.pk)
        said = check_answer(text)
        row: dict[str, Any] = {"person_id": found.person_id, "track_id": found.track_id}
        row |= {"municipality_id": found.municipality_id, "destroy_on": found.destroy_on}
        made = PartnerAnswer.objects.create(
            question=found,
            text=said,
            source=Organisation.objects.get(pk=found.organisation_id).name,
            certainty=certainty.value,
            answered_by_id=by.user_id,
            answered_at=act.now,
            **row,
        )
        found.answered_at = act.now
        found.save(update_fields=["answered_at"])
        tell(found.municipality_id, coach, NoticeKind.PARTNER_ANSWERED, act)
        return made.pk


def give_back(*, by: Actor, question_id: UUID) -> None:
    """The guest does not answer it: also who knows the young person in private."""
    with recorded(by, "cooperation.guest_gave_back", question_id) as act:
        found = _as_guest(by, question_id, act)
        coach = answers_to(found.pk)
        _end(by, found, GIVEN_BACK, act)
        tell(found.municipality_id, coach, NoticeKind.PARTNER_ANSWERED, act)


def note_read(by: Actor, answer_id: UUID) -> UUID:
    """The lead coach has read the answer: it leaves the list of tasks. Gives the track."""
    with recorded(by, "cooperation.partner_answer_read", answer_id) as act:
        found = PartnerAnswer.objects.filter(pk=answer_id).first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        held = holding(by, found.person_id, act.now)
        permissions.require(
            permissions.can(
                by, Verb.WRITE, CT, place=found.municipality_id, holding=held, now=act.now
            )
        )
        unread = PartnerAnswer.objects.filter(pk=answer_id, read_at=None)
        unread.update(read_at=act.now, read_by_id=by.user_id)
        return found.track_id


def _question(
    by: Actor, track: Track, asked: Ask, act: Operation, key: UUID | None
) -> GuestQuestion:
    """The row, when all that it rests on is there. Raises Refused beside the field."""
    open_now = Sharing.objects.select_for_update(no_key=True)  # it cannot stop meanwhile
    decided = open_now.filter(pk=asked.sharing_id, track=track).first()
    if decided is None or decided.to_organisation_id is None or not lives(decided, act.now):
        raise Refused(gettext_noop("Kies iets dat je nu met een partner deelt."), field="to")
    if not takes_part(track.municipality_id, decided.to_organisation_id):
        raise Refused(gettext_noop("Deze partner doet nu niet mee."), field="to")
    if asked.guest_id not in {
        one.id for one in guests_of(track.municipality_id, decided.to_organisation_id, act.now)
    }:
        raise Refused(gettext_noop("Kies een gast van deze partner."), field="to")
    if waits(asked.guest_id, decided.pk):
        raise Refused(
            gettext_noop("Er staat al een vraag open. Wacht op het antwoord, of stop die vraag."),
            field="to",
        )
    latest = latest_day(track, decided, act.today)
    words = check_question(asked.question, asked.until, act.today, latest)
    return GuestQuestion(
        pk=key or uuid4(),
        sharing=decided,
        organisation_id=decided.to_organisation_id,
        guest_id=asked.guest_id,
        question=words,
        asked_by_id=by.user_id,
        asked_at=act.now,
        until=end_of_day(asked.until),
        **track.row(),
    )


def _as_guest(by: Actor, question_id: UUID, act: Operation) -> GuestQuestion:
    """One's own open question, locked. Raises NotFound for everything else."""
    found = _locked(question_id)
    act.concerns(found.person_id)
    if by.token is not None or found.guest_id != by.user_id:
        raise NotFound
    held = Holding(Standing.GUEST, found.until)
    permissions.require(
        permissions.can(
            by, Verb.WRITE, SH, place=found.municipality_id, holding=held, now=act.now, own=True
        )
    )
    return found


def _locked(question_id: UUID) -> GuestQuestion:
    """A question that is not over yet, whatever somebody else did meanwhile."""
    rows = GuestQuestion.objects.select_for_update(no_key=True)
    found = rows.filter(pk=question_id, answered_at=None, ended_at=None).first()
    if found is None:
        raise NotFound
    return found


def _end(by: Actor, found: GuestQuestion, why: str, act: Operation) -> None:
    found.ended_by_id, found.ended_at, found.why_ended = by.user_id, act.now, why
    found.save(update_fields=["ended_by", "ended_at", "why_ended"])
