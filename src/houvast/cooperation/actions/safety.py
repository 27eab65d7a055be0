"""Signals of Veiligheid: enter one, answer it, and offer help without saying why.

The college gets how to reach somebody from one function of the database; there is no other way out.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import connection

from houvast.accounts.reads import working_days
from houvast.audit.actions import Operation, recorded
from houvast.cooperation.actions.police_words import CHANGED, drop_beside, write_beside
from houvast.cooperation.models import HelpOffer, PoliceFacts, SafetyName, SafetySignal
from houvast.cooperation.models.safety import MAYOR
from houvast.cooperation.reads.compartment import ID, PJ, SF, SH, grounds_of, require
from houvast.cooperation.rules import safety as rules
from houvast.cooperation.rules.police_words import TEXTS, Beside
from houvast.cooperation.rules.safety import Given, Noticed, OfferState, Reach, SafetySource
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Person
from houvast.people.rules import check_age, phone_number
from houvast.sharing.models import Tie
from houvast.sharing.rules import Verb
from houvast.sharing.rules.ties import TieSaid
from houvast.tracks.actions.signals import Who
from houvast.tracks.reads.terms import criteria, programme_of, terms_of
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.signals import Necessity, check_answers, check_criterion, check_reason
from houvast.tracks.rules.states import SignalState


def receive_safety_signal(
    *, by: Actor, seen: Noticed, who: Who, given: Given | None = None, key: UUID | None = None
) -> UUID:
    """Enter a signal of Veiligheid. The same `key` sent twice is one signal."""
    with recorded(by, "cooperation.safety_signal_entered", key) as act:
        open_now = grounds_of(act)
        _check_grounds(by, seen, act, open_now)
        if key:
            one_at_a_time(key)
            if SafetySignal.objects.filter(pk=key).exists():
                return key
        terms = terms_of(programme_of(by.municipality_id), act.today)
        _check_entry(by, seen, who, given, terms, act)
        of_police = given if seen.source is SafetySource.POLICE else None
        row = {
            "municipality_id": by.municipality_id,
            "controller": MAYOR,
            "destroy_on": rules.kept_until(terms, of_police, act.today),
        }
        person = Person.objects.create(**row)
        SafetyName.objects.create(
            person=person,
            nickname=who.nickname.strip(),
            given_name=who.given_name.strip(),
            family_name=who.family_name.strip(),
            birth_date=who.birth_date,
            phone=phone_number(who.phone),
            **row,
        )
        signal = _entered(by, person, seen, terms, key or uuid4(), row, act)
        if of_police:
            _kept_apart(signal, seen, of_police, row)
        act.concerns(person.pk)
        return signal.pk


def _check_grounds(by: Actor, seen: Noticed, act: Operation, open_now: frozenset[object]) -> None:
    """Who enters, and on a ground: a no for want of one is said in words, beside the field."""
    require(by, Verb.WRITE, SF, act, frozenset({SF}), own=True)
    if SF not in open_now:
        raise Refused(rules.NO_GROUND)
    if seen.source is SafetySource.POLICE and PJ not in open_now:
        raise Refused(rules.NO_POLICE, field="source")
    if seen.source is SafetySource.POLICE:
        require(by, Verb.WRITE, PJ, act, frozenset({PJ}), own=True)


def _check_entry(
    by: Actor, seen: Noticed, who: Who, given: Given | None, terms: Terms, act: Operation
) -> None:
    rules.check_noticed(seen, given, act.today)
    check_criterion(seen.criterion_id, [one.id for one in criteria(by.municipality_id, act.today)])
    if not who:
        raise Refused(gettext_noop("Vul minstens een naam in."), field="nickname")
    check_age(who.birth_date, act.today, age_from=terms.age_from, age_below=terms.age_below)


def _entered(
    by: Actor,
    person: Person,
    seen: Noticed,
    terms: Terms,
    key: UUID,
    row: dict[str, object],
    act: Operation,
) -> SafetySignal:
    days = working_days(by.municipality_id, act.today)
    of_police = seen.source is SafetySource.POLICE
    return SafetySignal.objects.create(
        pk=key,
        person=person,
        state=SignalState.RECEIVED.value,
        entered_by_id=by.user_id,
        received_at=act.now,
        answer_by=days.after(act.today, terms.answer_signal_within),
        source=seen.source.value,
        kind=seen.kind.value,
        behaviour="" if of_police else seen.behaviour.strip(),
        observed_on=seen.observed_on,
        criterion_id=seen.criterion_id,
        **row,
    )


def _kept_apart(signal: SafetySignal, seen: Noticed, given: Given, row: dict[str, object]) -> None:
    PoliceFacts.objects.create(
        signal=signal,
        person_id=signal.person_id,
        text=seen.behaviour.strip(),
        article=given.article.value,
        officer=given.officer.strip(),
        keep_until=given.keep_until,
        no_onward=given.no_onward,
        **row,
    )


def start_safety_triage(*, by: Actor, signal_id: UUID, is_private: bool) -> bool:
    """Begin to look at it, after "do you know him in private?". A yes closes it; False is given."""
    with recorded(by, "cooperation.safety_triage_started", signal_id) as act:
        signal = locked_signal(by, signal_id, act)
        state = SignalState(signal.state)
        if is_private:
            _say_near(by, signal, act, is_private=True)
            return False
        if state is not SignalState.IN_TRIAGE:
            rules.check_move(state, SignalState.IN_TRIAGE)
            signal.state = SignalState.IN_TRIAGE.value
            signal.save(update_fields=["state"])
        _say_near(by, signal, act, is_private=False)
        return True


def _say_near(by: Actor, signal: SafetySignal, act: Operation, *, is_private: bool) -> None:
    """Last of all: after a yes the signal is closed to who says it."""
    said = Tie(
        municipality_id=signal.municipality_id,
        controller=MAYOR,
        destroy_on=signal.destroy_on,
        person_id=signal.person_id,
        user_id=by.user_id,
        is_private=is_private,
        said_by=TieSaid.COLLEAGUE.value,
        entered_by_id=by.user_id,
        at=act.now,
    )
    Tie.objects.bulk_create([said], ignore_conflicts=True)


def turn_down_safety(
    *, by: Actor, signal_id: UUID, reason: str, holds_police: bool | None = None
) -> None:
    """Do nothing, and why; the signal goes after its term. Of police: `holds_police` (T-22)."""
    with recorded(by, "cooperation.safety_turned_down", signal_id) as act:
        signal = _to_answer(by, signal_id, SignalState.TURNED_DOWN, act)
        terms = terms_of(programme_of(by.municipality_id), act.today)
        said = {"answer": check_reason(reason)}
        write_beside(by, signal, Beside.ANSWER, said, holds_police, act)
        signal.state = SignalState.TURNED_DOWN.value
        signal.answered_by_id, signal.answered_at = by.user_id, act.now
        until = rules.kept_after(terms.turned_down_keep, _police_keep(signal), act.today)
        signal.destroy_on = until
        signal.save()


def offer_help(
    *,
    by: Actor,
    signal_id: UUID,
    answers: Necessity,
    what: Collection[Reach],
    holds_police: bool | None = None,
) -> bool:
    """Offer help: the college hears whom to contact, and nothing of why. True when it was sent.

    Who is not of age, or whom police named, waits for a second person. For what police gave it is
    said whether the answers hold something of it (T-22).
    """
    with recorded(by, "cooperation.help_offered", signal_id) as act:
        signal = _to_answer(by, signal_id, SignalState.TAKEN_UP, act)
        require(by, Verb.WRITE, SH, act, frozenset(), own=True)
        check_answers(answers)
        name = SafetyName.objects.get(person=signal.person_id)
        rules.check_reach(what, name.known)
        _check_onward(signal)
        said = {one: getattr(answers, one).strip() for one in TEXTS[Beside.OFFER]}
        write_beside(by, signal, Beside.OFFER, said, holds_police, act)
        drop_beside(signal, Beside.SENT_BACK)
        offer = _decided(by, signal, name, what, act)
        signal.offer = offer
        signal.save()
        if offer.needs_second:
            return False
        _send(by, signal, act)
        return True


def _decided(
    by: Actor, signal: SafetySignal, name: SafetyName, what: Collection[Reach], act: Operation
) -> HelpOffer:
    source = SafetySource(signal.source)
    return HelpOffer.objects.create(
        municipality_id=signal.municipality_id,
        controller=MAYOR,
        destroy_on=act.today + rules.OFFER_KEPT,
        what=[one.value for one in Reach if one in what],
        ground=rules.ORDER,
        state=OfferState.DECIDED.value,
        decided_by_id=by.user_id,
        decided_at=act.now,
        needs_second=rules.needs_second(name.birth_date, source, act.today),
    )


def agree_offer(*, by: Actor, signal_id: UUID) -> None:
    """Agree as the second person: it is sent now."""
    with recorded(by, "cooperation.help_agreed", signal_id) as act:
        signal, offer = _as_second(by, signal_id, act)
        offer.second_id, offer.second_at = by.user_id, act.now
        offer.save(update_fields=["second", "second_at"])
        _send(by, signal, act)


def send_offer_back(
    *, by: Actor, signal_id: UUID, reason: str, holds_police: bool | None = None
) -> None:
    """Say no as the second person; the triage decides anew. Why stays in the compartment."""
    with recorded(by, "cooperation.help_sent_back", signal_id) as act:
        signal, offer = _as_second(by, signal_id, act)
        offer.state = OfferState.REFUSED.value
        offer.second_id, offer.second_at = by.user_id, act.now
        offer.save(update_fields=["state", "second", "second_at"])
        said = {"sent_back": check_reason(reason)}
        write_beside(by, signal, Beside.SENT_BACK, said, holds_police, act)
        signal.offer_id = None
        signal.save(update_fields=["offer", "sent_back", *CHANGED])


def note_police_yes(*, by: Actor, signal_id: UUID, on: date, officer: str) -> None:
    """Police say that an offer of help may be made of what they gave (trust T-22)."""
    with recorded(by, "cooperation.police_said_yes", signal_id) as act:
        signal = locked_signal(by, signal_id, act)
        own = signal.entered_by_id == by.user_id
        require(by, Verb.WRITE, PJ, act, grounds_of(act), own=own)
        police = PoliceFacts.objects.filter(signal=signal).first()
        if police is None or police.allowed_on is not None:
            raise Refused(rules.ANSWERED)
        rules.check_past(on, signal.received_at.date(), act.today, "on")
        police.allowed_on, police.allowed_by = on, rules.check_officer(officer)
        police.save(update_fields=["allowed_on", "allowed_by"])


def tell_of_offer(
    *, by: Actor, signal_id: UUID, on: date, how: TellChannel, language: Language
) -> None:
    """The young person heard that his name was given to the college, and by whom (T-34, T-36)."""
    with recorded(by, "cooperation.help_told", signal_id) as act:
        signal = locked_signal(by, signal_id, act)
        require(by, Verb.WRITE, SH, act, frozenset(), own=True)
        offer = record_of(signal)
        if offer is None or offer.tell_by is None or offer.told_on is not None:
            raise Refused(rules.ANSWERED)
        rules.check_past(on, signal.received_at.date(), act.today, "on")
        offer.told_on, offer.told_how, offer.told_in = on, how.value, language.value
        offer.told_words, offer.told_by_id = rules.WORDS, by.user_id
        offer.save()


def _send(by: Actor, signal: SafetySignal, act: Operation) -> None:
    """From this commit on the college has an entry. The database asks everything once more."""
    terms = terms_of(programme_of(by.municipality_id), act.today)
    answer_by = working_days(by.municipality_id, act.today).after(
        act.today, terms.answer_signal_within
    )
    keep = act.today + timedelta(days=terms.signal_keep)
    here = rules.kept_after(rules.KEPT_AFTER_OFFER, _police_keep(signal), act.today)
    with connection.cursor() as cursor:
        cursor.execute(
            "select cooperation_send_offer(%s, %s, %s, %s)",
            [signal.offer_id, answer_by, keep, here],
        )


def locked_signal(by: Actor, signal_id: UUID, act: Operation) -> SafetySignal:
    """The signal for who is of its triage. Raises NotFound, NotAllowed."""
    open_now = grounds_of(act)
    require(by, Verb.WRITE, SF, act, open_now)
    require(by, Verb.SEE, ID, act, open_now)
    signal = SafetySignal.objects.select_for_update(no_key=True).one(signal_id)
    act.concerns(signal.person_id)
    return signal


def _to_answer(by: Actor, signal_id: UUID, then: SignalState, act: Operation) -> SafetySignal:
    signal = locked_signal(by, signal_id, act)
    rules.check_move(SignalState(signal.state), then)
    if signal.offer_id is not None:
        raise Refused(rules.WAITS_FOR_SECOND)
    return signal


def _as_second(by: Actor, signal_id: UUID, act: Operation) -> tuple[SafetySignal, HelpOffer]:
    signal = locked_signal(by, signal_id, act)
    require(by, Verb.WRITE, SH, act, frozenset(), own=True)
    offer = record_of(signal)
    if offer is None:
        raise NotFound
    if offer.state != OfferState.DECIDED:
        raise Refused(rules.ANSWERED)
    if offer.decided_by_id == by.user_id:
        raise Refused(rules.ALONE)
    return signal, offer


def record_of(signal: SafetySignal) -> HelpOffer | None:
    """The record of the offer, locked, when there is one."""
    locked = HelpOffer.objects.select_for_update(no_key=True)
    return locked.filter(pk=signal.offer_id).first() if signal.offer_id else None


def _police_keep(signal: SafetySignal) -> date | None:
    found = PoliceFacts.objects.filter(signal=signal).values_list("keep_until", flat=True)
    return found.first()


def _check_onward(signal: SafetySignal) -> None:
    """Of police: they said yes to it, and their ground still holds. Raises Refused."""
    if signal.source != SafetySource.POLICE:
        return
    police = PoliceFacts.objects.filter(signal=signal).first()
    if police is None:
        raise Refused(rules.NO_POLICE)
    rules.check_onward(police.no_onward, police.allowed_on)
