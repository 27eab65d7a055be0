"""Tell somebody what we keep and prove it, or ask to wait; a second person says whether it may."""

from dataclasses import dataclass
from uuid import UUID

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.people.models import Identity
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.actions.moments import check_may
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Hold, InformationMoment, LetterSender, ProofOfTelling, Track
from houvast.tracks.rules import informing
from houvast.tracks.rules.informing import (
    NO_BIRTH_DATE,
    Audience,
    Decision,
    HoldKind,
    HoldState,
    Telling,
    check_decision,
    check_hold,
    check_second,
    check_telling,
)
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import TO_TELL, InformationState

TOLD_ALREADY = gettext_noop("Dit is al vastgelegd. Ververs de pagina.")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the letters, how one reaches them and the FG, and why we may keep a file."""

    name: str
    address: str
    phone: str
    email: str
    fg: str
    ground: str


def record_telling(*, by: Actor, track_id: UUID, audience: Audience, telling: Telling) -> None:
    """Keep the proof that somebody heard what we keep and why (trust T-36)."""
    with recorded(by, "tracks.told_what_we_keep", track_id) as act:
        track, moment = _to_tell(by, track_id, audience, act)
        check_telling(telling, audience, today=act.today, since=moment.since)
        if audience is Audience.REPRESENTATIVE:
            _check_age_known(track)
        ProofOfTelling.objects.create(
            moment=moment,
            channel=telling.channel.value,
            words=telling.words,
            language=telling.language.value,
            on=telling.on,
            told_by_id=by.user_id,
            recorded_at=act.now,
            **track.row(),
        )
        moment.state, moment.told_on = InformationState.TOLD.value, telling.on
        moment.told_by_id = by.user_id
        moment.save(update_fields=["state", "told_on", "told_by"])


def ask_to_hold(*, by: Actor, track_id: UUID, audience: Audience, hold: informing.Hold) -> UUID:
    """Ask to tell somebody later, or parents not at all (trust T-32, T-37)."""
    with recorded(by, "tracks.hold_asked", track_id) as act:
        track, moment = _to_tell(by, track_id, audience, act)
        reason = check_hold(hold, audience, today=act.today)
        if Hold.objects.filter(moment=moment, state=HoldState.ASKED.value).exists():
            raise Refused(gettext_noop("Deze vraag ligt al bij de privacy officer."))
        made = Hold.objects.create(
            moment=moment,
            kind=hold.kind.value,
            ground=hold.ground.value,
            reason=reason,
            until=hold.until,
            state=HoldState.ASKED.value,
            asked_by_id=by.user_id,
            asked_at=act.now,
            **track.row(),
        )
        for one in colleagues(by.municipality_id, [Role.PRIVACY_OFFICER], act.now):
            tell(by.municipality_id, one.id, NoticeKind.HOLD_ASKED, act)
        return made.pk


def answer_hold(
    *, by: Actor, hold_id: UUID, agrees: bool, answer: str, decision: Decision | None = None
) -> None:
    """Say yes or no as the second person. A repeat rests on a decision of the controller."""
    with recorded(by, "tracks.hold_answered", hold_id) as act:
        _require_second(by, act)
        hold = _asked(hold_id, act)
        check_second(hold.asked_by_id, by.user_id)
        if agrees and hold.repeats:
            made = decision or Decision()
            check_decision(made, today=act.today)
            hold.decided_by, hold.decided_on = made.by.strip(), made.on
            hold.document, hold.fg_on = made.document.strip(), made.fg_on
            hold.fg_advice = made.fg_advice.strip()
        hold.state = (HoldState.AGREED if agrees else HoldState.DECLINED).value
        hold.answer = check_reason(answer, field="answer")
        hold.answered_by_id, hold.answered_at = by.user_id, act.now
        hold.save()
        if agrees:
            _lets_wait(hold, act)
        tell(by.municipality_id, hold.asked_by_id, NoticeKind.HOLD_ANSWERED, act)


def _require_second(by: Actor, act: Operation) -> None:
    kind, place, watches = InformationClass.SH, by.municipality_id, Holding(Standing.RIGHTS)
    permissions.require(
        permissions.can(by, Verb.WRITE, kind, place=place, holding=watches, now=act.now)
    )


def _asked(hold_id: UUID, act: Operation) -> Hold:
    """The question, locked; one that was answered meanwhile can no longer be locked."""
    act.concerns(Hold.objects.one(hold_id).person_id)
    waits = Hold.objects.select_for_update(no_key=True).filter(state=HoldState.ASKED.value)
    found = waits.filter(pk=hold_id).first()
    if found is None:
        raise Refused(gettext_noop("Deze vraag is al beantwoord. Ververs de pagina."))
    return found


def _lets_wait(hold: Hold, act: Operation) -> None:
    """The day may have come while the question waited, and it may have been told meanwhile."""
    if hold.until is not None and hold.until <= act.today:
        raise Refused(
            gettext_noop("Die dag is al voorbij. Zeg nee, en laat de coach opnieuw vragen.")
        )
    waits = InformationMoment.objects.select_for_update(no_key=True).filter(
        pk=hold.moment_id, state__in=[one.value for one in TO_TELL]
    )
    moment = waits.first()
    if moment is None:
        raise Refused(gettext_noop("Het is intussen verteld. Zeg nee, dan is de vraag weg."))
    later = hold.kind == HoldKind.LATER
    moment.state = (InformationState.POSTPONED if later else InformationState.LEFT_OUT).value
    moment.postponed_until = hold.until
    moment.save(update_fields=["state", "postponed_until"])


def _to_tell(
    by: Actor, track_id: UUID, audience: Audience, act: Operation
) -> tuple[Track, InformationMoment]:
    """The track and its duty to this audience, locked: only who leads tells, or asks to wait."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.SH, track, act.now)
    mine = InformationMoment.objects.filter(track=track, audience=audience.value)
    duties = list(mine.select_for_update(no_key=True).order_by("since"))
    if not duties:
        raise NotFound
    moment = next((one for one in duties if InformationState(one.state) in TO_TELL), None)
    if moment is None:
        raise Refused(TOLD_ALREADY)
    return track, moment


def _check_age_known(track: Track) -> None:
    """Parents hear it of a child: of whom it is not known that he is one, they hear nothing."""
    identity = Identity.objects.filter(person=track.person_id).first()
    if identity is None or identity.birth_date is None:
        raise Refused(NO_BIRTH_DATE)


def set_sender(*, by: Actor, sender: Sender) -> UUID:
    """Say who sends the letters from now on."""
    with recorded(by, "tracks.letter_sender_set"):
        if by.role != Role.PRIVACY_OFFICER:
            raise NotAllowed("role")
        check_reason(sender.ground, field="ground")
        made = LetterSender.objects.create(
            municipality_id=by.municipality_id,
            name=sender.name.strip(),
            address=sender.address.strip(),
            phone=sender.phone.strip(),
            email=sender.email.strip(),
            fg=sender.fg.strip(),
            ground=sender.ground.strip(),
            set_by_id=by.user_id,
        )
        return made.pk


def tell_of_late(*, by: Actor) -> int:
    """Each night: the privacy officers hear that somebody waits for too long; how many are told."""
    with recorded(by, "tracks.late_duties_told") as act:
        late = InformationMoment.objects.late(act.today)
        if not late.exists():
            return 0
        officers = colleagues(by.municipality_id, [Role.PRIVACY_OFFICER], act.now)
        for one in officers:
            tell(by.municipality_id, one.id, NoticeKind.INFORM_LATE, act)
        return len(officers)
