"""Decisions to share, the facts that went along, and what Werk & Inkomen answered."""

from houvast.cooperation.models.allowed import Allowance
from houvast.cooperation.models.demands import DemandPiece, FileDemand
from houvast.cooperation.models.facts import WorkFact
from houvast.cooperation.models.sharing import PushedTask, SharedFact, Sharing

__all__ = [
    "Allowance",
    "DemandPiece",
    "FileDemand",
    "PushedTask",
    "SharedFact",
    "Sharing",
    "WorkFact",
]
