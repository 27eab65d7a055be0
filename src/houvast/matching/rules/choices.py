"""What became of a workplace in the talk (keuze): to be discussed, or not now and why."""

from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.matching.rules.codes import LAW, BlockCode
from houvast.matching.rules.explain import Explanation

LONGEST = 300


class ChoiceOutcome(StrEnum):
    """What the young person and the coach decided about one workplace; the latest counts."""

    DISCUSS = "discuss"
    """To be discussed (bespreken): no employer hears of it yet."""
    NOT_NOW = "not_now"
    BACK = "back"
    """A choice taken back: it stands in the list as before."""


class NotNowReason(StrEnum):
    """Why not now; about the work, never about the young person."""

    NOT_WANTED = "not_wanted"
    TOO_FAR = "too_far"
    HOURS = "hours"
    DAYS = "days"
    PAY = "pay"
    EMPLOYER = "employer"
    LATER = "later"
    OTHER = "other"


NEVER = {
    BlockCode.FULL: gettext_noop("Hier is nu geen plek vrij. Kies een andere werkplek."),
    BlockCode.KIND_REFUSED: gettext_noop(
        "Dit soort werk staat bij: dit wil ik niet. Pas eerst samen de wensen aan."
    ),
    BlockCode.SECTOR_REFUSED: gettext_noop(
        "Dit soort bedrijf staat bij: dit wil ik niet. Pas eerst samen de wensen aan."
    ),
}
"""What is not put before a young person, and what would work."""


BY_LAW = gettext_noop(
    "Dit past nu niet bij de regels voor deze leeftijd. Kies een andere werkplek."
)


def why_not_discuss(why: Explanation) -> str | None:
    """What stands in the way of discussing: law, a full place or the young person's own no."""
    for block in why.blocks:
        if block.code in LAW:
            return BY_LAW
        if block.code in NEVER:
            return NEVER[block.code]
    return None


def check_discuss(why: Explanation) -> None:
    """A place may be discussed, also when something blocks that people can talk about."""
    if reason := why_not_discuss(why):
        raise Refused(reason)


def check_not_now(reason: NotNowReason | None, text: str) -> str:
    """Why not, tidied. What falls under 'other' is written down."""
    clean = text.strip()
    if reason is None:
        raise Refused(gettext_noop("Kies waarom niet. Dan zoeken we beter."), field="reason")
    if reason is NotNowReason.OTHER and not clean:
        raise Refused(gettext_noop("Schrijf kort op waarom niet."), field="text")
    if len(clean) > LONGEST:
        raise Refused(gettext_noop("Maak deze tekst korter."), field="text")
    return clean


def check_same(shown: str, now: str) -> None:
    """What is stored is what was on screen: if something changed since, look again first."""
    if shown != now:
        raise Refused(
            gettext_noop(
                "Er is net iets veranderd aan deze werkplek of de wensen. Kijk nog een keer."
            )
        )
