"""The duty to tell (informatieplicht): by when, whom, how it is shown, and when it may wait.

The young person hears what we keep about him and why; below an age also who has a say over him.
The database keeps the same rules (migration 0064): the day, the proof and the second person.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.letters import WORDS, WordsKind
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.signals import check_reason


class Audience(StrEnum):
    """Who has to hear it."""

    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"
    """Parent or guardian (ouder of verzorger), below the age of the programme."""
    EMERGENCY = "emergency"
    """The young person once more: a colleague opened the file in an emergency (trust T-54)."""


class TellChannel(StrEnum):
    """How somebody heard it."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    BY_HAND = "by_hand"
    """The letter was given."""
    BY_POST = "by_post"


BY_LETTER = (TellChannel.BY_HAND, TellChannel.BY_POST)


class Language(StrEnum):
    """In which language it was told: those of Dutch towns, and one for the rest."""

    DUTCH = "nl"
    ENGLISH = "en"
    ARABIC = "ar"
    TURKISH = "tr"
    POLISH = "pl"
    UKRAINIAN = "uk"
    TIGRINYA = "ti"
    SOMALI = "so"
    FRENCH = "fr"
    SPANISH = "es"
    PAPIAMENTO = "pap"
    SIGN = "ngt"
    """Dutch sign language."""
    OTHER = "other"


class HoldKind(StrEnum):
    """What is asked: to tell somebody later, or not to tell who has a say."""

    LATER = "later"
    LEAVE_OUT = "leave_out"


class HoldGround(StrEnum):
    """Why somebody is told later, or not: one of a list, and beside it a reason in words."""

    YOUNG_PERSON_UNSAFE = "young_person_unsafe"
    OTHERS_UNSAFE = "others_unsafe"
    INQUIRY = "inquiry"
    NOT_FOUND = "not_found"
    """He could not be reached, in spite of several tries."""


class HoldState(StrEnum):
    """What became of the question."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


LONGEST_HOLD, OLDEST_DECISION = 3, 24
"""Months: how far ahead somebody can be told later."""

REPRESENTATIVE_BELOW = 16
"""Below this age who has a say hears it too; a programme can make it stricter, never looser."""

NO_BIRTH_DATE = gettext_noop(
    "Vul eerst de geboortedatum in. Dan weten we of ook de ouders het horen."
)


@dataclass(frozen=True, slots=True)
class Telling:
    """The proof as its maker gives it: how, with which words, in which language and when."""

    channel: TellChannel
    words: str
    language: Language
    on: date


@dataclass(frozen=True, slots=True)
class Hold:
    """A question to tell somebody later, or not at all."""

    kind: HoldKind
    ground: HoldGround
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the controller decided on a repeat, with the advice of the FG."""

    by: str = ""
    on: date | None = None
    document: str = ""
    fg_on: date | None = None
    fg_advice: str = ""


def tell_by(
    since: date,
    within: int,
    *,
    first_contact: date | None = None,
    first_disclosure: date | None = None,
) -> date:
    """By which day: the first of a month, what was agreed, first contact, and first disclosure."""
    agreed = min(add_months(since, 1), since + timedelta(days=within))
    met = [max(since, one) for one in (first_contact, first_disclosure) if one is not None]
    return min([agreed, *met])


def audiences(age: int | None, below: int) -> tuple[Audience, ...]:
    """Who has to hear it. An age that is not known counts as not met: then both wait."""
    if age is None or age < below:
        return (Audience.YOUNG_PERSON, Audience.REPRESENTATIVE)
    return (Audience.YOUNG_PERSON,)


def words_for(audience: Audience) -> tuple[WordsKind, ...]:
    """Which texts somebody can be told with; the leaflet says nothing about an emergency."""
    own = WordsKind(audience.value)
    return (own,) if audience is Audience.EMERGENCY else (WordsKind.LEAFLET, own)


def check_telling(told: Telling, audience: Audience, *, today: date, since: date) -> None:
    """Proof is of a day that was, and of words that are known and meant for who heard them."""
    if told.on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer je het vertelde."),
            field="on",
        )
    if told.on < since - timedelta(days=366):
        raise Refused(gettext_noop("Deze dag is te lang geleden. Kijk het jaar na."), field="on")
    words = WORDS.get(told.words)
    if words is None:
        raise Refused(gettext_noop("Kies welke tekst je gebruikte."), field="words")
    if words.kind not in words_for(audience):
        raise Refused(gettext_noop("Deze tekst is voor iemand anders."), field="words")
    if told.channel in BY_LETTER and words.kind is WordsKind.LEAFLET:
        raise Refused(
            gettext_noop("Een folder geef je erbij als je het vertelt. Kies de brief."),
            field="words",
        )


def check_hold(asked: Hold, audience: Audience, *, today: date) -> str:
    """The reason, tidy. Later has an end within three months; not at all is for parents only."""
    if asked.kind is HoldKind.LEAVE_OUT:
        if audience is not Audience.REPRESENTATIVE:
            raise Refused(gettext_noop("Een jongere hoort het altijd. Het kan wel later."))
        if asked.ground is not HoldGround.YOUNG_PERSON_UNSAFE:
            raise Refused(
                gettext_noop("Dit kan alleen als de jongere anders niet veilig is."),
                field="ground",
            )
        if asked.until is not None:
            raise Refused(
                gettext_noop("Laat de dag leeg: hier hoort geen einde bij."), field="until"
            )
        return check_reason(asked.reason)
    if asked.until is None or asked.until <= today:
        raise Refused(gettext_noop("Kies een dag na vandaag."), field="until")
    if asked.until > add_months(today, LONGEST_HOLD):
        raise Refused(
            gettext_noop("Uitstel duurt hooguit {months} maanden. Kies een eerdere dag."),
            field="until",
            months=LONGEST_HOLD,
        )
    return check_reason(asked.reason)


def check_second(asked_by: object, answers: object) -> None:
    """Who asks does not decide."""
    if asked_by == answers:
        raise Refused(gettext_noop("Een tweede persoon beslist hierover. Vraag een collega."))


def check_decision(made: Decision, *, today: date) -> None:
    """A repeat rests on a decision of the controller, and the FG advised before it."""
    for field, value in (
        ("by", made.by),
        ("document", made.document),
        ("fg_advice", made.fg_advice),
    ):
        if not value.strip():
            raise Refused(
                gettext_noop("Dit uitstel is een herhaling. Daarvoor is een besluit nodig."),
                field=field,
            )
    for field, day in (("on", made.on), ("fg_on", made.fg_on)):
        if day is None or day > today:
            raise Refused(gettext_noop("Kies de dag waarop dit gebeurde."), field=field)
        if day < add_months(today, -OLDEST_DECISION):
            raise Refused(
                gettext_noop("Deze dag is te lang geleden. Kijk het jaar na."), field=field
            )
    if made.on is not None and made.fg_on is not None and made.fg_on > made.on:
        raise Refused(
            gettext_noop("De FG adviseert voordat er een besluit is. Kijk de dagen na."),
            field="fg_on",
        )
