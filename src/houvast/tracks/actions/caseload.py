"""A full caseload warns the team lead, and stops nobody (P15)."""

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Track
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.caseload import bound_of, goes_over
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import PROMISED


def warn_when_full(by: Actor, track: Track, act: Operation) -> None:
    """Tell the team lead, once, when this track is one more than was agreed for its coach."""
    mine = Track.objects.filter(
        lead_coach=by.user_id, state__in=[one.value for one in PROMISED]
    ).count()
    bound = bound_of(Role(by.role), terms_of(track.programme_id, act.today))
    if not goes_over(mine, bound):
        return
    for lead in colleagues(by.municipality_id, [Role.TEAM_LEAD], act.now):
        if lead.team_id == track.team_id:
            tell(by.municipality_id, lead.id, NoticeKind.CASELOAD, act)
