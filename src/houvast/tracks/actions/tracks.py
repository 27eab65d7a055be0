"""A track begins: proposed by the triage, held by a coordinator by name, accepted by a coach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from houvast.accounts.models import Membership
from houvast.accounts.reads import working_days
from houvast.accounts.rules import COACHES, InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.people.models import Person
from houvast.sharing.actions import assign
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.came_back import tell_keepers
from houvast.tracks.actions.caseload import warn_when_full
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.signals import Who, close_signal, name_person, signal_to_answer
from houvast.tracks.actions.ties import check_can_be_asked
from houvast.tracks.models import (
    CoachOffer,
    InformationMoment,
    LeadCoachHistory,
    ScanAnswer,
    Signal,
    Track,
)
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.terms import criteria, programme_of, terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.hiring import check_takes_new
from houvast.tracks.rules.informing import tell_by
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import Terms, add_months, destroy_open
from houvast.tracks.rules.signals import Necessity, check_answers, check_reason
from houvast.tracks.rules.states import (
    InformationState,
    NextMomentState,
    OfferState,
    RungCause,
    SignalState,
    TrackState,
)

NO_COACH = gettext_noop("Deze coach kan dit nu niet. Kies een andere coach.")
NO_HOLDER = gettext_noop("Deze regisseur werkt hier niet meer. Kies een andere regisseur.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who holds the track by name, which coach is asked, and why this coach."""

    holder_id: UUID
    coach_id: UUID
    reason: str
    inform_on: date | None = None


def take_up(
    *,
    by: Actor,
    signal_id: UUID,
    answers: Necessity,
    proposal: Proposal,
    who: Who,
    criterion: UUID | None = None,
) -> UUID:
    """Take up a signal: a proposed track with a named holder, and a question to a coach.

    `who` names a young person who was unknown so far; it is not used when the signal names one.
    `criterion` is the triage's own, for what Veiligheid offers: that came with no why.
    """
    with recorded(by, "tracks.signal_taken_up", signal_id) as act:
        signal = signal_to_answer(by, signal_id, SignalState.TAKEN_UP, act)
        check_answers(answers)
        person_id = signal.person_id or _named(by, signal, who, act)
        terms = terms_of(programme_of(by.municipality_id), act.today)
        _write_answers(signal, answers, criterion, act)
        track = _propose(by, signal, person_id, proposal, terms, act)
        _offer(by, track, proposal, act)
        close_signal(by, signal, SignalState.TAKEN_UP, act)
        act.concerns(person_id)
        return track.pk


def _named(by: Actor, signal: Signal, who: Who, act: Operation) -> UUID:
    """Give an unknown young person a name to be found by; without one nobody can look for him."""
    if not who:
        raise Refused(
            gettext_noop("Vul een roepnaam in. Dan weet de coach wie we zoeken."), field="nickname"
        )
    person = Person.objects.create(
        municipality_id=signal.municipality_id, destroy_on=signal.destroy_on
    )
    signal.person = person
    signal.save(update_fields=["person"])
    name_person(person, who)
    tell_keepers(by, person.pk, act)
    return person.pk


def _write_answers(
    signal: Signal, answers: Necessity, criterion: UUID | None, act: Operation
) -> None:
    facts = signal.facts
    if facts.criterion_id is None:
        valid = {one.id for one in criteria(signal.municipality_id, act.today)}
        if criterion not in valid:
            raise Refused(gettext_noop("Kies jullie eigen reden om te helpen."), field="criterion")
        facts.criterion_id = criterion
    facts.necessity = answers.necessity.strip()
    facts.proportionality = answers.proportionality.strip()
    facts.subsidiarity = answers.subsidiarity.strip()
    facts.save(update_fields=["necessity", "proportionality", "subsidiarity", "criterion"])


def _propose(
    by: Actor, signal: Signal, person_id: UUID, proposal: Proposal, terms: Terms, act: Operation
) -> Track:
    holder = serving(by, proposal.holder_id, (Role.PROCESS_COORDINATOR,), act)
    if holder is None:
        raise Refused(NO_HOLDER, field="holder")
    days = working_days(by.municipality_id, act.today)
    track = Track.objects.create(
        municipality_id=by.municipality_id,
        destroy_on=destroy_open(act.today, terms),
        person_id=person_id,
        programme_id=programme_of(by.municipality_id),
        team_id=holder.team_id,
        lead_coach_id=proposal.holder_id,
        signal=signal,
        state=TrackState.PROPOSED.value,
        proposed_at=act.now,
        accept_by=days.after(act.today, terms.accept_within),
        first_attempt_on=days.after(act.today, terms.first_attempt_within),
    )
    LeadCoachHistory.objects.create(user_id=proposal.holder_id, since=act.now, **track.row())
    since = timezone.localdate(signal.received_at)
    latest = tell_by(since, terms.inform_within)
    InformationMoment.objects.create(
        state=InformationState.PLANNED.value,
        since=since,
        due=max(since, min(proposal.inform_on or latest, latest)),
        **track.row(),
    )
    return track


def serving(by: Actor, user_id: UUID, roles: tuple[Role, ...], act: Operation) -> Membership | None:
    """The live membership of an active colleague in one of these roles."""
    return (
        Membership.objects.filter(
            user_id=user_id,
            municipality_id=by.municipality_id,
            role__in=[one.value for one in roles],
            since__lte=act.now,
            until__gt=act.now,
            user__is_active=True,
            user__suspended_at=None,
        )
        .order_by("since")
        .first()
    )


def _offer(by: Actor, track: Track, proposal: Proposal, act: Operation) -> None:
    """Ask a coach: who asks grants the access, the coach accepts it."""
    if proposal.coach_id == by.user_id:
        raise Refused(
            gettext_noop("Je kunt jezelf geen toegang geven. Vraag een andere coach."),
            field="coach",
        )
    coach = serving(by, proposal.coach_id, COACHES, act)
    if coach is None:
        raise Refused(NO_COACH, field="coach")
    check_takes_new(last_day_of(proposal.coach_id), act.today, field="coach")
    check_can_be_asked(track.person_id, proposal.coach_id, NO_COACH, field="coach")
    CoachOffer.objects.create(
        to_user_id=proposal.coach_id,
        offered_by_id=by.user_id,
        team_id=coach.team_id,
        reason=check_reason(proposal.reason),
        offered_at=act.now,
        accept_by=track.accept_by or act.today,
        state=OfferState.OFFERED.value,
        **track.row(),
    )
    tell(by.municipality_id, proposal.coach_id, NoticeKind.OFFER, act)


def offer_track(*, by: Actor, track_id: UUID, coach_id: UUID, reason: str) -> None:
    """Ask (another) coach for a proposed track; the one who was asked before is let go."""
    with recorded(by, "tracks.track_offered", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        if track.state != TrackState.PROPOSED:
            raise Refused(gettext_noop("Dit traject heeft al een coach. Ververs de pagina."))
        CoachOffer.objects.filter(track=track, state=OfferState.OFFERED.value).update(
            state=OfferState.WITHDRAWN.value, answered_at=act.now
        )
        terms = terms_of(track.programme_id, act.today)
        days = working_days(by.municipality_id, act.today)
        track.accept_by = days.after(act.today, terms.accept_within)
        track.save(update_fields=["accept_by"])
        _offer(by, track, Proposal(track.lead_coach_id, coach_id, reason), act)
        answer_rungs(by, track, RungCause.ACCEPTANCE, act.now)


def accept_track(*, by: Actor, offer_id: UUID) -> UUID:
    """Become the lead coach: from this commit on there is one coach and one next moment."""
    with recorded(by, "tracks.track_accepted", offer_id) as act:
        offer, track = _asked(by, offer_id, act)
        act.concerns(track.person_id)
        check_takes_new(last_day_of(by.user_id), act.today)
        terms = terms_of(track.programme_id, act.today)
        assign(
            by=by,
            person_id=track.person_id,
            user_id=by.user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.LEAD,
            granted_by=offer.offered_by_id,
            now=act.now,
        )
        LeadCoachHistory.objects.filter(track=track, until=None).update(until=act.now)
        track.state = TrackState.OPEN.value
        track.lead_coach_id, track.team_id = by.user_id, offer.team_id
        track.opened_at, track.review_on = act.now, add_months(act.today, terms.review_months)
        track.save()
        LeadCoachHistory.objects.create(user_id=by.user_id, since=act.now, **track.row())
        first = max(track.first_attempt_on or act.today, act.today)
        plan(by, track, Ahead(first, what=gettext_noop("Eerste contact zoeken")), act.now)
        offer.state, offer.answered_at = OfferState.ACCEPTED.value, act.now
        offer.save(update_fields=["state", "answered_at"])
        answer_rungs(by, track, RungCause.ACCEPTANCE, act.now)
        warn_when_full(by, track, act)
        return track.pk


def decline_track(*, by: Actor, offer_id: UUID) -> None:
    """Say no to a track. It stays with the coordinator who holds it."""
    with recorded(by, "tracks.track_declined", offer_id) as act:
        offer, track = _asked(by, offer_id, act)
        act.concerns(track.person_id)
        offer.state, offer.answered_at = OfferState.DECLINED.value, act.now
        offer.save(update_fields=["state", "answered_at"])


def _asked(by: Actor, offer_id: UUID, act: Operation) -> tuple[CoachOffer, Track]:
    """The open offer to this actor and its track, both locked, the track first."""
    gone = gettext_noop("Deze vraag is er niet meer. De regisseur houdt het traject vast.")
    asked = CoachOffer.objects.filter(pk=offer_id, to_user=by.user_id).first()
    if asked is None or asked.state != OfferState.OFFERED or asked.accept_by < act.today:
        raise Refused(gone)
    # Who waited for the lock may find that the track is no longer there for who was only asked.
    track = Track.objects.select_for_update(no_key=True).filter(pk=asked.track_id).first()
    offer = CoachOffer.objects.select_for_update(no_key=True).filter(
        pk=offer_id, state=OfferState.OFFERED.value
    )
    found = offer.first()
    if found is None or track is None or track.state != TrackState.PROPOSED:
        raise Refused(gone)
    return found, track


def record_scan(*, by: Actor, track_id: UUID, values: dict[LifeDomain, ScanValue]) -> None:
    """Keep the quick scan: per life domain one of four words. Only what changed adds a row."""
    with recorded(by, "tracks.scan_recorded", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PL, track, act.now)
        known = latest_scan(track)
        ScanAnswer.objects.bulk_create(
            ScanAnswer(
                domain=domain.value,
                value=value.value,
                at=act.now,
                made_by_id=by.user_id,
                **track.row(),
            )
            for domain, value in values.items()
            if known.get(domain) is not value
        )


def latest_scan(track: Track) -> dict[LifeDomain, ScanValue]:
    """The latest word on each life domain that was looked at."""
    rows = ScanAnswer.objects.filter(track=track).order_by("at", "pk")
    return {LifeDomain(one.domain): ScanValue(one.value) for one in rows}


def work_started(*, track: Track, on: date, act: Operation) -> None:
    """Placements tells that work began, inside its own act: phase and closing read the track."""
    terms = terms_of(track.programme_id, act.today)
    track.work_started_on = on
    track.aftercare_until = add_months(on, terms.aftercare_months)
    track.save(update_fields=["work_started_on", "aftercare_until"])


def work_ended(*, by: Actor, track: Track, ahead: Ahead, act: Operation) -> None:
    """Placements tells that work stopped or did not begin: the search opens again (P10)."""
    track.work_started_on = track.aftercare_until = None
    if track.state == TrackState.AFTERCARE:
        track.state = TrackState.OPEN.value
    track.save(update_fields=["state", "work_started_on", "aftercare_until"])
    moment_at_latest(by=by, track=track, ahead=ahead, act=act)


def moment_at_latest(*, by: Actor, track: Track, ahead: Ahead, act: Operation) -> None:
    """Plan this moment, unless one lies ahead already on that day or before."""
    old = planned_moment(track)
    if ahead.on is not None and old.due <= ahead.on and old.due >= act.today:
        return
    leave(old, NextMomentState.MOVED, act.now)
    plan(by, track, ahead, act.now)
    answer_rungs(by, track, RungCause.MOMENT, act.now)
