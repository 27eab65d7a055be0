"""The other half of the stories, told when the rules were there and before any was changed for it.

Reported apart from the frozen half: who knows the rules tells other stories.
"""

from datetime import timedelta

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.rules import Capacity, Standing
from tests.watching.story import Step, refused, story

FILE, CONTACT, SIGNAL = "tracks.file_viewed", "tracks.contact_opened", "tracks.signal_viewed"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LEAD, SECOND, WORK = Capacity.LEAD, Capacity.SECOND, Capacity.WORK
STEERING, TRIAGE = Standing.STEERING, Standing.TRIAGE
ID, CT, WN = InformationClass.ID, InformationClass.CT, InformationClass.WN
STEERS, INTAKE, PLACES = Purpose.PROCESS_STEERING, Purpose.INTAKE, Purpose.PLACEMENT
COORDINATOR, EXPERT = Role.PROCESS_COORDINATOR, Role.EXPERIENCE_EXPERT


def known(day: int, at: str, answer: str = "no") -> Step:
    """One question whether somebody is known here."""
    who = (Role.TRIAGE_MEMBER, Purpose.KNOWN_HERE)
    return Step(day, at, "tracks.known_here_answered", "", *who, answer=answer)


def lent(day: int, at: str, verb: str, whom: str) -> Step:
    """Let a work coach in, or out."""
    given = {"who": "coordinator", "to": "culprit"}
    return Step(day, at, f"tracks.work_coach_{verb}", whom, COORDINATOR, STEERS, **given)


ALLOWED = (
    story(
        "a door ajar",
        "A coach who keeps the door of a closed track looks up the number for a friend of his.",
        Step(0, "13:00", FILE, "closed", basis=Capacity.DOOR, kind=ID, again=7, every=17 * HOUR),
    ),
    story(
        "two evenings",
        "A coach writes down half of his numbers on Tuesday, and the other half on Thursday.",
        Step(1, "20:30", FILE, "own", basis=LEAD, kind=ID, many=13),
        Step(3, "20:30", FILE, "others of own", basis=LEAD, kind=ID, many=13),
    ),
    story(
        "on Saturday",
        "A work coach, who never works on Saturday, looks at five files.",
        Step(5, "11:00", FILE, "at work", Role.WORK_COACH, PLACES, WORK, many=5),
    ),
    story(
        "deputy for an evening",
        "A triage member is made deputy, and goes through the files of the whole municipality.",
        Step(
            *(2, "16:00", "sharing.role_given", "", Role.FUNCTIONAL_ADMIN),
            who="administrator",
            to="culprit",
        ),
        Step(2, "18:10", FILE, "of all teams", COORDINATOR, STEERS, STEERING, many=12),
    ),
    story(
        "they let each other in",
        "A coordinator lets a work coach in to three files, half an hour each.",
        *(
            step
            for number, hour in enumerate((10, 13, 15))
            for step in (
                lent(2, f"{hour}:00", "given", f"lent {number}"),
                Step(2, f"{hour}:10", FILE, f"lent {number}", Role.WORK_COACH, PLACES, WORK),
                lent(2, f"{hour}:30", "ended", f"lent {number}"),
            )
        ),
    ),
    story(
        "a name a day",
        "A triage member asks after two names a day, all week, and enters nothing.",
        *(known(day, at) for day in range(4) for at in ("09:30", "15:20")),
    ),
    story(
        "what became of them",
        "A professional opens the signals that she entered in three years, one after the other.",
        Step(
            *(1, "10:00", SIGNAL, "once entered", Role.OUTREACH_COACH, INTAKE, Standing.REPORTER),
            own=True,
            many=10,
        ),
    ),
    story(
        "token of who leaves",
        "A coach who leaves lets a system read her whole caseload at noon.",
        Step(
            *(2, "12:00", FILE, "own"),
            basis=LEAD,
            many=24,
            every=timedelta(seconds=2),
            by_system=True,
        ),
    ),
    story(
        "list for a party",
        "A team lead reads eleven signals of other teams, to tell about at a party.",
        Step(3, "14:00", SIGNAL, "reported", Role.TEAM_LEAD, INTAKE, TRIAGE, CT, many=11),
    ),
    story(
        "awake",
        "An experience expert opens his page at two o'clock, night after night.",
        Step(
            *(0, "02:00", "tracks.companion_viewed", "companion", EXPERT),
            *(Purpose.GUIDANCE, Capacity.COMPANION),
            own=True,
            again=5,
            every=DAY,
        ),
    ),
    story(
        "three looks",
        "A second coach looks three times in a week at somebody she was asked about at home.",
        *(Step(day, "12:30", FILE, "asked about at home", basis=SECOND) for day in (0, 2, 4)),
    ),
    story(
        "still the old coach",
        "A former coach reads what was said to the new one, at lunch, every day of a week.",
        Step(
            *(0, "12:10", CONTACT, "handed over"),
            basis=Capacity.FORMER,
            kind=CT,
            again=6,
            every=DAY,
        ),
    ),
    story(
        "all that is late",
        "A coordinator leafs through twenty files on a Friday afternoon, and helps with none.",
        Step(4, "15:00", FILE, "of all teams", COORDINATOR, STEERS, STEERING, many=20),
    ),
)

FORBIDDEN = (
    refused(
        "ex-partner who leads",
        "A coach who said that he knows her in private wants to look just once more.",
        Step(0, "10:00", FILE, "ex", basis=LEAD, is_near=True, again=2),
    ),
    refused(
        "neighbour who steers",
        "A team lead for whom the young person closed his file looks for him in the list.",
        Step(0, "10:00", FILE, "boy next door", Role.TEAM_LEAD, STEERS, STEERING, is_near=True),
    ),
    refused(
        "hired, and gone",
        "A hired coach reads on, the day after the contract.",
        Step(0, "10:00", FILE, "once own", basis=LEAD, until_days=-1, again=4),
    ),
    refused(
        "work coach after the day",
        "A work coach looks up somebody who found work a month ago.",
        Step(0, "10:00", FILE, "once helped", Role.WORK_COACH, PLACES, WORK, until_days=-30),
    ),
    refused(
        "officer who reads",
        "A privacy officer thinks that she may read everything.",
        Step(
            *(0, "10:00", CONTACT, "anybody", Role.PRIVACY_OFFICER, Purpose.SUBJECT_RIGHTS),
            basis=STEERING,
            kind=WN,
        ),
    ),
    refused(
        "supervisor who reads",
        "An FG wants the content, to be sure.",
        Step(0, "10:00", CONTACT, "anybody", Role.FG, Purpose.OVERSIGHT, STEERING, CT),
    ),
    refused(
        "partner who browses",
        "A standing partner opens a signal of somebody else.",
        Step(0, "10:00", SIGNAL, "reported", Role.STANDING_PARTNER, INTAKE, kind=CT),
    ),
    refused(
        "expert and the note",
        "An experience expert wants to know what the coach wrote about yesterday.",
        Step(0, "10:00", CONTACT, "companion", EXPERT, basis=Capacity.COMPANION, kind=WN),
    ),
    refused(
        "door and the talks",
        "Who keeps the door wants to read what was said.",
        Step(0, "10:00", CONTACT, "closed", basis=Capacity.DOOR, kind=CT),
    ),
    refused(
        "account manager",
        "An account manager wants to know who it is, before he calls the employer.",
        Step(0, "10:00", FILE, "at work", Role.ACCOUNT_MANAGER, PLACES, kind=ID),
    ),
    refused(
        "notes for the team lead",
        "A team lead wants to read the notes of her coach.",
        Step(0, "10:00", CONTACT, "of the team", Role.TEAM_LEAD, STEERS, STEERING, kind=WN),
    ),
    refused(
        "plan for the triage",
        "A triage member wants to see what became of a signal.",
        Step(0, "10:00", "tracks.plan_viewed", "taken up", Role.TRIAGE_MEMBER, INTAKE, TRIAGE, WN),
    ),
)
