"""The tables of a track: one aggregate, one table per class of information."""

from houvast.tracks.models.absences import Absence
from houvast.tracks.models.companions import (
    CompanionAim,
    CompanionCheck,
    CompanionSession,
    Companionship,
    CompanionTalk,
)
from houvast.tracks.models.contacts import Contact, ContactDetail, WorkNote
from houvast.tracks.models.glances import Glance
from houvast.tracks.models.glass import BreakGlass
from houvast.tracks.models.handovers import Handover
from houvast.tracks.models.importing import BroughtTrack, CaseloadImport, CaseloadUpload
from houvast.tracks.models.informing import (
    Hold,
    InformationMoment,
    LetterSender,
    ProofOfTelling,
)
from houvast.tracks.models.known import KnownQuestion
from houvast.tracks.models.leaves import Deputy, Leave
from houvast.tracks.models.merges import Merge
from houvast.tracks.models.moments import Appointment, NextMoment, Rung
from houvast.tracks.models.notices import Notice
from houvast.tracks.models.plans import FuturePlan, Measurement, MeasurementAnswer, SupportPlan
from houvast.tracks.models.settings import EntryCriterion, LadderRun, Promise, terms_from
from houvast.tracks.models.signals import Signal, SignalFacts
from houvast.tracks.models.steps import Step
from houvast.tracks.models.tracks import (
    Closing,
    ClosingAnswer,
    CoachOffer,
    Door,
    LeadCoachHistory,
    Milestone,
    ScanAnswer,
    Track,
)

__all__ = [
    "Absence",
    "Appointment",
    "BreakGlass",
    "BroughtTrack",
    "CaseloadImport",
    "CaseloadUpload",
    "Closing",
    "ClosingAnswer",
    "CoachOffer",
    "CompanionAim",
    "CompanionCheck",
    "CompanionSession",
    "CompanionTalk",
    "Companionship",
    "Contact",
    "ContactDetail",
    "Deputy",
    "Door",
    "EntryCriterion",
    "FuturePlan",
    "Glance",
    "Handover",
    "Hold",
    "InformationMoment",
    "KnownQuestion",
    "LadderRun",
    "LeadCoachHistory",
    "Leave",
    "LetterSender",
    "Measurement",
    "MeasurementAnswer",
    "Merge",
    "Milestone",
    "NextMoment",
    "Notice",
    "Promise",
    "ProofOfTelling",
    "Rung",
    "ScanAnswer",
    "Signal",
    "SignalFacts",
    "Step",
    "SupportPlan",
    "Track",
    "WorkNote",
    "terms_from",
]
