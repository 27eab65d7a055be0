"""A contact on the timeline of a file, with the words decided."""

from typing import Any

from houvast.tracks.reads.contacts import ContactLine
from houvast.tracks.reads.files import TrackFile
from houvast.web.addresses import address
from houvast.web.sentences import said as _
from houvast.web.templatetags.houvast import day, how_it_went

MENDED = "tracks/_contact_mend.html"


def event(one: ContactLine, file: TrackFile) -> dict[str, Any]:
    """What `parts/timeline_item.html` wants of a contact, and what stands below it.

    Who may not see how it went, sees that it was.
    """
    mends = file.may_log and one.outcome and (one.is_own or file.leads)
    below = bool(mends or one.corrected_by or one.earlier)
    title, on = how_it_went(one), day(one.at, file.today)
    worried = [_("Zorgen: bespreek dit met je teamleider.")] if one.worried else []
    return {
        "title": title,
        "meta": _("{on} · {who}").format(on=on, who=one.made_by),
        "text": one.note,
        "reads": _("Jij, je vervanger en de jongere kunnen dit lezen.") if one.note else "",
        "small": " ".join((*_came_late(one, file), *worried)),
        "attempt": one.is_try,
        "extra": MENDED if below else "",
        "on": on,
        "corrected": _corrected(one, file) if one.corrected_by else "",
        "earlier": one.earlier,
        "today": file.today,
        "mend": address("correct_contact", one.id) if mends else "",
        "undo": address("undo_contact", one.id) if mends and one.may_undo else "",
    }


def _corrected(one: ContactLine, file: TrackFile) -> str:
    on = day(one.corrected_at, file.today)
    words = _("Verbeterd op {on} door {who}").format(on=on, who=one.corrected_by)
    return f"{words}: {one.reason}" if one.reason else words


def _came_late(one: ContactLine, file: TrackFile) -> tuple[str, ...]:
    """That it came in when something else was planned already, and which day was told in it."""
    if one.told_on is None:
        return ()
    came, told = day(one.recorded_at, file.today), day(one.told_on, file.today)
    words = _(
        "Kwam pas binnen op {on}. Toen gezegd: weer contact op {day}. Wat gepland was, bleef."
    )
    return (words.format(on=came, day=told),)
