"""Look at the trail each night, say what an event was, and what is done about a breach."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from houvast.accounts.models import User
from houvast.accounts.reads import colleagues, working_days
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.rules.registers import (
    ANSWERS,
    PROPOSES,
    WAITS,
    RegisterState,
    check_answer,
    check_waits,
)
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind
from houvast.watching.models import Agreement, Breach, Event, Limit, RoleHours
from houvast.watching.rules import events as rules
from houvast.watching.rules import honey
from houvast.watching.rules.breaches import (
    WITHIN,
    Persons,
    Report,
    check_breach,
    check_persons,
    check_report,
)
from houvast.watching.rules.facts import Hours
from houvast.watching.rules.hours import check_hours, hours_of
from houvast.watching.rules.limits import HONEY, WEEKS_BACK, EventKind, check_limit
from houvast.watching.rules.limits import most as most_of
from houvast.watching.rules.outcomes import (
    MAY_LOOK,
    WORKING_DAYS,
    Outcome,
    check_agreed_on,
    check_may_look,
    check_outcome,
)
from houvast.watching.rules.samples import sampled
from houvast.watching.trail import hours_now, limits_now, touched_since, trail_since

KEPT_FOR, BREACH_KEPT_FOR = timedelta(days=366), timedelta(days=1830)
EACH_TIME = (*HONEY, EventKind.STEP_RESET)
"""What is never the same as what was found a few days ago."""
A_NIGHT, AGAIN_AFTER = timedelta(days=1), timedelta(days=7)
"""What happened since the night before is looked at; the same of the same colleague once a week."""
LONGEST_DOCUMENT = 200
OF_A_CODE = {
    "unknown": gettext_noop("Deze code is er niet, of hij is verlopen. Vraag een nieuwe."),
    "own": gettext_noop("Je stelde dit zelf voor, of je houdt dit dossier bij. Een ander zegt ja."),
    "unfit": gettext_noop("Dit dossier past niet meer. Vraag de privacy officer om een nieuw."),
}
"""What the database says to a code, besides yes."""


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """What happened, whose access it was if anybody's, when, and since when it is known."""

    what: str
    user_id: UUID | None
    since: datetime
    until: datetime
    known_at: datetime


def look_at_the_trail(*, by: Actor) -> int:
    """What the last day shows, as events to look at; how many. Nothing without an agreement."""
    with recorded(by, "watching.trail_watched") as act:
        if by.role != Role.SYSTEM or by.purpose != Purpose.SAFETY_NET:
            raise NotAllowed("role")
        agreed = Agreement.objects.filter(ended_at=None).first()
        if agreed is None:
            return 0
        # What happened at this very moment is known as well.
        trail = trail_since(act.now - WEEKS_BACK, act.now + timedelta(microseconds=1))
        since = act.now - A_NIGHT
        found = rules.events(trail, since)
        lately = [one for facts in trail.of.values() for one in facts if one.at >= since]
        drawn = sampled(lately, settings.SECRET_KEY.encode())
        found += [rules.Event.of_sample(one) for one in drawn]
        back = max(act.now - WEEKS_BACK, agreed.entered_at)
        found += honey.touched(touched_since(back), act.now)
        new = [one for one in found if not _known(one, act)]
        Event.objects.bulk_create(_row(by, one, act) for one in new)
        if new:
            _tell(by, act)
        return len(new)


def _known(one: rules.Event, act: Operation) -> bool:
    same = Event.objects.filter(user=one.user, kind=one.kind.value)
    if one.kind is EventKind.SAMPLE:
        return same.filter(last_at=one.last).exists()
    if one.kind in EACH_TIME:
        return same.filter(first_at=one.first).exists()
    return same.filter(found_at__gt=act.now - AGAIN_AFTER).exists()


def _row(by: Actor, one: rules.Event, act: Operation) -> Event:
    days = working_days(by.municipality_id, act.today)
    return Event(
        municipality_id=by.municipality_id,
        user_id=one.user,
        kind=one.kind.value,
        first_at=one.first,
        last_at=one.last,
        count=one.count,
        most=one.most,
        persons=[*one.persons],
        found_at=act.now,
        conclude_by=days.after(act.today, WORKING_DAYS),
        destroy_on=act.today + KEPT_FOR,
    )


def _tell(by: Actor, act: Operation) -> None:
    for one in colleagues(by.municipality_id, MAY_LOOK, act.now):
        tell(by.municipality_id, one.id, NoticeKind.WATCHED, act)


def conclude(*, by: Actor, event_id: UUID, outcome: Outcome | None, note: str) -> None:
    """Say what an event was, once; never about oneself. Raises NotFound."""
    with recorded(by, "watching.event_concluded", event_id) as act:
        check_may_look(by.role, by.token)
        found = Event.objects.select_for_update(no_key=True).filter(pk=event_id).first()
        if found is None:
            raise NotFound
        words = check_outcome(outcome, note)
        if found.outcome:
            raise Refused(gettext_noop("Hier staat al een uitkomst. Ververs de pagina."))
        found.outcome, found.note = outcome.value if outcome else "", words
        found.concluded_by_id, found.concluded_at = by.user_id, act.now
        found.save(update_fields=["outcome", "note", "concluded_by", "concluded_at"])
        if outcome is Outcome.MISUSE:  # a breach, unless shown otherwise
            span = (found.first_at, found.last_at, act.now)
            _breach(by, BreachFacts(words, found.user_id, *span), act, found)


def agree(*, by: Actor, document: str, agreed_on: date) -> None:
    """Keep that the works council agreed, and where that stands. From then on it is looked at."""
    with recorded(by, "watching.agreement_entered") as act:
        check_may_look(by.role, by.token)
        words = document.strip()
        if not words:
            raise Refused(gettext_noop("Vul in waar het besluit staat."), field="document")
        check_agreed_on(agreed_on, act.today)
        if Agreement.objects.filter(ended_at=None).exists():
            raise Refused(gettext_noop("Er is al een instemming. Stop die eerst."))
        Agreement.objects.create(
            municipality_id=by.municipality_id,
            document=words[:LONGEST_DOCUMENT],
            agreed_on=agreed_on,
            entered_by_id=by.user_id,
            entered_at=act.now,
            destroy_on=act.today + 5 * KEPT_FOR,
        )


def propose_limit(
    *, by: Actor, role: Role, kind: EventKind, most: int, reason: str, key: UUID | None = None
) -> UUID:
    """Propose another limit for a role. It holds when a second person agrees, and not before."""
    with recorded(by, "watching.limit_proposed") as act:
        if by.role != PROPOSES or by.token is not None:
            raise NotAllowed("role")
        if key and Limit.objects.filter(pk=key).exists():
            return key
        same = Limit.objects.filter(role=role.value, kind=kind.value)
        check_limit(role, kind, most, most_of(role.value, kind, limits_now()))
        made = Limit(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            state=RegisterState.PROPOSED.value,
            role=role.value,
            kind=kind.value,
            most=most,
            reason=reason.strip(),
            proposed_by_id=by.user_id,
            proposed_at=act.now,
        )
        Limit.objects.bulk_create([made], ignore_conflicts=True)
        if not same.filter(pk=made.pk).exists():
            raise Refused(WAITS)
        act.about = made.pk
        return made.pk


def propose_hours(
    *, by: Actor, role: Role, hours: Hours, reason: str, key: UUID | None = None
) -> UUID:
    """Propose other hours of a role. They hold when a second person agrees, and not before."""
    with recorded(by, "watching.hours_proposed") as act:
        if by.role != PROPOSES or by.token is not None:
            raise NotAllowed("role")
        if key and RoleHours.objects.filter(pk=key).exists():
            return key
        check_hours(role, hours, hours_of(role.value, hours_now()))
        made = RoleHours(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            state=RegisterState.PROPOSED.value,
            role=role.value,
            begins=hours.begins,
            ends=hours.ends,
            weekend=hours.weekend,
            reason=reason.strip(),
            proposed_by_id=by.user_id,
            proposed_at=act.now,
        )
        RoleHours.objects.bulk_create([made], ignore_conflicts=True)
        if not RoleHours.objects.filter(pk=made.pk).exists():
            raise Refused(WAITS)
        act.about = made.pk
        return made.pk


def agree_hours(*, by: Actor, hours_id: UUID) -> None:
    """Agree as the second person: from this night on these are the hours."""
    with recorded(by, "watching.hours_agreed", hours_id) as act:
        found = _waits(by, RoleHours, hours_id)
        check_answer(RegisterState(found.state), found.proposed_by_id, by.user_id)
        _answer(by, found, RegisterState.IN_FORCE, act)


def decline_hours(*, by: Actor, hours_id: UUID) -> None:
    """They stay as they were; who proposed can take it back like this as well."""
    with recorded(by, "watching.hours_declined", hours_id) as act:
        found = _waits(by, RoleHours, hours_id)
        check_waits(RegisterState(found.state))
        _answer(by, found, RegisterState.DECLINED, act)


def agree_limit(*, by: Actor, limit_id: UUID) -> None:
    """Agree as the second person: from this night on it is the limit."""
    with recorded(by, "watching.limit_agreed", limit_id) as act:
        found = _waits(by, Limit, limit_id)
        check_answer(RegisterState(found.state), found.proposed_by_id, by.user_id)
        _answer(by, found, RegisterState.IN_FORCE, act)


def decline_limit(*, by: Actor, limit_id: UUID) -> None:
    """It stays as it was; who proposed can take it back like this as well."""
    with recorded(by, "watching.limit_declined", limit_id) as act:
        found = _waits(by, Limit, limit_id)
        check_waits(RegisterState(found.state))
        _answer(by, found, RegisterState.DECLINED, act)


def _waits(by: Actor, kind: type[Limit] | type[RoleHours], version_id: UUID) -> Limit | RoleHours:
    """The version, locked; one that was answered cannot be, and is given as it is."""
    if by.role not in ANSWERS or by.token is not None:
        raise NotAllowed("role")
    rows: Any = kind._default_manager.filter(pk=version_id)
    found: Limit | RoleHours | None = rows.select_for_update(no_key=True).first() or rows.first()
    if found is None:
        raise NotFound
    return found


def _answer(by: Actor, found: Limit | RoleHours, state: RegisterState, act: Operation) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])


def stop_watching(*, by: Actor) -> None:
    """From now on nothing is looked at; a second tap says the same."""
    with recorded(by, "watching.agreement_ended") as act:
        check_may_look(by.role, by.token)
        Agreement.objects.filter(ended_at=None).update(ended_at=act.now)


def agree_honey(*, by: Actor, code: str) -> None:
    """Say yes, as the second person, to a file that belongs to nobody; which one is not kept."""
    with recorded(by, "watching.honey_agreed"):
        if by.role != Role.SECURITY_OFFICER or by.token is not None:
            raise NotAllowed("role")
        said = honey.hashed(honey.check_code(code))
        with connection.cursor() as cursor:
            cursor.execute("select watching_honey_agree(%s)", [said])
            (answer,) = cursor.fetchone()
        if answer != "agreed":
            raise Refused(OF_A_CODE[answer], field="code")


def open_breach(*, by: Actor, facts: BreachFacts) -> UUID:
    """Write down that there is a breach; the seventy-two hours run since it was known."""
    with recorded(by, "watching.breach_opened") as act:
        check_may_look(by.role, by.token)
        if facts.user_id is not None and facts.user_id == by.user_id:
            raise Refused(gettext_noop("Over jezelf beslist een ander."), field="user")
        if facts.user_id is not None and not _works_here(facts.user_id, by):
            raise Refused(gettext_noop("Kies een collega uit de lijst."), field="user")
        span = (facts.since, facts.until, facts.known_at)
        words = check_breach(facts.what, *span, act.now)
        return _breach(by, BreachFacts(words, facts.user_id, *span), act).pk


def _breach(by: Actor, facts: BreachFacts, act: Operation, event: Event | None = None) -> Breach:
    return Breach.objects.create(
        municipality_id=by.municipality_id,
        event=event,
        user_id=facts.user_id,
        what=facts.what,
        since=facts.since,
        until=facts.until,
        known_at=facts.known_at,
        due_at=facts.known_at + WITHIN,
        opened_by_id=by.user_id,
        opened_at=act.now,
        destroy_on=act.today + BREACH_KEPT_FOR,
    )


def _works_here(user_id: UUID, by: Actor) -> bool:
    here = User.objects.filter(pk=user_id, municipality_id=by.municipality_id)
    return here.filter(is_system=False, system_of=None).exists()


def decide_breach(
    *,
    by: Actor,
    breach_id: UUID,
    report: Report | None,
    report_why: str,
    persons: Persons | None,
    persons_why: str,
) -> None:
    """Say once whether the authority and the young people are told, and why. Raises NotFound."""
    with recorded(by, "watching.breach_decided", breach_id) as act:
        check_may_look(by.role, by.token)
        found = Breach.objects.select_for_update(no_key=True).filter(pk=breach_id).first()
        if found is None:
            raise NotFound
        found.report_why = check_report(report, report_why)
        found.persons_why = check_persons(persons, persons_why)
        if found.report:
            raise Refused(gettext_noop("Hier is al over besloten. Ververs de pagina."))
        found.report = report.value if report else ""
        found.persons = persons.value if persons else ""
        found.decided_by_id, found.decided_at = by.user_id, act.now
        found.save(
            update_fields=[
                *("report", "report_why", "persons", "persons_why"),
                *("decided_by", "decided_at"),
            ]
        )
