"""Atoms of the screens: icons, tags, names, dates. None asks the database or the clock."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext

from houvast.matching.rules.occupations import Occupation
from houvast.placements.reads.consent import TellingLine
from houvast.tracks.reads.contacts import ContactLine
from houvast.tracks.rules.states import ContactChannel
from houvast.web.escaping import markup
from houvast.web.sentences import said as _
from houvast.web.sentences import sentences
from houvast.web.told import dialled, told_words

register = template.Library()

PART_ICONS = {
    "income": "wallet",
    "housing": "home",
    "school_work": "briefcase",
    "support": "heart-handshake",
    "wellbeing": "life-buoy",
    "adulthood": "graduation-cap",
}
"""A picture for each part of a plan."""
NEAR = {0: gettext_lazy("vandaag"), 1: gettext_lazy("gisteren"), -1: gettext_lazy("morgen")}
"""Days that have a word of their own."""
TONES = ("red", "amber", "green", "blue", "grey")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture from the sprite, for decoration: the words beside it carry the meaning."""
    return markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        sprite(),
        name,
    )


@cache
def sprite() -> str:
    """Where the sprite is: the same for every picture, of which a page has dozens."""
    return static("icons.svg")


@register.simple_tag
def tag(tone: str, words: str | Promise) -> SafeString:
    """A small coloured word. Colour never comes alone: the word says it too."""
    safe_tone = tone if tone in TONES else "grey"
    return markup('<span class="tag tag--{}">{}</span>', safe_tone, words)


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    """The initials of a person in a circle, beside the name itself."""
    shape = "avatar avatar--large" if size == "large" else "avatar"
    return markup('<span class="{}" aria-hidden="true">{}</span>', shape, initials(name))


@register.simple_tag
def name(full: str) -> SafeString:
    """The name of a young person, which 'Verberg namen' shortens to the initials."""
    return markup('<span class="name" data-short="{}">{}</span>', initials(full), full)


@register.simple_tag
def note(text: str) -> SafeString:
    """What someone wrote, with its lines; 'Verberg namen' folds it away."""
    hidden = _("Notitie verborgen")
    return markup('<p class="note" data-short="{}">{}</p>', hidden, text)


@register.simple_tag
def reads_line(words: str | Promise, glyph: str = "eye") -> SafeString:
    """Who can read this, said where it is written; a lock when it is shared by decision."""
    return markup('<p class="reads">{}<span>{}</span></p>', icon(glyph), words)


@register.filter
def part_icon(part: str) -> str:
    """The name of the picture of a part of the plan."""
    return PART_ICONS.get(part, "flag")


@register.filter
def initials(name: str) -> str:
    """'SD' for Shanice van Dijk: the first letter, and that of the last name without its prefix."""
    words = name.split() or ["?"]
    last = words[-1] if len(words) > 1 else ""
    return f"{words[0][0]}{last[:1]}".upper()


register.filter("dialled", dialled)


@register.filter
def told(line: TellingLine) -> str:
    """What an employer reads on one line."""
    return told_words(line.field, line.text)


@register.filter
def occupation(code: str) -> str:
    """The name of an occupation code that is on our list; nothing for any other."""
    return word(Occupation(code)) if code in {one.value for one in Occupation} else ""


@register.filter
def to_whatsapp(phone: str) -> str:
    """The address that opens a chat; the number goes without its plus."""
    return f"https://wa.me/{phone.removeprefix('+')}"


@register.filter
def word(member: object) -> str:
    """The word on screen for a value of an enumeration; anything else is shown as it is."""
    return _words().word(member) if isinstance(member, StrEnum) else str(member)


@cache
def _words() -> Any:
    """Late, because the words lean on the domains and the atoms must not."""
    from houvast.web import words

    return words


@register.filter
def how_it_went(contact: ContactLine) -> str:
    """'Gesproken · op straat'; for who may not see how it went, only that it was."""
    if contact.outcome is None:
        return _("Echt contact") if contact.is_real else _("Poging")
    in_person = contact.channel is ContactChannel.IN_PERSON
    return f"{word(contact.outcome)} · {word(contact.place if in_person else contact.channel)}"


@register.filter
def day(when: date | None, today: date | None = None) -> str:
    """'di 24 nov', and with the year when that is another one than `today` has."""
    if when is None:
        return ""
    on = _day_of(when)
    other_year = today is not None and on.year != today.year
    return _short_day(on, get_language() or "", with_year=other_year)


@lru_cache(maxsize=4000)
def _short_day(on: date, language: str, *, with_year: bool) -> str:
    """The same few hundred days stand on every page, so their words are kept."""
    # English months have a capital and Dutch ones have none.
    short = "D j M" if language.startswith("en") else "D j b"
    return formats.date_format(on, f"{short} Y" if with_year else short)


@register.filter
def long_day(when: date | None) -> str:
    """'maandag 23 november', for the head of a page."""
    return formats.date_format(_day_of(when), "l j F") if when else ""


@register.filter
def clock(when: datetime | None) -> str:
    """'14.00', in the time of the municipality."""
    return formats.date_format(_local(when), "H.i") if when else ""


@register.filter
def moment(when: datetime | None, today: date | None = None) -> str:
    """'vr 27 nov, 14.00'; a date without a time is only the day."""
    if not isinstance(when, datetime):
        return day(when, today)
    return f"{day(when, today)}, {clock(when)}"


@register.filter
def ago(when: date | None, today: date) -> str:
    """'vandaag', 'gisteren', '9 dagen geleden', 'nog nooit'; ahead it is 'over 3 dagen'."""
    if when is None:
        return _("nog nooit")
    return sentences()[_away, (today - _day_of(when)).days]


def _away(days: int) -> str:
    if days in NEAR:
        return str(NEAR[days])
    text = _("{days} dagen geleden") if days > 0 else _("over {days} dagen")
    return text.format(days=abs(days))


@register.filter
def late(when: date | None, today: date) -> str:
    """'6 dagen te laat', or nothing when the day has not passed."""
    days = (today - _day_of(when)).days if when else 0
    return sentences()[_late, days] if days > 0 else ""


def _late(days: int) -> str:
    return ngettext("{days} dag te laat", "{days} dagen te laat", days).format(days=days)


@register.filter
def weekdays(days: Iterable[int]) -> str:
    """'ma, di, vr' for days of the week; Monday is 0."""
    return ", ".join(str(WEEKDAYS_ABBR[one]) for one in days)


@register.filter
def working_days_late(days: int) -> str:
    """'3 werkdagen te laat'; nothing when it only asks ahead."""
    if days <= 0:
        return ""
    return ngettext("{days} werkdag te laat", "{days} werkdagen te laat", days).format(days=days)


@register.filter
def step_word(role: object) -> str:
    """Who is asked at a step of the ladder: the first is the coach who holds the moment."""
    return word(role) if role else _("Coach")


@register.filter
def way_word(way: ContactChannel) -> str:
    """How one reaches somebody who is away."""
    return str(_words().WAYS[way])


def local_day(when: date | None) -> date | None:
    """The calendar day here, if there was one."""
    return _day_of(when) if when else None


def _local(when: datetime) -> datetime:
    # `localtime` first looks for a zone of this request; there is one, for everybody.
    return when.astimezone(timezone.get_default_timezone()) if timezone.is_aware(when) else when


def _day_of(when: date) -> date:
    """The calendar day here, also of a moment that is stored in another time zone."""
    return _local(when).date() if isinstance(when, datetime) else when
