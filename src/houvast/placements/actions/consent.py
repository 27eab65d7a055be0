"""The yes of a young person to one workplace: ask, give, refuse, or take it back in one act."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.people.models import Identity, Nickname
from houvast.placements.actions.under_way import moment_soon, running
from houvast.placements.models import Consent, Placement, ToldLine
from houvast.placements.rules.consent import (
    WORDS_SHOWN,
    Given,
    Known,
    check_answerable,
    check_askable,
    check_back,
    check_calls_stop,
    check_yes,
    lines_to_tell,
)
from houvast.placements.rules.states import (
    NEEDS_YES,
    CallsAnswer,
    ConsentScope,
    ConsentState,
    PlacementState,
    Told,
)
from houvast.placements.rules.steps import check_move
from houvast.sharing.rules import Verb
from houvast.tracks import permissions
from houvast.tracks.models import Track
from houvast.tracks.reads.standing import standing_to


def ask_yes(
    *,
    by: Actor,
    placement_id: UUID,
    tell: Collection[Told],
    own: Mapping[Told, str],
    key: UUID | None = None,
) -> UUID:
    """Put before the young person what exactly the employer would get. Nothing is told yet.

    A question that had no answer yet makes place. The same `key` sent twice is one question.
    """
    with recorded(by, "placements.yes_asked", placement_id) as act:
        track = running(by, Placement.objects.one(placement_id).track_id, act)
        _may_ask(by, track, act)
        placement = Placement.objects.select_for_update(no_key=True).one(placement_id)
        if key and Consent.objects.filter(pk=key, placement=placement).exists():
            return key
        check_askable(PlacementState(placement.state))
        lines = lines_to_tell(_known(track.person_id).lines(act.today), tell, own)
        Consent.objects.filter(placement=placement, state=ConsentState.ASKED.value).update(
            state=ConsentState.EXPIRED.value
        )
        asked = Consent.objects.create(
            pk=key or uuid4(),
            placement=placement,
            scope=ConsentScope.TELL_EMPLOYER.value,
            state=ConsentState.ASKED.value,
            words=WORDS_SHOWN,
            fields=[one.value for one in lines],
            asked_by_id=by.user_id,
            asked_at=act.now,
            **track.row(),
        )
        ToldLine.objects.bulk_create(
            ToldLine(consent=asked, field=one.value, text=text, **track.row())
            for one, text in lines.items()
        )
        return asked.pk


def _known(person_id: UUID) -> Known:
    identity = Identity.objects.filter(person=person_id).first()
    nickname = Nickname.objects.filter(person=person_id).first()
    called = nickname.text if nickname else ""
    if identity is None:
        return Known(called, "", None, "")
    first = identity.given_name or called
    return Known(first, identity.family_name, identity.birth_date, identity.phone)


def say_yes(*, by: Actor, consent_id: UUID, given: Given) -> UUID:
    """The young person says yes to exactly these lines; gives the placement.

    An earlier yes for this workplace makes place: the employer gets the new lines from now on.
    """
    with recorded(by, "placements.yes_given", consent_id) as act:
        asked, placement, track = _answering(by, consent_id, act)
        check_answerable(ConsentState(asked.state))
        identity = Identity.objects.filter(person=track.person_id).first()
        until = check_yes(given, identity.birth_date if identity else None, act.today)
        _end_earlier(placement, act)
        asked.state, asked.answered_at = ConsentState.GIVEN.value, act.now
        asked.how, asked.helped_by = given.how.value, given.helped_by.strip()
        asked.calls = (CallsAnswer.GIVEN if given.calls else CallsAnswer.REFUSED).value
        asked.parent, asked.until = (given.parent.value if given.parent else ""), until
        asked.save()
        if placement.state == PlacementState.PROPOSED:
            check_move(PlacementState.PROPOSED, PlacementState.WANTED)
            placement.state, placement.wanted_on = PlacementState.WANTED.value, act.today
            placement.save(update_fields=["state", "wanted_on"])
        return placement.pk


def say_no(*, by: Actor, consent_id: UUID) -> UUID:
    """The young person does not want this told. Nothing changes, and no reason is asked (T-27)."""
    with recorded(by, "placements.yes_refused", consent_id) as act:
        asked, placement, _ = _answering(by, consent_id, act)
        check_answerable(ConsentState(asked.state))
        asked.state, asked.answered_at = ConsentState.REFUSED.value, act.now
        asked.save(update_fields=["state", "answered_at"])
        return placement.pk


def take_back(*, by: Actor, consent_id: UUID) -> UUID:
    """The young person takes the yes back: from this commit on the employer is told nothing.

    Before a start date is agreed the introduction ends with it; who works there goes on working.
    """
    with recorded(by, "placements.yes_taken_back", consent_id) as act:
        one, placement, track = _answering(by, consent_id, act)
        check_back(ConsentState(one.state))
        one.state, one.withdrawn_at = ConsentState.WITHDRAWN.value, act.now
        one.save(update_fields=["state", "withdrawn_at"])
        if PlacementState(placement.state) in NEEDS_YES:
            placement.state, placement.ended_on = PlacementState.NOT_STARTED.value, act.today
            placement.save(update_fields=["state", "ended_on"])
            moment_soon(by, track, act)
        return placement.pk


def stop_calls(*, by: Actor, consent_id: UUID) -> UUID:
    """The young person wants no calls with the employer any more; gives the placement.

    The rest of the yes holds on, and so does aftercare with the young person.
    """
    with recorded(by, "placements.calls_stopped", consent_id) as act:
        one, placement, _ = _answering(by, consent_id, act)
        check_calls_stop(ConsentState(one.state), one.calls)
        one.calls = CallsAnswer.WITHDRAWN.value
        one.save(update_fields=["calls"])
        return placement.pk


def _answering(by: Actor, consent_id: UUID, act: Operation) -> tuple[Consent, Placement, Track]:
    """The question, its placement and its track, all locked, the track first."""
    seen = Consent.objects.one(consent_id)
    track = running(by, seen.track_id, act)
    _may_ask(by, track, act, own=seen.asked_by_id == by.user_id)
    placement = Placement.objects.select_for_update(no_key=True).one(seen.placement_id)
    return Consent.objects.select_for_update(no_key=True).one(consent_id), placement, track


def _may_ask(by: Actor, track: Track, act: Operation, *, own: bool = True) -> None:
    """The lead coach writes about every yes; the work coach only about the own questions."""
    standing, kind = standing_to(by, track, act.now), InformationClass.SH
    permissions.require(
        permissions.can(
            by,
            Verb.WRITE,
            kind,
            place=track.municipality_id,
            holding=standing,
            now=act.now,
            own=own,
        )
    )


def _end_earlier(placement: Placement, act: Operation) -> None:
    Consent.objects.filter(placement=placement, state=ConsentState.GIVEN.value).update(
        state=ConsentState.WITHDRAWN.value, withdrawn_at=act.now
    )
