"""Dutch words about areas that no rule says."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.areas.rules.counts import NO_SPREAD
from houvast.areas.rules.indicators import INDICATORS
from houvast.areas.rules.wording import Sentence

PER: Mapping[str, str | Promise] = {
    "wijk": _("Per wijk"), "buurt": _("Per buurt"), "gemeente": _("Per gemeente"),
}  # fmt: skip
LEFT_OUT: Mapping[str, str | Promise] = {
    "population_unknown": _("Hoeveel mensen er wonen, is niet bekend"),
    "population_below_minimum": _("Er wonen minder dan 500 mensen"),
    "boundary_changed": _("De grens veranderde"),
    "outcome_unknown": _("De uitkomst is niet gegeven"),
    "urbanity_unknown": _("Hoe stedelijk het is, is niet bekend"),
}
FAULTS: Mapping[str, str | Promise] = {
    NO_SPREAD: _("De cijfers verschillen niet meer dan toeval alleen al doet."),
    "nothing was counted": _("Er is niets geteld."),
    "there are no more areas than columns": _("Er zijn te weinig gebieden voor zo veel cijfers."),
    "one column follows from the others": _(
        "Een van de cijfers volgt uit de andere. Kies er één minder."
    ),
    "the dispersion grows without end": _("De cijfers lopen te ver uiteen."),
}


def kind_of(level: str) -> str:
    """What a kind of area is called."""
    words = {"wijk": gettext("Wijk"), "buurt": gettext("Buurt")}
    return words.get(level, gettext("Gemeente"))


def fault(why: str) -> str:
    """Why a way of counting gave no number."""
    return str(FAULTS.get(why) or gettext("De berekening vond geen eind."))


def said(sentence: Sentence) -> str:
    """A sentence of the rules, in the language of who reads it."""
    values = dict(sentence.values)
    for name in sentence.names:
        values[name] = gettext(values[name])
    return gettext(sentence.text).format(**values)


def left_out(reason: str) -> str:
    """Why areas were left out."""
    if reason in LEFT_OUT:
        return str(LEFT_OUT[reason])
    what = gettext(INDICATORS[reason.removesuffix("_unknown")].called)
    return gettext("Dit cijfer is niet gegeven: {what}").format(what=what)
