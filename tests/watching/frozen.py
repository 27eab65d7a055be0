"""The first half of the stories, written before there was any rule that looks for them.

Nothing here is changed to let a rule find more: what a rule misses, it misses.
"""

from datetime import timedelta

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.rules import Capacity, Standing
from tests.watching.story import Step, refused, story

FILE, PLAN = "tracks.file_viewed", "tracks.plan_viewed"
CONTACT, SIGNAL = "tracks.contact_opened", "tracks.signal_viewed"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LEAD, SECOND, WORK = Capacity.LEAD, Capacity.SECOND, Capacity.WORK
STEERING, TRIAGE = Standing.STEERING, Standing.TRIAGE
ID, CT, WN = InformationClass.ID, InformationClass.CT, InformationClass.WN
STEERS, INTAKE, PLACES = Purpose.PROCESS_STEERING, Purpose.INTAKE, Purpose.PLACEMENT

ALLOWED = (
    story(
        "curious neighbour",
        "A stand-in finds the boy from next door among the files he covers, and reads on.",
        *(Step(one, "20:40", FILE, "boy next door", basis=SECOND) for one in (0, 1, 3, 4)),
        Step(3, "20:44", CONTACT, "boy next door", basis=SECOND, kind=CT),
        Step(4, "20:45", CONTACT, "boy next door", basis=SECOND, kind=CT, again=3),
    ),
    story(
        "seller of addresses",
        "A coach opens every file he has in one evening, two minutes each, to write down numbers.",
        Step(1, "21:20", FILE, "own", basis=LEAD, kind=ID, many=26, every=timedelta(minutes=2)),
    ),
    story(
        "ex-partner",
        "A work coach follows the brother of his ex: a look every day, and never any work.",
        *(
            Step(day, at, FILE, "brother of ex", Role.WORK_COACH, PLACES, WORK)
            for day, at in (
                *((0, "12:10"), (0, "16:50"), (1, "09:05"), (1, "12:20")),
                *((2, "12:15"), (3, "08:40"), (3, "17:10"), (4, "12:05")),
            )
        ),
    ),
    story(
        "fishing",
        "A triage member asks after the children of his street; nothing is ever entered.",
        *(
            Step(
                *(day, at, "tracks.known_here_answered", of),
                *(Role.TRIAGE_MEMBER, Purpose.KNOWN_HERE),
                answer=answer,
            )
            for day, at, of, answer in (
                *((0, "10:10", "", "no"), (0, "10:14", "", "no"), (1, "13:30", "", "no")),
                *((1, "13:33", "found one", "yes"), (2, "11:00", "", "no")),
                *((2, "11:04", "", "no"), (2, "11:09", "", "no")),
            )
        ),
    ),
    story(
        "curious team lead",
        "A team lead goes through the files of a coach she has a quarrel with, and does nothing.",
        Step(2, "14:05", FILE, "of the team", Role.TEAM_LEAD, STEERS, STEERING, many=14),
    ),
    story(
        "friend of the coordinator",
        "A coordinator lets a work coach in for one afternoon; he looks, and is let out again.",
        Step(
            *(3, "13:00", "tracks.work_coach_given", "niece", Role.PROCESS_COORDINATOR, STEERS),
            who="coordinator",
            to="culprit",
        ),
        Step(3, "13:20", FILE, "niece", Role.WORK_COACH, PLACES, WORK, again=2),
        Step(
            *(3, "13:40", "matching.wishes_viewed", "niece", Role.WORK_COACH, PLACES, WORK),
            kind=InformationClass.WP,
        ),
        Step(
            *(3, "18:00", "tracks.work_coach_ended", "niece", Role.PROCESS_COORDINATOR, STEERS),
            who="coordinator",
            to="culprit",
        ),
    ),
    story(
        "administrator",
        "An administrator makes a coach a triage member for one evening, to see who is reported.",
        Step(
            *(0, "17:40", "sharing.role_given", "", Role.FUNCTIONAL_ADMIN),
            who="administrator",
            to="culprit",
        ),
        Step(0, "19:10", SIGNAL, "reported", Role.TRIAGE_MEMBER, INTAKE, TRIAGE, CT, many=9),
        Step(
            *(1, "08:15", "sharing.role_ended", "", Role.FUNCTIONAL_ADMIN),
            who="administrator",
            to="culprit",
        ),
    ),
    story(
        "pressed, and slow",
        "A coach who is under pressure looks up one boy a day, always another, and leaves no note.",
        Step(0, "16:40", FILE, "own", basis=LEAD, kind=ID, many=5, every=DAY),
    ),
    story(
        "cannot let go",
        "A coach who handed over keeps reading what the new coach writes.",
        Step(0, "11:30", FILE, "handed over", basis=Capacity.FORMER, again=5, every=DAY),
        Step(2, "11:33", CONTACT, "handed over", basis=Capacity.FORMER, kind=CT, again=2),
    ),
    story(
        "in the night",
        "A work coach reads six files between two and half past three on a Sunday morning.",
        Step(
            *(6, "02:00", FILE, "at work", Role.WORK_COACH, PLACES, WORK),
            many=6,
            every=timedelta(minutes=15),
        ),
    ),
    story(
        "export by paging",
        "A token reads the whole caseload of its coach in some minutes, three nights in a row.",
        *(
            Step(
                *(day, "03:00", FILE, "own"),
                basis=LEAD,
                many=24,
                every=timedelta(seconds=5),
                by_system=True,
            )
            for day in (0, 1, 2)
        ),
    ),
    story(
        "who was reported",
        "A triage member leafs through signals that were answered long ago.",
        Step(
            *(3, "15:10", SIGNAL, "answered", Role.TRIAGE_MEMBER, INTAKE, TRIAGE),
            many=18,
            every=timedelta(minutes=2),
        ),
    ),
    story(
        "too near",
        "An experience expert opens the page of the one he walks with, time and again, unasked.",
        Step(
            *(0, "21:00", "tracks.companion_viewed", "companion"),
            *(Role.EXPERIENCE_EXPERT, Purpose.GUIDANCE, Capacity.COMPANION),
            own=True,
            again=9,
            every=timedelta(hours=14),
        ),
    ),
    story(
        "aunt",
        "A team lead entered a signal about her niece, and opens it nine times to see what comes.",
        Step(
            *(0, "09:00", SIGNAL, "niece", Role.TEAM_LEAD, INTAKE, Standing.REPORTER),
            own=True,
            again=9,
            every=timedelta(hours=9),
        ),
    ),
)

FORBIDDEN = (
    refused(
        "address of a colleague's file",
        "A coach tries the addresses of files that were open on the screen of a colleague.",
        Step(0, "10:00", FILE, "of a colleague", many=3),
    ),
    refused(
        "access that is over",
        "A coach whose access ended yesterday goes on as if nothing changed.",
        Step(0, "10:00", FILE, "once own", basis=LEAD, until_days=-1, again=3, every=HOUR),
    ),
    refused(
        "access that has to begin",
        "A stand-in of next week begins to read today.",
        Step(0, "10:00", FILE, "covered next week", basis=SECOND, since_days=6),
    ),
    refused(
        "notes for the work coach",
        "A work coach wants to read what was said to the lead coach.",
        Step(0, "10:00", CONTACT, "at work", Role.WORK_COACH, PLACES, WORK, kind=WN),
    ),
    refused(
        "notes for who steers",
        "A coordinator says that he acts for guidance, to get at the notes.",
        Step(0, "10:00", CONTACT, "steered", Role.PROCESS_COORDINATOR, basis=STEERING, kind=WN),
    ),
    refused(
        "names behind the figures",
        "A programme manager wants the list of boys behind a number.",
        Step(0, "10:00", FILE, "counted", Role.PROGRAMME_MANAGER, STEERS, STEERING, kind=ID),
    ),
    refused(
        "administrator who looks",
        "An administrator has every key, he thinks.",
        Step(0, "10:00", FILE, "anybody", Role.FUNCTIONAL_ADMIN, basis=LEAD, many=2),
    ),
    refused(
        "broker",
        "A broker wants to know who may come to work at his client.",
        Step(0, "10:00", FILE, "at work", Role.BROKER, PLACES, WORK, kind=ID),
    ),
    refused(
        "from next door",
        "A coach of another municipality tries an address that was mailed to her.",
        Step(0, "10:00", FILE, "elsewhere", basis=LEAD, elsewhere=True),
    ),
    refused(
        "guest after expiry",
        "A guest of a partner opens the address of a question that was answered a month ago.",
        Step(
            *(0, "10:00", FILE, "asked about", Role.PARTNER_GUEST, INTAKE, Standing.REPORTER),
            until_days=-30,
        ),
    ),
    refused(
        "a number before the yes",
        "A coach who was asked to take somebody on wants the phone number first.",
        Step(0, "10:00", FILE, "offered", basis=Standing.OFFERED, kind=ID),
    ),
)
