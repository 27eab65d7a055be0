"""What turns a track: something late, another coach, the end of it. As the actions leave it."""

from datetime import date, timedelta

from houvast.accounts.rules import Role
from houvast.demo.clock import at
from houvast.demo.rows import DESK, NOON, File, tell
from houvast.demo.words import CLOSING_ANSWERS
from houvast.sharing.rules import Capacity
from houvast.tracks.models import Closing, ClosingAnswer, Door, Handover, Rung
from houvast.tracks.rules.closing import ClosingFacts, why_not_closable
from houvast.tracks.rules.domains import LifeDomain, ScanValue, in_order
from houvast.tracks.rules.notices import NoticeKind, of_rung
from houvast.tracks.rules.promise import LADDER, REVIEW_AHEAD, destroy_closed, rung_of
from houvast.tracks.rules.states import (
    CloseReason,
    ClosingState,
    HandoverReason,
    HandoverState,
    NextMomentState,
    RungCause,
    RungState,
    TrackState,
)

OF_ROLE = {
    Role.PROCESS_COORDINATOR: "karin",
    Role.PROGRAMME_MANAGER: "petra",
}
LEADS = {"Molenveld": "nadia", "Havenkwartier": "ruud"}
TEAM = {"samira": "nadia", "kevin": "nadia", "noor": "ruud", "yasmin": "ruud"}
"""Whose team lead is asked; the others have none, so their rung goes to the coordinator."""


def asked_at(level: int, coach: str) -> tuple[int, str]:
    """Who is asked at a rung: one without an occupant goes to the next."""
    role = LADDER[level - 1]
    if role is None:
        return level, coach
    if role is Role.TEAM_LEAD:
        return (level, TEAM[coach]) if coach in TEAM else asked_at(level + 1, coach)
    return level, OF_ROLE[role]


def climbed(file: File, answered_on: date) -> None:
    """The ladder that a late moment climbed before this day, as the hourly job had raised it."""
    town, due = file.ledger.town, file.moment.due
    highest = rung_of(due, answered_on, town.days, town.terms)
    raised = dict(asked_at(level, file.coach) for level in range(1, highest + 1))
    levels = sorted(raised)
    for level, name in sorted(raised.items()):
        last = level == levels[-1]
        on = town.days.after(due, town.terms.rungs[level - 1])
        left = answered_on if last else town.days.after(due, town.terms.rungs[level])
        file.keep(
            Rung(
                id=file.ledger.key(),
                municipality_id=town.place,
                controller=file.track.controller,
                destroy_on=file.track.destroy_on,
                track=file.track,
                cause=RungCause.MOMENT.value,
                level=level,
                held_by_id=town.user(name),
                overdue_since=due,
                raised_at=at(on, DESK),
                state=(RungState.ANSWERED if last else RungState.CLIMBED).value,
                left_at=at(left, NOON),
                answered_by_id=file.by.user_id if last else None,
            )
        )
        tell(file.ledger, name, of_rung(level), at(on, DESK))


def reviewed(file: File, on: date) -> None:
    """A month before access ends the ladder asks the coordinator, who renews it."""
    access, days = file.access, file.ledger.town.days
    asked = days.after((access.until - REVIEW_AHEAD).date(), 1)
    renewed = days.after(asked, 2)
    if renewed >= on:
        return
    _review(file, asked, renewed)
    file.renew("karin", at(renewed, NOON))


def _review(file: File, asked: date, answered: date) -> None:
    town, karin = file.ledger.town, file.ledger.town.user("karin")
    file.keep(
        Rung(
            id=file.ledger.key(),
            municipality_id=town.place,
            controller=file.track.controller,
            destroy_on=file.track.destroy_on,
            track=file.track,
            cause=RungCause.REVIEW.value,
            level=3,
            held_by_id=karin,
            overdue_since=asked,
            raised_at=at(asked, DESK),
            state=RungState.ANSWERED.value,
            left_at=at(answered, NOON),
            answered_by_id=karin,
        )
    )
    tell(file.ledger, "karin", NoticeKind.RUNG, at(asked, DESK))


def hand_over(file: File, to: str, day: date, reason: HandoverReason) -> None:
    """Asked, accepted the same day and met a few days later: the new coach leads from the yes."""
    town, old, now = file.ledger.town, file.coach, at(day, NOON)
    asked = file.keep(
        Handover(
            from_user_id=town.user(old),
            to_user_id=town.user(to),
            from_team_id=town.teams[old],
            to_team_id=town.teams[to],
            offered_by_id=town.user(old),
            reason=reason.value,
            state=HandoverState.INTRODUCED.value,
            offered_at=at(day, DESK),
            accept_by=town.days.after(day, town.terms.handover_accept),
            answered_at=now,
            introduce_by=town.days.after(day, town.terms.handover_introduce),
            introduced_on=town.days.after(day, 3),
            **file.row(),
        )
    )
    file.entry(file.by, "tracks.handover_offered", asked.offered_at)
    tell(file.ledger, to, NoticeKind.HANDOVER, asked.offered_at)
    file.access.until = now
    file.open_for(to, now)
    file.give_access(now, granted_by=old)
    file.give_access(
        now, granted_by=to, capacity=Capacity.FORMER, user=old, days=town.terms.overlap
    )
    file.moment.held_by_id = town.user(to)
    file.entry(file.by, "tracks.handover_accepted", now)
    met = at(asked.introduced_on, NOON)
    file.entry(file.by, "tracks.handover_introduced", met)


def close(
    file: File, day: date, reason: CloseReason, scan: dict[LifeDomain, ScanValue], keeper: str
) -> None:
    """Proposed by the coach, agreed by the coordinator the same day, with a door."""
    town, now = file.ledger.town, at(day, NOON)
    closing = file.keep(
        Closing(
            reason=reason.value,
            state=ClosingState.AGREED.value,
            proposed_by_id=file.by.user_id,
            proposed_at=at(day, DESK),
            told_young_person_on=day,
            door_contact_id=town.user(keeper),
            come_back_on=day + timedelta(days=town.terms.come_back_after),
            answered_by_id=town.user("karin"),
            answered_at=now,
            **file.row(),
        )
    )
    facts = ClosingFacts(
        reason=reason,
        in_order=in_order(scan),
        aftercare_until=file.track.aftercare_until,
        works_now=file.track.work_started_on is not None,
        handover_running=False,
        informed=True,
        young_person_told=True,
        has_door=True,
    )
    for point in why_not_closable(facts, day):
        answer = ClosingAnswer(
            closing=closing, point=point.value, reason=CLOSING_ANSWERS[point], **file.row()
        )
        file.keep(answer)
    file.entry(file.by, "tracks.closing_proposed", closing.proposed_at)
    _end(file, day, reason, keeper, by="karin", verb="tracks.track_closed")


def stop(file: File, day: date, keeper: str) -> None:
    """The young person stops, in one act; the door stays open."""
    left = "tracks.young_person_stopped"
    _end(file, day, CloseReason.YOUNG_PERSON_STOPPED, keeper, by=file.coach, verb=left)


def _end(file: File, day: date, reason: CloseReason, keeper: str, *, by: str, verb: str) -> None:
    """Moment, access and track end; all rows of the person are kept a year from here."""
    town, now = file.ledger.town, at(day, NOON)
    past = file.moment.due <= day
    file.leave(NextMomentState.KEPT if past else NextMomentState.MOVED, now)
    file.keep(
        Door(
            contact_id=town.user(keeper),
            come_back_on=day + timedelta(days=town.terms.come_back_after),
            since=now,
            **file.row(),
        )
    )
    granted = "karin" if keeper == by else by
    file.give_access(now, granted_by=granted, capacity=Capacity.DOOR, user=keeper, days=366)
    file.access.until = now
    file.track.state, file.track.closed_at = TrackState.CLOSED.value, now
    file.track.close_reason = reason.value
    file.track.destroy_on = destroy_closed(day, town.terms)
    for row in file.personal:
        row.destroy_on = file.track.destroy_on
    file.entry(town.people[by], verb, now)
