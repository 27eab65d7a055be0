"""Employers and their workplaces, through the actions: talks, promises, who knows whom."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.ledger import Town
from houvast.demo.trades import (
    CAME_BETWEEN,
    CONTACTS,
    FUNCTIONS,
    GIVES,
    HOW,
    MISSING,
    PLACES,
    QUESTIONS,
    TALKS,
    THEY_PROMISED,
    TRADES,
    WE_PROMISED,
    WEEKDAYS,
    Trade,
    Work,
)
from houvast.employers import actions
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import (
    Answer,
    OfferCode,
    PayKind,
    PromisedBy,
    Strength,
    VogPayer,
    WorkKind,
)
from houvast.employers.rules.workplaces import WorkplaceFacts

ROUNDS = (390, 300, 210, 120, 45, 12, 3)
"""How many days ago the account managers went round; the last ones keep the news fresh."""
FORGOTTEN = timedelta(days=14)
"""How long a promise lies open before somebody answers it after all."""
LINKED = 210
"""In this round the broker was linked: a link lasts a year."""
PAID = {
    WorkKind.INTERNSHIP: (PayKind.ALLOWANCE, None),
    WorkKind.TRIAL_PLACEMENT: (PayKind.BENEFIT_KEPT, None),
    WorkKind.LEARNING_PLACE: (PayKind.BENEFIT_KEPT, None),
}
EVENINGS = sum(0b0110 << (4 * day) for day in range(6))
WEEKEND = sum(0b0111 << (4 * day) for day in (5, 6))


@dataclass(slots=True)
class Shop:
    """An employer with what we keep in mind about it."""

    key: UUID
    contact: UUID
    promises: list[tuple[UUID, date]]


def open_shops(
    town: Town, clock: Clock, dice: Random, count: int, meanwhile: Callable[[int], None]
) -> tuple[UUID, ...]:
    """Fill the network of employers; gives the workplaces, the drafts left out.

    `meanwhile` lets happen what else happened before that many days ago.
    """
    walk = Round(town, clock, dice)
    trades = [
        (trade, name) for turn in range(3) for trade in TRADES for name in [trade.names[turn]]
    ]
    clock.at(ROUNDS[0])
    for trade, name in trades[:count]:
        walk.open(trade, name)
    for ago in ROUNDS[1:]:
        meanwhile(ago)
        clock.at(ago)
        walk.go_round(ago)
    walk.ask()
    return tuple(walk.offered)


class Round:
    """The account manager and the work coach on their way along the employers."""

    def __init__(self, town: Town, clock: Clock, dice: Random) -> None:
        self.town, self.clock, self.dice = town, clock, dice
        self.shops: list[Shop] = []
        self.offered: list[UUID] = []

    @property
    def by(self) -> Actor:
        """Who goes this time."""
        esra = self.town.people["esra"]
        joost = replace(self.town.people["joost"], purpose="placement")
        return self.dice.choice((esra, esra, joost))

    def open(self, trade: Trade, name: str) -> None:
        """A new employer with its first contact and its work."""
        turn, dice, by = len(self.shops), self.dice, self.by
        place, pc4 = PLACES[turn % len(PLACES)]
        key = self._key()
        facts = EmployerFacts(name=name, sector=trade.sector, place_name=place, pc4=pc4)
        manager = self.town.user("esra" if turn % 3 else "joost")
        actions.add_employer(by=by, facts=facts, account_manager_id=manager, key=key)
        contact = self._contact(by, key, turn)
        self.shops.append(Shop(key, contact, []))
        if turn % 2 == 0:
            knower = self.town.user(dice.choice(("samira", "esra", "joost", "dennis", "fleur")))
            actions.note_acquaintance(
                by=by, contact_id=contact, how=dice.choice(HOW), user_id=knower, key=self._key()
            )
        for number, work in enumerate(trade.work):
            self._workplace(by, key, pc4, work, draft=(turn + number) % 17 == 16)

    def _contact(self, by: Actor, employer: UUID, turn: int) -> UUID:
        names = CONTACTS.split("|")
        name = names[turn % len(names)]
        facts = ContactFacts(
            name=name,
            function=FUNCTIONS[turn % len(FUNCTIONS)],
            phone=f"0600001{turn:03d}",
            evening_phone=f"0600002{turn:03d}" if turn % 2 else "",
            email=f"werk{turn}@voorbeeld.invalid" if turn % 3 else "",
            is_fixed=True,
        )
        return actions.add_contact(by=by, employer_id=employer, facts=facts, key=self._key())

    def _workplace(self, by: Actor, employer: UUID, pc4: str, work: Work, *, draft: bool) -> None:
        key = self._key()
        facts = self._facts(work, pc4)
        actions.add_workplace(by=by, employer_id=employer, facts=facts, key=key)
        if work.condition:
            code, reason = work.condition
            actions.add_condition(
                by=by,
                workplace_id=key,
                code=code,
                strength=self.dice.choice((Strength.REQUIRED, Strength.PREFERRED)),
                reason=reason,
                key=self._key(),
            )
        if not draft:
            actions.offer_workplace(by=by, workplace_id=key)
            self.offered.append(key)

    def _facts(self, work: Work, pc4: str) -> WorkplaceFacts:
        dice = self.dice
        pay, wage = PAID.get(work.kind, (PayKind.WAGE, dice.randrange(1475, 1750, 25)))
        side = work.kind is WorkKind.SIDE_JOB
        parts = (
            dice.choice((EVENINGS, WEEKEND)) if side else dice.choice((WEEKDAYS, WEEKDAYS, None))
        )
        asks_vog = dice.random() < 0.12
        return WorkplaceFacts(
            title=work.title,
            kind=work.kind,
            hours_min=work.hours[0],
            hours_max=work.hours[1],
            isco=work.isco,
            pc4=pc4,
            day_parts=parts,
            places=dice.choice((1, 2, 2, 3, 4)),
            wage_cents=None if side else wage,
            pay_kind=pay,
            asks_vog=asks_vog,
            vog_paid_by=VogPayer.EMPLOYER if asks_vog else VogPayer.UNKNOWN,
            offers=self._offers(),
            teaches=tuple(one.value for one in work.teaches),
            skills_asked=tuple(one.value for one in work.asks),
            sbb_recognised=Answer.YES if work.kind is WorkKind.BBL else Answer.UNKNOWN,
            buddy=dice.choice(("Tineke", "Rob", "Aziz", "", "")),
        )

    def _offers(self) -> dict[OfferCode, Answer]:
        yes = self.dice.choice(GIVES)
        no = () if OfferCode.QUIET_WORKPLACE in yes else (OfferCode.QUIET_WORKPLACE,)
        refuses = no if self.dice.random() < 0.3 else ()
        return dict.fromkeys(yes, Answer.YES) | dict.fromkeys(refuses, Answer.NO)

    def go_round(self, ago: int) -> None:
        """Ring some employers: what was promised, and is the workplace still there?"""
        dice, today = self.dice, self.clock.day(ago)
        if ago == LINKED:
            self._link()
        self._settle(today)
        for shop in dice.sample(self.shops, len(self.shops) // 2):
            by = self.by
            self._answer(by, shop, today)
            actions.log_conversation(
                by=by,
                employer_id=shop.key,
                on=today,
                about=dice.choice(TALKS),
                contact_id=shop.contact,
                next_on=today + timedelta(days=dice.randint(14, 60)),
                key=self._key(),
            )
            if dice.random() < 0.55:
                self._promise(by, shop, ago)
        for workplace in dice.sample(self.offered, int(len(self.offered) * 0.45)):
            actions.confirm_workplace(by=self.by, workplace_id=workplace)

    def _link(self) -> None:
        """Every third employer is one that the broker brought."""
        by, bas = self.town.people["esra"], self.town.user("bas")
        for shop in self.shops[::3]:
            actions.link_broker(by=by, employer_id=shop.key, user_id=bas, key=self._key())

    def _answer(self, by: Actor, shop: Shop, today: date) -> None:
        """Whether promises were kept; now and then one is forgotten, and stays open."""
        for promise, due in list(shop.promises):
            if due <= today and self.dice.random() < 0.8:
                kept = self.dice.random() < 0.82
                why = "" if kept else self.dice.choice(CAME_BETWEEN)
                actions.answer_promise(by=by, promise_id=promise, kept=kept, reason=why)
                shop.promises.remove((promise, due))

    def _settle(self, today: date) -> None:
        """Nothing lies open for months: what was forgotten is answered after some weeks."""
        esra = self.town.people["esra"]
        for shop in self.shops:
            long_ago = [one for one in shop.promises if one[1] <= today - FORGOTTEN]
            for promise, due in long_ago:
                kept = due.day % 3 > 0
                why = "" if kept else CAME_BETWEEN[due.day % len(CAME_BETWEEN)]
                actions.answer_promise(by=esra, promise_id=promise, kept=kept, reason=why)
                shop.promises.remove((promise, due))

    def _promise(self, by: Actor, shop: Shop, ago: int) -> None:
        dice, due = self.dice, self.clock.day(ago) + timedelta(days=self.dice.randint(7, 40))
        ours = dice.random() < 0.5
        key = actions.make_promise(
            by=by,
            employer_id=shop.key,
            promised_by=PromisedBy.US if ours else PromisedBy.EMPLOYER,
            text=dice.choice(WE_PROMISED if ours else THEY_PROMISED),
            due=due,
            key=self._key(),
        )
        shop.promises.append((key, due))

    def ask(self) -> None:
        """Questions to the broker in general words, and the work that we miss."""
        by, bas = self.town.people["esra"], self.town.people["bas"]
        asked = [
            actions.ask_brokers(by=by, brokers=[bas.user_id], text=text, key=self._key())[0]
            for text in QUESTIONS
        ]
        actions.answer_question(by=bas, question_id=asked[0], will_ask=True)
        for text, kind in MISSING:
            actions.note_missing(by=by, text=text, kind=kind, key=self._key())

    def _key(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)
