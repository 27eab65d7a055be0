"""What the whole programme is counted by, for who makes policy: numbers of nobody."""

from houvast.accounts.rules import Role

COUNTED = ("reached", "placed", "at_work")
"""First talked to, first started at an employer, and still at work six months after that."""
LEAST, STEP = 10, 5
"""Fewer people than the one are never shown, and all is rounded to the other (D-08, D-10)."""
GRACE = 14
"""Days after the end of a half year in which what happened is still written down."""
MAY_COUNT = (Role.POLICY_OFFICER, Role.PROGRAMME_MANAGER)
