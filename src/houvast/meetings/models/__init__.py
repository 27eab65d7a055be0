"""Case tables: the meeting and who sits there, its agenda, and what was agreed (class PR)."""

from houvast.meetings.models.agreements import Agreement
from houvast.meetings.models.tables import CaseTable, ItemSeat, TableItem, TableSeat

__all__ = ["Agreement", "CaseTable", "ItemSeat", "TableItem", "TableSeat"]
