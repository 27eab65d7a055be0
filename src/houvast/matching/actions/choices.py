"""Store what was decided about a workplace, with the reasons that were on screen."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.matching.actions.wishes import running_track
from houvast.matching.models import Choice
from houvast.matching.reads.places import read_place, read_work
from houvast.matching.rules.choices import (
    ChoiceOutcome,
    NotNowReason,
    check_discuss,
    check_not_now,
    check_same,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided, and the seal of what was on screen (`Work.seal`).

    `shown` is None for a workplace that was named by hand: what fits and what does not is stored as
    it is at that moment.
    """

    outcome: ChoiceOutcome
    shown: str | None
    reason: NotNowReason | None = None
    text: str = ""


def record_choice(
    *, by: Actor, track_id: UUID, workplace_id: UUID, chosen: Chosen, key: UUID | None = None
) -> UUID:
    """Keep a choice and give its id. The same `key` sent twice is one choice.

    Refused when the wishes or the workplace changed since it was shown: what is stored is what was
    seen. A choice that is taken back needs nothing of that.
    """
    with recorded(by, "matching.choice_recorded", track_id) as act:
        track = running_track(by, track_id, act)
        if key and Choice.objects.filter(pk=key, track=track).exists():
            return key
        work = read_place(track_id, workplace_id, act)
        found = work.suggestion(workplace_id)
        seal, text = work.seal(found.place), ""
        listed = read_work(by, track_id, act).list_seal
        if chosen.outcome is not ChoiceOutcome.BACK and chosen.shown is not None:
            check_same(chosen.shown, seal)
        if chosen.outcome is ChoiceOutcome.DISCUSS:
            check_discuss(found.why)
        if chosen.outcome is ChoiceOutcome.NOT_NOW:
            text = check_not_now(chosen.reason, chosen.text)
        because = chosen.reason if chosen.outcome is ChoiceOutcome.NOT_NOW else None
        return Choice.objects.create(
            pk=key or uuid4(),
            workplace_id=workplace_id,
            wishes_id=work.known.id if work.known else None,
            title=found.place.title,
            employer=found.place.employer,
            outcome=chosen.outcome.value,
            reason=because.value if because else "",
            text=text,
            ruleset=found.why.ruleset,
            verdict=found.why.verdict.value,
            explanation=found.why.record() | work.sealed(found.place, listed),
            inputs=seal,
            at=act.now,
            made_by_id=by.user_id,
            **track.row(),
        ).pk
