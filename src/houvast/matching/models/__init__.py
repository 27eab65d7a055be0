"""What a young person wants of work, and what was chosen: both of class WP."""

from houvast.matching.models.choices import Choice
from houvast.matching.models.wishes import WorkWishes

__all__ = ["Choice", "WorkWishes"]
