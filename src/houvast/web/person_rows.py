"""A young person in a list, with the words decided: the templates draw, and choose nothing.

A page has thirty to fifty of these. A choice in a template costs ten times one in Python.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from houvast.people.rules import PreferredChannel
from houvast.tracks.reads.caseload import CaseloadLine
from houvast.tracks.reads.lines import Line
from houvast.tracks.rules.states import ContactChannel, TrackState
from houvast.web.addresses import address
from houvast.web.sentences import said as _
from houvast.web.sentences import sentences
from houvast.web.templatetags.houvast import ago, day, late, local_day
from houvast.web.words import word


def row(line: Line, today: date, *, instead: bool = False) -> dict[str, Any]:
    """What `parts/row.html` wants of a track; `instead`: the coach who looks is the stand-in."""
    say = sentences()  # the language is asked once, not for each word
    return {
        "url": address("track", line.track_id),
        "name": line.name,
        "what": line.what or (_("Samen afgesproken") if line.agreed else _("Nog af te spreken")),
        "small": " · ".join(one for one in _around(line, today, instead=instead) if one),
        "tag_words": say[late if line.late else day, line.due, today],
        "tag_tone": "red" if line.late else "blue",
        "tone": "red" if line.late else "",
        "plus": address("log_contact", line.track_id),
        "plus_words": contact_with(line.name),
        "reach": line.reach,
        "reach_words": _reach_words(line) if line.reach else "",
    }


def contact_with(name: str) -> str:
    """What the plus beside somebody does."""
    return _("Contact vastleggen met {name}").format(name=name)


def _around(line: Line, today: date, *, instead: bool) -> tuple[str, str, str]:
    """Who stands in, until when someone is away, and the last real contact."""
    keeps, away = "", ""
    if line.keeper and instead:
        keeps = _("Vervangt {who}").format(who=line.lead)
    elif line.keeper:
        keeps = _("{who} vervangt je").format(who=line.keeper)
    if line.back_on:
        away = _("Een tijd weg, terug op {on}").format(on=day(line.back_on, today))
    return keeps, away, _last_contact(line, today)


def _last_contact(line: Line, today: date) -> str:
    if not line.last_real_at:
        return _("Nog geen echt contact")
    seen = ago(line.last_real_at, today)
    if not line.last_channel:
        return _("Echt contact {seen}").format(seen=seen)
    in_person = line.last_channel is ContactChannel.IN_PERSON
    how = word(line.last_place) if in_person and line.last_place else word(line.last_channel)
    return _("Echt contact {seen}, {how}").format(seen=seen, how=how)


def _reach_words(line: Line) -> str:
    if line.reach is PreferredChannel.MESSAGE:
        return _("Bericht sturen aan {name}").format(name=line.name)
    return _("{name} bellen").format(name=line.name)


@dataclass(frozen=True, slots=True)
class Cells:
    """A young person in the table of a coach, cell by cell."""

    url: str
    name: str
    about: str
    """Age, and at whose side the reader stands."""
    stage: str
    when: str
    late: str
    what: str
    last: str
    how: str
    silent: bool
    plus: str
    plus_words: str


def cells(one: CaseloadLine, today: date) -> Cells:
    """A line of Jongeren as the table draws it; what is empty is not drawn."""
    line, closed, say = one.line, one.line.state is TrackState.CLOSED, sentences()
    by_other_way = line.last_channel and line.last_channel is not ContactChannel.IN_PERSON
    how = line.last_channel if by_other_way else line.last_place
    plus = one.may_log and not closed
    return Cells(
        url=address("track", line.track_id),
        name=line.name,
        about=" · ".join(part for part in (_age(one), _beside(one)) if part),
        stage=say[word, line.state if closed else line.phase],
        when=_when(one, today),
        late=say[late, line.due, today] if line.late else "",
        what=line.what if line.due else "",
        last=say[ago, local_day(line.last_real_at), today],
        how=say[word, how] if how else "",
        silent=one.silent,
        plus=address("log_contact", line.track_id) if plus else "",
        plus_words=contact_with(line.name) if plus else "",
    )


def _age(one: CaseloadLine) -> str:
    return _("{age} jaar").format(age=one.age) if one.age else ""


def _beside(one: CaseloadLine) -> str:
    if not one.stands_in:
        return ""
    if one.may_log:
        return _("naast {who}").format(who=one.line.lead)
    return _("nu bij {who}, je leest nog mee").format(who=one.line.lead)


def _when(one: CaseloadLine, today: date) -> str:
    if one.line.due:
        return day(one.line.due, today)
    if one.rings_on:
        return _("bellen op {on}").format(on=day(one.rings_on, today))
    return "\N{EN DASH}"
