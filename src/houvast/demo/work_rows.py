"""The rows of work: a workplace, a start, check-ins, and sometimes an end. As the actions do."""

from dataclasses import dataclass
from datetime import date

from houvast.demo.clock import at
from houvast.demo.rows import NOON, File
from houvast.demo.work_terms import agreed
from houvast.employers.models import Workplace
from houvast.employers.rules.states import WorkplaceState
from houvast.employers.rules.workplaces import settled
from houvast.people.rules import age_on
from houvast.placements.actions.under_way import AFTER_BREAK_OFF
from houvast.placements.models import (
    AftercareMoment,
    Consent,
    Placement,
    Retention,
    ToldLine,
)
from houvast.placements.rules.aftercare import retention_days
from houvast.placements.rules.consent import WORDS_SHOWN, holds_until, needs_parent
from houvast.placements.rules.states import (
    AftercareState,
    Answered,
    CallsAnswer,
    ConsentScope,
    ConsentState,
    PlacementState,
    RetentionAnswer,
    Side,
    Told,
)
from houvast.placements.rules.steps import aftercare_days
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.states import NextMomentState


@dataclass(slots=True)
class Job:
    """One placement with its check-ins, and the workplace of which it takes a place."""

    file: File
    workplace: Workplace
    placement: Placement
    check_ins: list[AftercareMoment]
    marks: list[Retention]


def start(file: File, workplace: Workplace, proposed: date, started: date) -> Job:
    """From the proposal to the first working day, with the check-ins planned."""
    town, by = file.ledger.town, file.by
    placement = file.keep(
        Placement(
            workplace=workplace,
            state=PlacementState.STARTED.value,
            proposed_by_id=by.user_id,
            proposed_at=at(proposed, NOON),
            wanted_on=proposed,
            introduced_on=proposed,
            start_on=started,
            day_one_companion="De coach",
            started_on=started,
            **file.row(),
        )
    )
    _said_yes(file, placement, proposed)
    agreed(file, placement, workplace, proposed)
    steps = ("proposed", "yes_asked", "yes_given", "introduced", "agreed")
    for step in steps:
        file.entry(by, f"placements.{step}", at(proposed, NOON))
    file.entry(by, "placements.started", at(started, NOON))
    take(workplace, 1)
    file.ledger.entry(by, "employers.place_taken", at(proposed, NOON), workplace.pk)
    file.track.work_started_on = started
    file.track.aftercare_until = add_months(started, town.terms.aftercare_months)
    marks = [
        file.keep(Retention(placement=placement, mark=mark.value, due=day, **file.row()))
        for mark, day in retention_days(started).items()
    ]
    return Job(file, workplace, placement, _aftercare(file, placement, started), marks)


def _aftercare(file: File, placement: Placement, started: date) -> list[AftercareMoment]:
    """The check-ins with both sides."""
    return [
        file.keep(
            AftercareMoment(
                placement=placement,
                due=day,
                side=side.value,
                state=AftercareState.PLANNED.value,
                **file.row(),
            )
        )
        for day in aftercare_days(started, file.ledger.town.terms.aftercare_weeks)
        for side in Side
    ]


def _said_yes(file: File, placement: Placement, day: date) -> None:
    """They looked together at what the employer would get, and the young person said yes."""
    who = file.identity
    if who.birth_date is None:
        raise LookupError("Nobody is introduced while the birth date is unknown.")
    lines = {
        Told.FIRST_NAME: who.given_name,
        Told.AGE: str(age_on(who.birth_date, day)),
        Told.LEARNS: "Het vak leren van iemand die het kan",
    }
    consent = file.keep(
        Consent(
            placement=placement,
            scope=ConsentScope.TELL_EMPLOYER.value,
            state=ConsentState.GIVEN.value,
            words=WORDS_SHOWN,
            fields=[one.value for one in lines],
            asked_by_id=file.by.user_id,
            asked_at=at(day, NOON),
            answered_at=at(day, NOON),
            how=Answered.TOGETHER.value,
            calls=CallsAnswer.GIVEN.value,
            parent=Answered.PHONE.value if needs_parent(who.birth_date, day) else "",
            until=holds_until(day, who.birth_date),
            **file.row(),
        )
    )
    for one, text in lines.items():
        file.keep(ToldLine(consent=consent, field=one.value, text=text, **file.row()))
    placement.told_as, placement.told_until = consent.pk, consent.until
    placement.may_call = True


def check_in_until(job: Job, day: date) -> None:
    """The check-ins whose day has come were answered, most of them on the day itself."""
    answer_marks_until(job, day)
    dice, last = job.file.ledger.dice, job.placement.ended_on or day
    for one in job.check_ins:
        if one.due < min(day, last) and one.state == AftercareState.PLANNED.value:
            reached = dice.random() < 0.86
            one.state = (AftercareState.DONE if reached else AftercareState.MISSED).value
            one.answered_on, one.answered_by_id = one.due, job.file.by.user_id
            job.file.entry(job.file.by, "placements.checked_in", at(one.due, NOON))


def answer_marks_until(job: Job, day: date) -> None:
    """Whether the work lasted, at each mark whose day has come; now and then nobody knows."""
    dice = job.file.ledger.dice
    for one in job.marks:
        if one.due < day and not one.answer:
            ended = job.placement.ended_on
            gone = ended is not None and ended <= one.due
            known = RetentionAnswer.STOPPED if gone else RetentionAnswer.SAME_WORK
            one.answer = (known if dice.random() < 0.9 else RetentionAnswer.UNKNOWN).value
            one.answered_on, one.answered_by_id = one.due, job.file.by.user_id
            job.file.entry(job.file.by, "placements.retention_answered", at(one.due, NOON))


def break_off(job: Job, day: date) -> None:
    """Work stopped: the place is free again and a moment follows within two working days."""
    file, town = job.file, job.file.ledger.town
    _stopped(job, PlacementState.BROKEN_OFF, day)
    file.track.work_started_on = file.track.aftercare_until = None
    on = town.days.after(day, town.terms.after_break_off)
    if not day <= file.moment.due <= on:
        file.leave(NextMomentState.MOVED, at(day, NOON))
        file.plan(file.by, Ahead(on, what=AFTER_BREAK_OFF), at(day, NOON))
    file.entry(file.by, "placements.broken_off", at(day, NOON))


def end(job: Job, day: date) -> None:
    """The work came to its own end, as agreed."""
    _stopped(job, PlacementState.ENDED, day)
    job.file.entry(job.file.by, "placements.ended", at(day, NOON))


def _stopped(job: Job, state: PlacementState, day: date) -> None:
    job.placement.state, job.placement.ended_on = state.value, day
    take(job.workplace, -1)
    by = job.file.by
    job.file.ledger.entry(by, "employers.place_given_back", at(day, NOON), job.workplace.pk)


def take(workplace: Workplace, places: int) -> None:
    """Take a place, or give it back."""
    workplace.places_taken += places
    now = WorkplaceState(workplace.state)
    workplace.state = settled(now, workplace.places, workplace.places_taken).value
