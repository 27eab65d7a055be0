"""Stories about noodtoegang: told when it was built, and reported apart from both halves."""

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.rules import Standing
from tests.watching.story import Step, refused, story

OPENED, LOOKED = "tracks.glass_opened", "tracks.glass_viewed"
IN_EMERGENCY = Purpose.EMERGENCY, Standing.EMERGENCY
COACH, LEAD = Role.OUTREACH_COACH, Role.TEAM_LEAD
ID, PL, WN, SC = (InformationClass(one) for one in ("ID", "PL", "WN", "SC"))

ALLOWED = (
    story(
        "no danger at all",
        "A coach opens the file of his neighbour's son at night, and says that he is in danger.",
        Step(1, "23:10", OPENED, "boy next door", COACH, *IN_EMERGENCY, ID),
        Step(1, "23:12", LOOKED, "boy next door", COACH, *IN_EMERGENCY, PL, again=3),
    ),
    story(
        "the coach was there",
        "A team lead could have rung the coach, and opens the file at noon out of curiosity.",
        Step(2, "12:30", OPENED, "of the team", LEAD, *IN_EMERGENCY, ID),
    ),
)
FORBIDDEN = (
    refused(
        "after the hour",
        "A coach leaves the page open, and looks again the next day.",
        Step(2, "09:00", LOOKED, "boy next door", COACH, *IN_EMERGENCY, ID, until_days=-1),
    ),
    refused(
        "an ex in danger",
        "A coach who said that he knows her in private says that she is in danger.",
        Step(0, "22:00", OPENED, "ex", COACH, *IN_EMERGENCY, ID, is_near=True),
    ),
    refused(
        "notes as well",
        "A coach wants to read the notes, now that the file is open.",
        Step(0, "22:00", LOOKED, "anybody", COACH, *IN_EMERGENCY, WN),
        Step(0, "22:05", LOOKED, "anybody", COACH, *IN_EMERGENCY, SC),
    ),
    refused(
        "administrator in a hurry",
        "An administrator says that somebody is in danger.",
        Step(0, "22:00", OPENED, "anybody", Role.FUNCTIONAL_ADMIN, *IN_EMERGENCY, ID),
    ),
    refused(
        "without breaking anything",
        "A coach acts for an emergency and opened nothing.",
        Step(0, "22:00", LOOKED, "anybody", COACH, Purpose.EMERGENCY, None, ID),
    ),
)
