"""How many young people one coach holds (P15): above the bound it warns, and never blocks."""

from houvast.accounts.rules import Role
from houvast.tracks.rules.promise import Terms


def bound_of(role: Role, terms: Terms) -> int:
    """How many young people the programme agreed on for one coach in this role."""
    work = role is Role.WORK_COACH
    return terms.caseload_warn_work if work else terms.caseload_warn_outreach


def room_in(held: int, bound: int) -> int:
    """How many more fit within the bound; 0 when it is reached or passed."""
    return max(0, bound - held)


def goes_over(held: int, bound: int) -> bool:
    """Whether the latest one made it too many: the moment at which somebody is told, once."""
    return held == bound + 1
