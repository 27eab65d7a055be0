"""Telling what we keep, in the past of the demo and on its last days."""

from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.days import Days
from houvast.demo.ledger import Ledger, Town
from houvast.people.rules import age_on
from houvast.tracks.actions.informing import (
    Sender,
    answer_hold,
    ask_to_hold,
    record_telling,
)
from houvast.tracks.models import Hold as HoldRow
from houvast.tracks.models import InformationMoment, ProofOfTelling, Track
from houvast.tracks.rules.informing import (
    Audience,
    Hold,
    HoldGround,
    HoldKind,
    Language,
    TellChannel,
    Telling,
    audiences,
    tell_by,
)
from houvast.tracks.rules.letters import WordsKind, current
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.states import TO_TELL, InformationState

SENDER = Sender(
    "Het college van burgemeester en wethouders van Waterrade",
    "Stadhuisplein 1, 0000 AA Waterrade",
    "14 000",
    "privacy@waterrade.example",
    "Ellen Voskuil, fg@waterrade.example",
    "De gemeente heeft de taak om jongeren te helpen bij school, werk en inkomen. Het college heeft"
    " besloten dat wij daarvoor gegevens mogen bewaren.",
)
WHY = (
    "Hij is boos op de gemeente. Eerst willen we samen met zijn broer rustig praten.",
    "Thuis is het nu niet veilig. Zijn moeder mag dit nog niet weten.",
    "Drie keer gebeld en twee keer langs geweest. We weten niet waar hij slaapt.",
)
NOON, WORDS = time(12, 10), current(WordsKind.LEAFLET)


def to_tell(
    track: Track, ledger: Ledger, born: date | None, now: datetime
) -> list[InformationMoment]:
    """The duties that begin with a track; parents first, so that the database adds none."""
    terms, since = ledger.town.terms, now.date()
    age = age_on(born, since) if born else None
    return [
        InformationMoment(
            id=ledger.key(),
            audience=audience.value,
            state=InformationState.PLANNED.value,
            since=since,
            due=tell_by(since, terms.inform_within),
            **track.row(),
        )
        for audience in reversed(audiences(age, terms.representative_below))
    ]


def met(moments: list[InformationMoment], day: date) -> None:
    """A first contact brings the day closer."""
    for one in moments:
        if one.state == InformationState.PLANNED:
            one.due = max(one.since, min(one.due, day))


def told(
    moments: list[InformationMoment], ledger: Ledger, user: UUID, now: datetime
) -> list[ProofOfTelling]:
    """Everybody who has to hear it heard it, together, with the leaflet."""
    proofs = []
    for moment in moments:
        moment.state, moment.told_on = InformationState.TOLD.value, now.date()
        moment.told_by_id = user
        proofs.append(
            ProofOfTelling(
                id=ledger.key(),
                moment=moment,
                channel=TellChannel.IN_PERSON.value,
                words=WORDS,
                language=Language.DUTCH.value,
                on=now.date(),
                told_by_id=user,
                recorded_at=now,
                municipality_id=moment.municipality_id,
                controller=moment.controller,
                destroy_on=moment.destroy_on,
                person_id=moment.person_id,
                track_id=moment.track_id,
            )
        )
    return proofs


def tell_everybody(coach: Actor, track_id: UUID, today: date) -> None:
    """At a talk: who still has to hear it, hears it."""
    with recorded(coach, "demo.story"):
        waiting = InformationMoment.objects.filter(
            track=track_id, state__in=[one.value for one in TO_TELL]
        )
        found = [Audience(one.audience) for one in waiting]
    telling = Telling(TellChannel.IN_PERSON, WORDS, Language.DUTCH, today)
    for audience in found:
        record_telling(by=coach, track_id=track_id, audience=audience, telling=telling)


class Questions:
    """The questions to wait: one was agreed, one declined, and one lies on the table."""

    def __init__(self, town: Town) -> None:
        self.town, self.days = town, Days()
        self.asked: list[UUID] = []
        self.days.plan(9, partial(self._ask, WHY[2], HoldGround.NOT_FOUND))
        self.days.plan(8, partial(self._answer, "Drie keer proberen is genoeg bewijs.", True))
        self.days.plan(6, partial(self._ask, WHY[0], HoldGround.OTHERS_UNSAFE))
        self.days.plan(5, partial(self._answer, "Vertel het samen met zijn broer.", False))
        self.days.plan(1, partial(self._ask, WHY[1], HoldGround.YOUNG_PERSON_UNSAFE))

    def _ask(self, why: str, ground: HoldGround) -> None:
        with recorded(self.town.people["karin"], "demo.story") as act:
            today = act.today
        for name in ("samira", "kevin", "noor", "yasmin", "joost"):
            coach = self.town.people[name]
            with recorded(coach, "demo.story"):
                duties = InformationMoment.objects.filter(
                    track__lead_coach=coach.user_id,
                    track__state="open",
                    state=InformationState.PLANNED.value,
                    holds__isnull=True,
                )
                duty = duties.order_by("since", "pk").first()
            if duty is None:
                continue
            hold = Hold(HoldKind.LATER, ground, why, add_months(today, 1))
            self.asked.append(
                ask_to_hold(
                    by=coach, track_id=duty.track_id, audience=Audience(duty.audience), hold=hold
                )
            )
            return

    def _answer(self, answer: str, agrees: bool) -> None:
        vera = self.town.people["vera"]
        with recorded(vera, "demo.story"):
            waits = HoldRow.objects.filter(pk__in=self.asked, state="asked")
            rows = waits.select_related("moment").order_by("asked_at")
            found = [(one.pk, one.moment.state in TO_TELL) for one in rows]
        for one, still in found:
            answer_hold(by=vera, hold_id=one, agrees=agrees and still, answer=answer)
