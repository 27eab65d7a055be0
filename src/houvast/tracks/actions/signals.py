"""Signals of the college: enter one, and answer it. One without an answer climbs the ladder."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.models import Team
from houvast.accounts.reads import colleagues, working_days
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Identity, Nickname, Person
from houvast.people.rules import check_age, phone_number
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.actions.came_back import tell_keepers
from houvast.tracks.models import Rung, Signal, SignalFacts
from houvast.tracks.reads.standing import standing_to_signal
from houvast.tracks.reads.terms import criteria, programme_of, terms_of
from houvast.tracks.rules.promise import Terms, add_months
from houvast.tracks.rules.signals import (
    ANSWERED,
    check_criterion,
    check_move,
    check_observation,
    check_reason,
    check_source,
)
from houvast.tracks.rules.states import FactKind, RungState, SignalState, Source


@dataclass(frozen=True, slots=True)
class Observation:
    """What was noticed: behaviour apart from opinion, with a source, a day and a criterion."""

    behaviour: str
    kind: FactKind
    source: Source
    observed_on: date
    criterion_id: UUID
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Who it is about, as far as known; all empty means an unknown young person."""

    nickname: str = ""
    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.nickname or self.given_name or self.family_name)

    @property
    def called(self) -> str:
        """The nickname, or the given name where there is none."""
        return self.nickname or self.given_name or self.family_name


def receive_signal(*, by: Actor, seen: Observation, who: Who, key: UUID | None = None) -> UUID:
    """Enter a signal. The person may be unknown. The same `key` sent twice is one signal."""
    with recorded(by, "tracks.signal_received", key) as act:
        _require(by, InformationClass.CT, Holding(Standing.REPORTER), act, own=True)
        if key:
            one_at_a_time(key)
            if Signal.objects.filter(pk=key, entered_by=by.user_id).exists():
                return key
        terms = terms_of(programme_of(by.municipality_id), act.today)
        check_observation(seen.behaviour, seen.observed_on, act.today)
        check_source(seen.source)
        check_criterion(
            seen.criterion_id, [one.id for one in criteria(by.municipality_id, act.today)]
        )
        check_age(who.birth_date, act.today, age_from=terms.age_from, age_below=terms.age_below)
        row = {
            "municipality_id": by.municipality_id,
            "destroy_on": act.today + timedelta(days=terms.signal_keep),
        }
        person = Person.objects.create(**row) if who else None
        signal = _received(by, person, terms, key or uuid4(), row, act)
        _observed(signal, seen, row)
        if person:
            name_person(person, who)
            tell_keepers(by, person.pk, act)
        act.about = signal.pk
        return signal.pk


def _received(
    by: Actor,
    person: Person | None,
    terms: Terms,
    key: UUID,
    row: dict[str, Any],
    act: Operation,
) -> Signal:
    days = working_days(by.municipality_id, act.today)
    return Signal.objects.create(
        pk=key,
        person=person,
        team_id=_triage_team(by, act),
        state=SignalState.RECEIVED.value,
        entered_by_id=by.user_id,
        received_at=act.now,
        answer_by=days.after(act.today, terms.answer_signal_within),
        **row,
    )


def _observed(signal: Signal, seen: Observation, row: dict[str, Any]) -> None:
    SignalFacts.objects.create(
        signal=signal,
        behaviour=seen.behaviour.strip(),
        kind=seen.kind.value,
        opinion=seen.opinion.strip(),
        source=seen.source.value,
        observed_on=seen.observed_on,
        criterion_id=seen.criterion_id,
        **row,
    )


def name_person(person: Person, who: Who) -> None:
    """Write down who someone is, each kind in its own table."""
    row = {"municipality_id": person.municipality_id, "destroy_on": person.destroy_on}
    Nickname.objects.create(person=person, text=who.called.strip(), **row)
    Identity.objects.create(
        person=person,
        given_name=who.given_name.strip(),
        family_name=who.family_name.strip(),
        birth_date=who.birth_date,
        phone=phone_number(who.phone),
        **row,
    )


def start_triage(*, by: Actor, signal_id: UUID) -> None:
    """Begin to look at a signal; when a colleague just began, that is fine too."""
    with recorded(by, "tracks.triage_started", signal_id) as act:
        signal = _locked(by, signal_id, act)
        if signal.state == SignalState.IN_TRIAGE:
            return
        check_move(SignalState(signal.state), SignalState.IN_TRIAGE)
        signal.state = SignalState.IN_TRIAGE.value
        signal.save(update_fields=["state"])


def turn_down(*, by: Actor, signal_id: UUID, reason: str) -> None:
    """Answer that we do nothing, and why; the row goes after its term."""
    with recorded(by, "tracks.signal_turned_down", signal_id) as act:
        signal = signal_to_answer(by, signal_id, SignalState.TURNED_DOWN, act)
        _answer_in_words(signal, reason)
        close_signal(by, signal, SignalState.TURNED_DOWN, act)


def refer(*, by: Actor, signal_id: UUID, to: str, reason: str) -> None:
    """Pass a signal on warmly: to a named person, who confirms (`confirm_referral`)."""
    with recorded(by, "tracks.signal_referred", signal_id) as act:
        signal = signal_to_answer(by, signal_id, SignalState.REFERRED, act)
        if not to.strip():
            raise Refused(gettext_noop("Schrijf op wie het overneemt, met naam."), field="to")
        signal.referred_to = to.strip()
        _answer_in_words(signal, reason)
        close_signal(by, signal, SignalState.REFERRED, act)


def confirm_referral(*, by: Actor, signal_id: UUID) -> None:
    """Note that the named receiver has taken it over."""
    with recorded(by, "tracks.referral_confirmed", signal_id) as act:
        signal = Signal.objects.select_for_update(no_key=True).one(signal_id)
        _require(by, InformationClass.PR, standing_to_signal(by, signal), act)
        if signal.state != SignalState.REFERRED:
            raise Refused(gettext_noop("Dit signaal is niet doorverwezen. Ververs de pagina."))
        signal.referral_confirmed_on = signal.referral_confirmed_on or act.today
        signal.save(update_fields=["referral_confirmed_on"])


def signal_to_answer(by: Actor, signal_id: UUID, then: SignalState, act: Operation) -> Signal:
    """The signal, locked, when this actor may take this step with it."""
    signal = _locked(by, signal_id, act)
    check_move(SignalState(signal.state), then)
    return signal


def _locked(by: Actor, signal_id: UUID, act: Operation) -> Signal:
    """The signal for who answers it. Once answered nobody writes it: the lock finds nothing."""
    seen = Signal.objects.one(signal_id)
    if by.role != Role.TRIAGE_MEMBER:
        raise_not_allowed(by, seen, act)
    _require(by, InformationClass.CT, standing_to_signal(by, seen), act)
    signal = Signal.objects.select_for_update(no_key=True).filter(pk=signal_id).first()
    if signal is None:
        raise Refused(ANSWERED)
    return signal


def raise_not_allowed(by: Actor, signal: Signal, act: Operation) -> None:
    """Only the triage answers; who else sees the signal is told no, not that it does not exist."""
    _require(by, InformationClass.CT, standing_to_signal(by, signal), act)
    raise NotFound


def close_signal(by: Actor, signal: Signal, state: SignalState, act: Operation) -> None:
    """Give a signal its final state and answer its rung."""
    terms = terms_of(programme_of(signal.municipality_id), act.today)
    signal.state, signal.answered_at, signal.answered_by_id = state.value, act.now, by.user_id
    if state is not SignalState.TAKEN_UP:
        signal.destroy_on = add_months(act.today, terms.turned_down_keep)
        SignalFacts.objects.filter(signal=signal).update(destroy_on=signal.destroy_on)
    signal.save()
    Rung.objects.filter(signal=signal, state=RungState.RAISED.value).update(
        state=RungState.ANSWERED.value, left_at=act.now, answered_by_id=by.user_id
    )


def _answer_in_words(signal: Signal, reason: str) -> None:
    signal.facts.answer = check_reason(reason)
    signal.facts.save(update_fields=["answer"])


def _triage_team(by: Actor, act: Operation) -> UUID:
    members = colleagues(by.municipality_id, [Role.TRIAGE_MEMBER], act.now)
    if members:
        return members[0].team_id
    return Team.objects.filter(municipality_id=by.municipality_id).order_by("name")[0].pk


def _require(
    by: Actor,
    kind: InformationClass,
    holding: Holding | None,
    act: Operation,
    *,
    own: bool = False,
) -> None:
    permissions.require(
        permissions.can(
            by,
            Verb.WRITE,
            kind,
            place=by.municipality_id,
            holding=holding,
            now=act.now,
            own=own,
        )
    )
