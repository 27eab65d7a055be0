"""What a young person wants of work, what was chosen (class WP), and proposals for a team."""

from houvast.matching.models.choices import Choice
from houvast.matching.models.plans import PlanLine, TeamPlan
from houvast.matching.models.wishes import WorkWishes

__all__ = ["Choice", "PlanLine", "TeamPlan", "WorkWishes"]
