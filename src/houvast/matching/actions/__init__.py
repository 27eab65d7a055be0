"""What is written down of work: wishes, a version each time, choices, and proposals for a team."""

from houvast.matching.actions.choices import record_choice
from houvast.matching.actions.plans import propose_plan
from houvast.matching.actions.wishes import record_wishes

__all__ = ["propose_plan", "record_choice", "record_wishes"]
