"""The agreements of a programme: set from a day on, with a reason and a source; nothing is lost.

An agreement is never changed: a newer one takes over from its day, and the older keeps its row.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from houvast.accounts.models import Programme, WorkingDay
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.tracks.models import EntryCriterion, Promise
from houvast.tracks.reads.terms import NEWEST, programme_of
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.terms import (
    MAY_SET,
    EndReason,
    TermGroup,
    Value,
    agree,
    check_day,
    check_end,
    check_from,
)

ENDING = ("valid_until", "ended_by", "end_kind", "end_reason")


def set_terms(
    *,
    by: Actor,
    group: TermGroup,
    values: Mapping[str, Value],
    valid_from: date,
    reason: str,
    source: str,
) -> UUID:
    """Agree on the terms of one group from a day on. Raises Refused with the first that cannot."""
    with recorded(by, "tracks.terms_set") as act:
        programme = _mine(by, act)
        latest = Promise.objects.filter(programme=programme).order_by(*NEWEST).first()
        since = latest.valid_from if latest else act.today
        new = agree(latest.terms() if latest else Terms(), group, values)
        check_from(valid_from, act.today, since)
        made = Promise.objects.create(
            programme_id=programme,
            valid_from=valid_from,
            set_by_id=by.user_id,
            set_at=act.now,
            reason=check_reason(reason),
            source=source.strip(),
            **{name: value for name, value in asdict(new).items() if name in Promise.columns()},
        )
        return made.pk


def add_criterion(*, by: Actor, text: str, source: str, valid_from: date) -> UUID:
    """Add a ground on which a track may begin (T-12)."""
    with recorded(by, "tracks.criterion_added") as act:
        programme = _mine(by, act)
        check_reason(text, field="text")
        check_from(valid_from, act.today, act.today)
        same = EntryCriterion.objects.filter(
            programme=programme, text__iexact=text.strip(), valid_until=None
        )
        if same.exists():
            raise Refused(gettext_noop("Deze reden staat er al."), field="text")
        made = EntryCriterion.objects.create(
            programme_id=programme,
            text=text.strip(),
            source=source.strip(),
            valid_from=valid_from,
            set_by_id=by.user_id,
        )
        return made.pk


def end_criterion(*, by: Actor, criterion_id: UUID, why: EndReason, reason: str = "") -> None:
    """Let no new track begin on this ground from tomorrow on; who is held stays held."""
    with recorded(by, "tracks.criterion_ended", criterion_id) as act:
        programme = _mine(by, act)
        live = EntryCriterion.objects.select_for_update(no_key=True).filter(
            programme=programme, valid_until=None
        )
        found = {one.pk: one for one in live}
        one = found.get(criterion_id)
        if one is None:
            raise NotFound
        if len(found) == 1:
            raise Refused(gettext_noop("Dit is de laatste reden. Voeg er eerst een andere bij."))
        one.valid_until, one.ended_by_id = act.today, by.user_id
        one.end_kind, one.end_reason = why.value, check_end(why, reason)
        one.save(update_fields=ENDING)


def keep_criterion(*, by: Actor, criterion_id: UUID) -> None:
    """Take back on the same day that a ground ends; from tomorrow on it is added anew."""
    with recorded(by, "tracks.criterion_kept", criterion_id) as act:
        programme = _mine(by, act)
        rows = EntryCriterion.objects.select_for_update(no_key=True)
        one = rows.filter(programme=programme, pk=criterion_id).first()
        if one is None:
            raise NotFound
        if one.valid_until != act.today or one.ended_by_id is None:
            raise Refused(gettext_noop("Dit kan alleen op de dag zelf. Voeg de reden opnieuw toe."))
        one.valid_until, one.ended_by, one.end_kind, one.end_reason = None, None, "", ""
        one.save(update_fields=ENDING)


def close_day(*, by: Actor, day: date | None, name: str) -> None:
    """Close a working day ahead: no term counts it (README 29)."""
    with recorded(by, "tracks.day_closed") as act:
        found = _day(by, day, act)
        if not found.is_open:
            raise Refused(gettext_noop("Deze dag is al gesloten."), field="day")
        check_reason(name, field="name")
        found.is_open, found.name, found.closed_by_id = False, name.strip(), by.user_id
        found.save(update_fields=["is_open", "name", "closed_by"])


def open_day(*, by: Actor, day: date | None) -> None:
    """Open again a day that the municipality closed; a holiday of the law stays closed."""
    with recorded(by, "tracks.day_opened") as act:
        found = _day(by, day, act)
        if found.is_open or found.closed_by_id is None:
            raise Refused(gettext_noop("Deze dag is niet door de gemeente gesloten."))
        found.is_open, found.name, found.closed_by = True, "", None
        found.save(update_fields=["is_open", "name", "closed_by"])


def _mine(by: Actor, act: Operation) -> UUID:
    """The programme of the actor, when he or she may set its agreements."""
    if by.role not in MAY_SET:
        raise NotAllowed("settings")
    programme = programme_of(by.municipality_id)
    Programme.objects.select_for_update(no_key=True).get(pk=programme)
    act.about = programme
    return programme


def _day(by: Actor, day: date | None, act: Operation) -> WorkingDay:
    _mine(by, act)
    day = check_day(day, act.today)
    days = WorkingDay.objects.select_for_update(no_key=True)
    found = days.filter(municipality_id=by.municipality_id, day=day).first()
    if found is None:
        raise Refused(
            gettext_noop("Dit is geen werkdag die we kennen. Kies een doordeweekse dag."),
            field="day",
        )
    return found
