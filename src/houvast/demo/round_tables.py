"""The case tables of the demo: one of last week with its agreements, and one that is open now."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.days import Days
from houvast.demo.ledger import Town
from houvast.meetings.actions.agenda import choose_people
from houvast.meetings.actions.agreements import make_agreement
from houvast.meetings.actions.tables import TablePlan, close_table, come, open_table, plan_table
from houvast.meetings.reads.cases import CaseLine, table_page
from houvast.meetings.rules.agreements import AgreementVerb

CHAIR, DEPUTY = "karin", "ruud"
ASKED = ("samira", "kevin", "noor", "nadia", "joost", "tess")
THERE = ("samira", "nadia", "joost")
AGREED = (
    ("samira", AgreementVerb.VISIT, 3),
    ("kevin", AgreementVerb.CALL, 5),
    ("nadia", AgreementVerb.FIND_OUT, 9),
)
"""Who does what, within how many days; kevin was not there."""
TOGETHER = 6
"""With how many cases everybody who is there has something to do."""


@dataclass(slots=True)
class RoundTables:
    """Lets karin lead a case table of the team of samira."""

    town: Town
    days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        self.days.plan(7, self._last_week)

    def of(self, ago: int) -> None:
        """What happens on this day; what was planned for a day off happens on the next."""
        self.days.run(ago)

    def now(self) -> None:
        """The table of today is open, and half of them are there."""
        self.days.run(0)
        self._open("Stadhuis, Havenzaal", time(10))

    def _last_week(self) -> None:
        table, cases = self._open("Buurthuis, tweede verdieping", time(14))
        for (owner, verb, within), case in zip(AGREED, cases, strict=False):
            make_agreement(
                by=self._at_table(CHAIR),
                item_id=case.id,
                verb=verb,
                owner_id=self.town.user(owner),
                due=self._today() + timedelta(days=within),
            )
        close_table(by=self.town.people[CHAIR], table_id=table)

    def _open(self, place: str, begins: time) -> tuple[UUID, tuple[CaseLine, ...]]:
        chair = self.town.people[CHAIR]
        plan = TablePlan(
            team_id=self.town.teams["samira"],
            place=place,
            day=self._today(),
            begins=begins,
            deputy_id=self.town.user(DEPUTY),
            asked=[self.town.user(one) for one in ASKED],
        )
        table = plan_table(by=chair, plan=plan)
        open_table(by=chair, table_id=table)
        for one in THERE:
            come(by=self._at_table(one), table_id=table)
        page = table_page(chair, table)
        seats = [one.seat_id for one in page.table.present]
        for case in page.cases[:TOGETHER]:
            choose_people(by=chair, item_id=case.id, seats=seats)
        return table, page.cases

    def _at_table(self, name: str) -> Actor:
        one = self.town.people[name]
        return Actor(one.user_id, one.municipality_id, one.role, Purpose.CASE_TABLE.value)

    def _today(self) -> date:
        with recorded(self.town.people[CHAIR], "demo.story") as act:
            return act.today
