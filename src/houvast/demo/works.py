"""Work in the last weeks: workplaces proposed, starts, check-ins, a break-off."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.days import Days
from houvast.demo.ledger import Town
from houvast.demo.work_terms import terms_at
from houvast.errors import Refused
from houvast.matching.actions.choices import Chosen, record_choice
from houvast.matching.reads import read_work
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.placements import actions as work
from houvast.placements.models import AftercareMoment, Placement
from houvast.placements.reads.aftercare import may_be_asked
from houvast.placements.rules.consent import Given
from houvast.placements.rules.states import Answered, Side, Told, TrialNext, TrialView
from houvast.placements.rules.trial import TrialNote
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.states import TrackPhase

COACHES = ("samira", "noor", "dennis", "joost", "fleur", "yasmin", "kevin")
STEPS = (
    (15, "joost", "started"),
    (14, "samira", "started"),
    (13, "noor", "agreed"),
    (12, "fleur", "started"),
    (10, "joost", "introduced"),
    (9, "dennis", "agreed"),
    (7, "samira", "wanted"),
    (6, "fleur", "introduced"),
    (5, "joost", "proposed"),
    (4, "yasmin", "not_started"),
    (3, "noor", "proposed"),
)
"""When, whose young person, and how far it came by now."""
HELPS, WITH_HELP, HELPED_FOR = "fleur", ("started", "agreed"), timedelta(days=120)
"""The work coach whom the other coaches ask along, for whom that is, and how long."""
TO_RING = 3
"""Of so many days back the calls to employers still wait, so that there is aftercare to do."""
TOLD = (Told.FIRST_NAME, Told.AGE)
OWN_WORDS = {Told.CAN_START: "Meteen", Told.LEARNS: "Het vak leren van iemand die het kan"}
"""What an employer is told: what the young person ticked, and wrote together with the coach."""


@dataclass(slots=True)
class Works:
    """Tells what happens with work on each day."""

    town: Town
    clock: Clock
    dice: Random
    used: set[UUID] = field(default_factory=set)
    days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        for ago, name, goal in STEPS:
            self.days.plan(ago, partial(self._place, name, goal))
        self.days.plan(1, lambda: self._break_off("samira"))
        self.days.plan(6, lambda: self._break_off("joost"))

    def of(self, ago: int) -> None:
        """One working day."""
        self.days.run(ago)
        for name in COACHES:
            self._check_in(self.town.people[name], ago)

    def now(self) -> None:
        """What was planned for a day off."""
        self.days.run(0)

    def _place(self, name: str, goal: str) -> None:
        """Put a workplace before somebody who seeks, and go on as far as it came."""
        by = self.town.people[name]
        page = today_page(by)
        lines = sorted((*page.now, *page.week, *page.later), key=lambda one: one.name)
        seeking = [
            one.track_id
            for one in lines
            if one.phase is TrackPhase.SEEKING_WORKPLACE and one.track_id not in self.used
        ]
        placement = self._talked_over(by, seeking[-1]) if seeking else None
        if placement is None:
            return
        self.used.add(seeking[-1])
        self._ask_along(by, seeking[-1], goal)
        for step in ("wanted", "introduced", "agreed", "started"):
            if goal in ("proposed", "not_started"):
                break
            try:
                self._step(by, placement, step)
            except Refused:  # no birth date is known: the same rule refuses here as on the screen
                return
            if step == "introduced":
                self._try_out(by, placement, held=goal != step)
            if step == goal:
                break
        if goal == "not_started":
            work.not_started(by=by, placement_id=placement)

    def _ask_along(self, by: Actor, track: UUID, goal: str) -> None:
        """The lead asks a work coach to help with the work for four months, where it goes far."""
        helper = self.town.people[HELPS].user_id
        if helper == by.user_id or goal not in WITH_HELP:
            return
        with recorded(by, "demo.story") as act:
            until = act.today + HELPED_FOR
        give_work_coach(by=by, track_id=track, user_id=helper, until=until)

    def _step(self, by: Actor, placement: UUID, step: str) -> None:
        with recorded(by, "demo.story") as act:
            today = act.today
        if step == "wanted":
            asked = work.ask_yes(by=by, placement_id=placement, tell=TOLD, own=OWN_WORDS)
            given = Given(Answered.TOGETHER, parent=Answered.PHONE, calls=True)
            work.say_yes(by=by, consent_id=asked, given=given)
        elif step == "introduced":
            work.introduce(by=by, placement_id=placement)
        elif step == "agreed":
            self._agree(by, placement)
        else:
            work.start(by=by, placement_id=placement, started_on=today)

    def _agree(self, by: Actor, placement: UUID) -> None:
        """A start in three working days, with what the workplace gives."""
        soon = self.town.days.after(self.clock.today, 3)
        with recorded(by, "demo.story"):
            one = Placement.objects.select_related("workplace").get(pk=placement)
        work.agree(
            by=by,
            placement_id=placement,
            start_on=soon,
            terms=terms_at(one.workplace),
            day_one_companion="De coach",
        )

    def _try_out(self, by: Actor, placement: UUID, *, held: bool) -> None:
        """A day to come and see: today and both want to go on, or the day after tomorrow."""
        with recorded(by, "demo.story") as act:
            day = act.today if held else self.town.days.after(act.today, 2)
        work.plan_trial_day(by=by, placement_id=placement, day=day)
        if held:
            note = TrialNote(True, TrialNext.AGREE, TrialView.GO_ON, TrialView.GO_ON)
            work.note_trial_day(by=by, placement_id=placement, note=note)

    def _talked_over(self, by: Actor, track: UUID) -> UUID | None:
        """Look together at what fits: one place to discuss, and sometimes one not now."""
        with recorded(by, "demo.story") as act:
            found = read_work(by, track, act)
        fits = [one.place for one in found.explained(found.lists.fits[:2])]
        if not fits:
            return None
        chosen = Chosen(ChoiceOutcome.DISCUSS, found.seal(fits[0]))
        placed = work.decide(by=by, track_id=track, workplace_id=fits[0].id, chosen=chosen)
        if len(fits) > 1 and self.dice.random() < 0.5:
            reason = self.dice.choice((NotNowReason.TOO_FAR, NotNowReason.HOURS))
            no = Chosen(ChoiceOutcome.NOT_NOW, found.seal(fits[1]), reason)
            record_choice(by=by, track_id=track, workplace_id=fits[1].id, chosen=no)
        return placed

    def _break_off(self, name: str) -> None:
        """Work stops; the act plans a moment within two working days."""
        by = self.town.people[name]
        with recorded(by, "demo.story"):
            running = Placement.objects.filter(
                state="started", track__lead_coach=by.user_id, track__state="open"
            ).order_by("started_on", "proposed_at")
            stops = running.last()
        if stops:
            work.break_off(by=by, placement_id=stops.pk)

    def _check_in(self, by: Actor, ago: int) -> None:
        """Most check-ins are done on the day; of the last days the employers still wait."""
        with recorded(by, "demo.story") as act:
            due = AftercareMoment.objects.filter(
                may_be_asked(act.today),
                state="planned",
                due__lte=act.today,
                track__lead_coach=by.user_id,
                placement__state="started",
            ).order_by("due", "side", "placement__started_on", "placement__proposed_at")
            waiting = [(one.pk, one.side) for one in due]
        for moment, side in waiting:
            if self.dice.random() < 0.7:
                reached = self.dice.random() < 0.85
                if ago > TO_RING or side == Side.YOUNG_PERSON:
                    work.check_in(by=by, moment_id=moment, reached=reached)
