"""Decide to share some rows with somebody, or refuse it; a second person looks along."""

from collections.abc import Collection, Iterable
from uuid import UUID, uuid4

from django.db.models import BooleanField, F, Func

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Controller, InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import Allowance, SharedFact, Sharing, WorkFact
from houvast.cooperation.reads.candidates import Candidate, candidates
from houvast.cooperation.reads.standing import track_to_share
from houvast.cooperation.rules.allowed import AllowScope, AllowState
from houvast.cooperation.rules.decisions import (
    Terms,
    check_facts,
    check_move,
    check_reason,
    check_terms,
    needs_second,
)
from houvast.cooperation.rules.states import PURPOSE_OF, SF, Receiver, ShareState, Told, Topic
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Identity
from houvast.sharing.actions import end_of_day
from houvast.sharing.models import Ground, Partnership
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.sharing.rules.grounds import CONSENT
from houvast.sharing.rules.partners import may_receive
from houvast.tracks.models import Track

SH = InformationClass.SH
HELD_BACK: Func = Func(F("pk"), function="cooperation_is_held_back", output_field=BooleanField())
"""Whether something that is restricted would go on, on another ground than consent (AVG 18)."""


def share(
    *,
    by: Actor,
    track_id: UUID,
    terms: Terms,
    facts: Collection[UUID],
    to: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Decide to share these rows; sent at once, or after a second person looked along.

    The same `key` twice is one decision. Raises Refused with what is not there yet.
    """
    with recorded(by, "cooperation.shared", track_id) as act:
        track, holds = track_to_share(by, track_id, act)
        if key and Sharing.objects.filter(pk=key).exists():
            return key
        check_terms(terms, act.today)
        chosen = _chosen(candidates(track, holds), facts)
        check_facts([one.fact for one in chosen], terms)
        made = _draft(by, track, terms, to, act, key)
        made.from_controller = _controller(chosen).value
        made.labels = sorted({one.label.value for one in chosen})
        _check_reach(made, chosen, act)
        _check_yes(made, terms, act)
        made.save(force_insert=True)
        SharedFact.objects.bulk_create(
            SharedFact(sharing=made, **one.columns(), **track.row()) for one in chosen
        )
        _decide(by, made, terms, act)
        born = Identity.objects.filter(person=track.person_id).values_list("birth_date", flat=True)
        every = [one.fact for one in chosen]
        made.needs_second = needs_second(every, terms, born.first(), act.today)
        made.save()
        if not made.needs_second:
            send(made, act)
        return made.pk


def refuse_to_share(
    *,
    by: Actor,
    track_id: UUID,
    receiver: Receiver,
    question: str,
    why: str,
    to: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Somebody asked for something and does not get it: that is kept, with why (trust T-19)."""
    with recorded(by, "cooperation.refused", track_id) as act:
        track, _holds = track_to_share(by, track_id, act)
        if key and Sharing.objects.filter(pk=key).exists():
            return key
        made = _receiver(by, track, receiver, to, act, key)
        made.question = check_reason(question, "question")
        made.from_controller = Controller.COLLEGE.value
        made.save(force_insert=True)
        made.state, made.why_ended = ShareState.REFUSED.value, check_reason(why, "why")
        made.ended_by_id, made.ended_at = by.user_id, act.now
        made.save()
        return made.pk


def agree_along(*, by: Actor, sharing_id: UUID) -> None:
    """The second person looked along: it is sent now."""
    with recorded(by, "cooperation.agreed_along", sharing_id) as act:
        made = _along(by, sharing_id, act)
        if made.decided_by_id == by.user_id:
            raise Refused(gettext_noop("Een tweede persoon beslist hierover. Vraag een collega."))
        made.second_id, made.second_at = by.user_id, act.now
        made.save()
        send(made, act)


def refuse_along(*, by: Actor, sharing_id: UUID, why: str) -> None:
    """The second person says no: nothing is sent, and why stays."""
    with recorded(by, "cooperation.refused_along", sharing_id) as act:
        made = _along(by, sharing_id, act)
        check_move(ShareState(made.state), ShareState.REFUSED)
        made.state, made.why_ended = ShareState.REFUSED.value, check_reason(why, "why")
        made.ended_by_id, made.ended_at = by.user_id, act.now
        made.second_id, made.second_at = by.user_id, act.now
        made.save()


def note_work_fact(*, by: Actor, track_id: UUID, topic: Topic, helps: bool) -> UUID:
    """Whether Werk & Inkomen helps with something: yes or no. Others see it when it is shared."""
    with recorded(by, "cooperation.work_fact_noted", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        held = holding(by, track.person_id, act.now)
        permissions.require(
            permissions.can(
                by,
                Verb.WRITE,
                InformationClass.WI,
                place=track.municipality_id,
                holding=held,
                now=act.now,
            )
        )
        return WorkFact.objects.create(
            topic=topic.value,
            helps=helps,
            answered_by_id=by.user_id,
            answered_at=act.now,
            **track.row(),
        ).pk


def send(made: Sharing, act: Operation) -> None:
    """From this commit on the receiver reads. The database asks everything once more."""
    check_move(ShareState(made.state), ShareState.SENT)
    one_at_a_time(made.track_id, "restricting ")  # as the trigger: who restricts now goes first
    if Sharing.objects.filter(pk=made.pk).annotate(held=HELD_BACK).values_list("held")[0][0]:
        raise Refused(
            gettext_noop("Iets hiervan is beperkt. Zonder toestemming gaat het niet verder."),
            field="facts",
        )
    made.state, made.sent_at = ShareState.SENT.value, act.now
    made.save()


def _chosen(every: Iterable[Candidate], keys: Collection[UUID]) -> list[Candidate]:
    found = [one for one in every if one.key in keys]
    if len(found) != len(set(keys)):
        raise Refused(
            gettext_noop("Een van de gegevens is veranderd. Kies opnieuw."), field="facts"
        )
    return found


def _controller(chosen: Iterable[Candidate]) -> Controller:
    """Facts of safety stay those of the mayor, whoever passes them on."""
    of_mayor = any(one.fact.kind is SF for one in chosen)
    return Controller.BURGEMEESTER if of_mayor else Controller.COLLEGE


def _receiver(
    by: Actor, track: Track, receiver: Receiver, to: UUID | None, act: Operation, key: UUID | None
) -> Sharing:
    """A draft to one receiver, who is there. Raises Refused."""
    made = Sharing(pk=key or uuid4(), receiver=receiver.value, **track.row())
    made.state, made.purpose = ShareState.DRAFT.value, PURPOSE_OF[receiver].value
    made.asked_by_id, made.asked_at = by.user_id, act.now
    if receiver is Receiver.COLLEAGUE:
        here = colleagues(by.municipality_id, [Role.WORK_COACH], act.now)
        if to is None or to == by.user_id or to not in {one.id for one in here}:
            raise Refused(gettext_noop("Kies een collega uit de lijst."), field="to_user")
        made.to_user_id = to
    if receiver is Receiver.PARTNER:
        if to is None or not Partnership.objects.filter(organisation=to).exists():
            raise Refused(gettext_noop("Kies een partner uit de lijst."), field="to_organisation")
        made.to_organisation_id = to
    return made


def _draft(
    by: Actor, track: Track, terms: Terms, to: UUID | None, act: Operation, key: UUID | None
) -> Sharing:
    made = _receiver(by, track, terms.receiver, to, act, key)
    made.question, made.ground = terms.question.strip(), terms.ground
    return made


def _check_reach(made: Sharing, chosen: Iterable[Candidate], act: Operation) -> None:
    """The ground carries each kind today, and a partner may receive it. Raises Refused."""
    ground = Ground.objects.filter(code=made.ground, state="in_force").first()
    controller, purpose = Controller(made.from_controller), Purpose(made.purpose)
    for one in chosen:
        kind = one.fact.kind
        if ground is None or not ground.facts().holds(controller, kind, purpose, act.today):
            raise Refused(
                gettext_noop("Op deze grondslag kan dit niet. Kies een andere."), field="ground"
            )
        if made.to_organisation_id is not None:
            known = Partnership.objects.filter(
                organisation=made.to_organisation_id, state="in_force"
            )
            if not may_receive([each.facts() for each in known], kind, act.today):
                raise Refused(
                    gettext_noop("Deze partner mag dit nu niet krijgen."), field="to_organisation"
                )


def _check_yes(made: Sharing, terms: Terms, act: Operation) -> None:
    """On consent there is a yes of the young person for this partner, for as long (T-29)."""
    if made.ground != CONSENT:
        return
    given = Allowance.objects.filter(
        track=made.track_id,
        to=made.to_organisation_id,
        state=AllowState.GIVEN.value,
        until__gt=act.today,
        scope__in=[AllowScope.HELP_PARTNER_CONTACT.value, AllowScope.LIFT_SECRECY_OF.value],
    )
    found = given.order_by("-until", "pk").first()
    if found is None:
        raise Refused(
            gettext_noop("Hiervoor is geen toestemming. Vraag het eerst samen."), field="ground"
        )
    if terms.until >= found.until:
        raise Refused(
            gettext_noop("Zo lang geldt het ja van de jongere niet. Kies een eerdere dag."),
            field="until",
        )
    made.allowance_id = found.pk


def _decide(by: Actor, made: Sharing, terms: Terms, act: Operation) -> None:
    made.state = ShareState.DECIDED.value
    made.decided_by_id, made.decided_at = by.user_id, act.now
    made.necessity, made.proportionality = terms.necessity.strip(), terms.proportionality.strip()
    made.subsidiarity, made.secrecy = terms.subsidiarity.strip(), terms.secrecy.strip()
    made.one_answer, made.until = terms.one_answer, end_of_day(terms.until)
    made.told = terms.told.value
    if terms.told is Told.WITHHELD:
        made.withheld, made.review_on = terms.withheld.strip(), terms.review_on
    else:
        made.told_on = terms.told_on


def _along(by: Actor, sharing_id: UUID, act: Operation) -> Sharing:
    """A decision that waits for a second person, locked."""
    made = Sharing.objects.one(sharing_id)
    act.concerns(made.person_id)
    as_second, place = Holding(Standing.SECOND_PERSON), made.municipality_id
    permissions.require(
        permissions.can(by, Verb.WRITE, SH, place=place, holding=as_second, now=act.now)
    )
    found = Sharing.objects.select_for_update(no_key=True).filter(pk=sharing_id).first()
    if found is None:
        raise NotFound
    return found
