"""Who can be asked to a case table."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import AT_TABLE, Role

COVENANTS = """
select id from accounts_team where municipality_id = %s and id = any(%s)
  and sharing_partner_may_receive(municipality_id, organisation_id, 'ID')
"""


def can_sit(municipality_id: UUID, now: datetime) -> tuple[Colleague, ...]:
    """By name, inside the caller's act; a standing partner only under a covenant that runs."""
    every = colleagues(municipality_id, AT_TABLE, now)
    partners = [one.team_id for one in every if one.role is Role.STANDING_PARTNER]
    if not partners:
        return every
    with connection.cursor() as cursor:
        cursor.execute(COVENANTS, [municipality_id, partners])
        joined = {team for (team,) in cursor.fetchall()}
    return tuple(
        one for one in every if one.role is not Role.STANDING_PARTNER or one.team_id in joined
    )
