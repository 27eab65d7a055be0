"""Stories with a file that belongs to nobody, told when there were such files, reported apart.

`of` that begins with "honey" names one. All reads in them are allowed, and each is a single look:
no pattern finds them.
"""

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.rules import Standing
from tests.watching.story import Step, story

FILE, SIGNAL, ASKED = "tracks.file_viewed", "tracks.signal_viewed", "tracks.known_here_answered"
STEERS, INTAKE = Purpose.PROCESS_STEERING, Purpose.INTAKE
CT, ID = InformationClass.CT, InformationClass.ID

ALLOWED = (
    story(
        "one old signal",
        "A triage member reads back one answered signal, about a girl whose name he knows.",
        Step(1, "11:20", SIGNAL, "honey", Role.TRIAGE_MEMBER, INTAKE, Standing.TRIAGE, CT),
    ),
    story(
        "one of the list",
        "A team lead opens one file of the team, because of the nickname, and does nothing.",
        Step(2, "10:05", FILE, "honey", Role.TEAM_LEAD, STEERS, Standing.STEERING),
    ),
    story(
        "a name from outside",
        "A coach is asked by an acquaintance whether we know somebody, and asks it once.",
        Step(3, "14:40", ASKED, "honey", purpose=Purpose.KNOWN_HERE, answer="yes"),
    ),
    story(
        "in an emergency",
        "A coach says that there is danger, writes down what he did, and there was nobody to help.",
        Step(
            *(0, "16:30", "tracks.glass_opened", "honey"),
            *(Role.OUTREACH_COACH, Purpose.EMERGENCY, Standing.EMERGENCY, ID),
        ),
        Step(
            *(0, "16:50", "tracks.glass_accounted", "honey"),
            *(Role.OUTREACH_COACH, Purpose.EMERGENCY),
        ),
    ),
)
