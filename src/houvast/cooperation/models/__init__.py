"""Decisions to share, the facts that went along, what others answered, and Veiligheid apart."""

from houvast.cooperation.models.allowed import Allowance
from houvast.cooperation.models.care import CareContact
from houvast.cooperation.models.corrections import EntryCorrection
from houvast.cooperation.models.demands import DemandPiece, FileDemand
from houvast.cooperation.models.facts import WorkFact
from houvast.cooperation.models.guests import GuestQuestion, PartnerAnswer
from houvast.cooperation.models.restrictions import Restriction
from houvast.cooperation.models.safety import HelpOffer, PoliceFacts, SafetyName, SafetySignal
from houvast.cooperation.models.safety_rungs import SafetyRung
from houvast.cooperation.models.sharing import PushedTask, SharedFact, Sharing
from houvast.cooperation.models.shielding import Shield, ShieldedQuestion
from houvast.cooperation.models.uses import RestrictedUse
from houvast.cooperation.models.zvh import ZvhCase

__all__ = [
    "Allowance",
    "CareContact",
    "DemandPiece",
    "EntryCorrection",
    "FileDemand",
    "GuestQuestion",
    "HelpOffer",
    "PartnerAnswer",
    "PoliceFacts",
    "PushedTask",
    "RestrictedUse",
    "Restriction",
    "SafetyName",
    "SafetyRung",
    "SafetySignal",
    "SharedFact",
    "Sharing",
    "Shield",
    "ShieldedQuestion",
    "WorkFact",
    "ZvhCase",
]
