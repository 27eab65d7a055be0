"""The Dutch words for cards of evidence: which way, how it was looked at, what may be said."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.evidence.rules.cards import Design, Direction, Level, Strength

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EVIDENCE_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Direction: {
        Direction.FOR: _("pleit ervoor"),
        Direction.AGAINST: _("pleit ertegen"),
        Direction.MIXED: _("deels wel, deels niet"),
        Direction.NO_DIFFERENCE: _("geen verschil gevonden"),
        Direction.NOT_YET: _("nog niet bekend"),
    },
    Design: {
        Design.TRIAL: _("Proef met loting"),
        Design.COMPARED: _("Twee groepen vergeleken, zonder loting"),
        Design.REGISTER: _("Cijfers van veel mensen, door de tijd"),
        Design.CASES: _("Plannen, gesprekken of voorbeelden"),
        Design.ADVICE: _("Overzicht of advies"),
    },
    Strength: {
        Strength.STRONG: _("sterk"),
        Strength.FAIR: _("redelijk"),
        Strength.WEAK: _("zwak"),
        Strength.UNKNOWN: _("nog niet te zeggen"),
    },
    Level: {
        Level.EFFECT: _("Zeg: in deze proef leidde het tot dit verschil, bij deze mensen."),
        Level.GOES_TOGETHER: _("Zeg: het hangt samen. Niet: het komt ervan."),
        Level.PRACTICE: _("Zeg: zo gaat het daar. Niet: het werkt."),
        Level.NOTHING: _("Zeg nog niets over of het werkt."),
    },
}
TONES = {
    Direction.FOR: "green",
    Direction.AGAINST: "red",
    Direction.MIXED: "amber",
    Direction.NO_DIFFERENCE: "grey",
    Direction.NOT_YET: "blue",
}
"""Beside the word, never instead of it."""
