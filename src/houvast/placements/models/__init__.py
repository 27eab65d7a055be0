"""Placements and aftercare: facts about work (class PM), and the yes to them."""

from houvast.placements.models.aftercare import AftercareMoment, AftercareNote, Retention
from houvast.placements.models.consent import Consent, ToldLine
from houvast.placements.models.counting import ProgrammeCount
from houvast.placements.models.placements import AgreedTerms, Placement, TrialDay

__all__ = [
    "AftercareMoment",
    "AftercareNote",
    "AgreedTerms",
    "Consent",
    "Placement",
    "ProgrammeCount",
    "Retention",
    "ToldLine",
    "TrialDay",
]
