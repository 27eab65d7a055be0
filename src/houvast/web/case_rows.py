"""The agenda of a case table, row by row, with the words decided."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from houvast.meetings.reads.cases import CaseLine, TablePage
from houvast.tracks.rules.states import TrackState
from houvast.web.addresses import address
from houvast.web.templatetags.houvast import ago, day, late
from houvast.web.words import word


@dataclass(frozen=True, slots=True)
class Cells:
    """A case in the table of the agenda; what is empty is not drawn."""

    url: str
    name: str
    cause: str
    also: str
    since: str
    stage: str
    last: str
    when: str
    late: str
    lead: str
    decides: str
    agreed: int
    people: str
    choose: str


def rows_of(page: TablePage) -> list[Cells]:
    """The agenda as the table draws it; a case opens for who is there."""
    return [_cells(one, page) for one in page.cases]


def _cells(one: CaseLine, page: TablePage) -> Cells:
    table = page.table
    opens = table.is_open and table.me is not None and table.me.present(table.now)
    return Cells(
        url=address("table_case", table.line.id, one.id) if opens else "",
        name=one.name,
        cause=word(one.cause),
        also=", ".join(word(cause) for cause in one.also),
        since=_since(one.since, page.today),
        stage=word(one.state),
        last=ago(one.last_real_at, page.today) if one.sees_contact else "",
        when=day(one.due, page.today) if one.state is not TrackState.PROPOSED else "",
        late=late(one.due, page.today) if one.state is not TrackState.PROPOSED else "",
        lead=one.lead,
        decides=word(one.decides),
        agreed=len(one.agreements),
        people=_people(one, page) if page.leads else "",
        choose=address("case_people", one.id) if page.leads and not table.is_over else "",
    )


def _since(since: date, today: date) -> str:
    return _("sinds {on}").format(on=day(since, today))


def _people(one: CaseLine, page: TablePage) -> str:
    """Who takes part, by name."""
    joined = frozenset(one.joined)
    return ", ".join(who.name for who in page.table.sitters if who.seat_id in joined)
