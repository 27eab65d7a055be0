"""What is written down of work: wishes, a version each time, and choices about workplaces."""

from houvast.matching.actions.choices import record_choice
from houvast.matching.actions.wishes import record_wishes

__all__ = ["record_choice", "record_wishes"]
