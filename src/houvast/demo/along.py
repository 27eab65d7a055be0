"""The experience expert of the demo: one who comes along, is on his way, or was there."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid5

from houvast.audit.actions import recorded
from houvast.demo.days import Days
from houvast.demo.desks import Desks
from houvast.demo.ledger import Town
from houvast.tracks.actions.companions import (
    ask_companion,
    end_companion,
    introduce_companion,
    note_check,
)
from houvast.tracks.actions.sessions import log_session
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.companions import (
    Aim,
    CompanionOutcome,
    CompanionPlan,
    Safeguard,
    Session,
    SessionOutcome,
)

EXPERT, LOOKED_AT, OWN_COACH = "denzel", "karin", "ruud"
WANTS = {
    Aim.WORK: "Weten hoe een eerste werkdag voelt.",
    Aim.RECOGNITION: "Iemand die weet hoe het voelt.",
    Aim.OTHER_PLACES: "Samen sporten, met andere mensen.",
    Aim.HOPE: "Horen hoe het goed kwam.",
}
SAFE = (Safeguard.COACH_JOINS_FIRST, Safeguard.COACH_IN_REACH, Safeguard.OPEN_PLACE)
MET = (
    (12, "samira", SessionOutcome.TALKED, "We liepen een rondje langs de haven."),
    (9, "samira", SessionOutcome.CAME_ALONG, "Samen naar de open dag. Vond de werkplaats mooi."),
    (11, "noor", SessionOutcome.TALKED, ""),
    (8, "noor", SessionOutcome.NOT_SEEN, ""),
    (5, "samira", SessionOutcome.CALLED_OFF, ""),
    (3, "yasmin", SessionOutcome.DID_TOGETHER, "Gesport. Wil volgende week weer."),
    (2, "samira", SessionOutcome.TALKED, "Wil weten hoe een proefdag gaat."),
)
"""Which meetings there were: how long ago, beside which coach, and how it went."""


@dataclass(slots=True)
class Along:
    """Tells what denzel and the coaches agree on; `desks` knows who had a turn already."""

    town: Town
    desks: Desks
    ships: dict[str, UUID] = field(default_factory=dict)
    days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        plan = self.days.plan
        plan(17, self._look)
        for ago, coach, aim in (
            (16, "samira", Aim.WORK),
            (14, "noor", Aim.RECOGNITION),
            (7, "yasmin", Aim.OTHER_PLACES),
            (1, "kevin", Aim.HOPE),
        ):
            plan(ago, partial(self._ask, coach, aim))
        for ago, coach in ((15, "samira"), (13, "noor"), (6, "yasmin")):
            plan(ago, partial(self._introduce, coach))
        for ago, coach, outcome, note in MET:
            plan(ago, partial(self._meet, coach, outcome, note))
        plan(4, self._end)

    def of(self, ago: int) -> None:
        """What happens on this day; what was planned for a day off happens on the next."""
        self.days.run(ago)

    def now(self) -> None:
        """What was planned for a day off happens today."""
        self.days.run(0)

    def _today(self) -> date:
        by = self.town.people[LOOKED_AT]
        with recorded(by, "demo.story") as act:
            return act.today

    def _look(self) -> None:
        note_check(
            by=self.town.people[LOOKED_AT],
            user_id=self.town.user(EXPERT),
            own_coach=self.town.user(OWN_COACH),
            checked_on=self._today(),
        )

    def _ask(self, coach: str, aim: Aim) -> None:
        by = self.town.people[coach]
        page = today_page(by)
        lines = sorted((*page.week, *page.later), key=lambda one: one.name)
        spoken = [one for one in lines if one.last_real_at and one.lead_id == by.user_id]
        free = [one for one in spoken if one.track_id not in self.desks.used]
        if not free:
            return
        self.desks.used.add(free[0].track_id)
        ends_on = self._today() + timedelta(days=90)
        self.ships[coach] = ask_companion(
            by=by,
            track_id=free[0].track_id,
            user_id=self.town.user(EXPERT),
            plan=CompanionPlan(aim, SAFE, ends_on, WANTS[aim]),
        )

    def _introduce(self, coach: str) -> None:
        if coach in self.ships:
            introduce_companion(
                by=self.town.people[coach],
                companionship_id=self.ships[coach],
                introduced_on=self._today(),
            )

    def _meet(self, coach: str, outcome: SessionOutcome, note: str) -> None:
        if coach not in self.ships:
            return
        today = self._today()
        again = self.town.days.after(today, 4) if coach != "noor" else None
        log_session(
            by=self.town.people[EXPERT],
            companionship_id=self.ships[coach],
            session=Session(today, outcome, again, note=note),
            key=uuid5(self.ships[coach], f"{today}"),
        )

    def _end(self) -> None:
        if "noor" in self.ships:
            end_companion(
                by=self.town.people["noor"],
                companionship_id=self.ships["noor"],
                outcome=CompanionOutcome.REACHED,
            )
