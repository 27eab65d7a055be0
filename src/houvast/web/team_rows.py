"""The table of Team, row by row, with the words decided."""

from dataclasses import dataclass
from datetime import date

from houvast.tracks.reads.team import TeamLine, TeamPage
from houvast.tracks.rules.states import TrackState
from houvast.tracks.rules.views import TeamView
from houvast.web.addresses import address
from houvast.web.sentences import Sentences, sentences
from houvast.web.sentences import said as _
from houvast.web.templatetags.houvast import ago, day, late, local_day
from houvast.web.words import word

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Cells:
    """A track in the table of Team, cell by cell; what is empty is not drawn."""

    url: str
    name: str
    stage: str
    when: str
    late: str
    last: str
    away: str
    silent: bool
    lead: str
    keeps: str
    """Who stands in, or that the lead only holds it until somebody says yes."""
    access: str
    """Until when the lead reads along; only in the view of what ends."""
    access_over: bool
    renew: str


def rows_of(page: TeamPage) -> list[Cells]:
    """The lines of a page of the list as the table draws them."""
    ending = page.asked.view is TeamView.ENDING
    say = sentences()  # the language is asked once, not for each word
    return [_cells(one, page.today, say, ending=ending) for one in page.rows]


def _cells(one: TeamLine, today: date, say: Sentences, *, ending: bool) -> Cells:
    line, proposed = one.line, one.line.state is TrackState.PROPOSED
    until = say[day, line.due, today]
    return Cells(
        url=address("offer" if proposed else "track", line.track_id),
        name=line.name,
        stage=say[word, line.state if proposed else line.phase],
        when=_("coach zegt ja voor {on}").format(on=until) if proposed else until,
        late=say[late, line.due, today] if line.late else "",
        last=NOTHING if proposed else say[ago, local_day(line.last_real_at), today],
        away="" if proposed else _away(one, today),
        silent=one.silent,
        lead=line.lead,
        keeps=_keeps(one),
        access=_access(one, today) if ending else "",
        access_over=not line.access_until,
        renew=address("renew", line.track_id) if ending else "",
    )


def _away(one: TeamLine, today: date) -> str:
    on = one.line.back_on
    return _("een tijd weg, terug op {on}").format(on=day(on, today)) if on else ""


def _keeps(one: TeamLine) -> str:
    if one.line.state is TrackState.PROPOSED:
        return _("houdt het vast")
    return _("{who} vervangt").format(who=one.line.keeper) if one.line.keeper else ""


def _access(one: TeamLine, today: date) -> str:
    if not one.line.access_until:
        return _("toegang is voorbij")
    return _("toegang tot {on}").format(on=day(one.line.access_until, today))
