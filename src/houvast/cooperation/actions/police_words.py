"""Write about a signal of Veiligheid, with what police gave when it holds something of it (T-22).

The signal is not saved here: the caller does that, with whatever else it changes. The row of police
is, because the database asks for it first.
"""

from collections.abc import Mapping

from houvast.audit.actions import Operation
from houvast.cooperation.models import PoliceFacts, SafetySignal
from houvast.cooperation.reads.compartment import PJ, grounds_of, require
from houvast.cooperation.rules.police_words import TEXTS, Beside, stands_apart
from houvast.cooperation.rules.safety import SafetySource
from houvast.database.actor import Actor
from houvast.sharing.rules import Verb

CHANGED = ("with_police", "without_police")
"""The columns of a signal that say where its texts stand."""


def write_beside(
    by: Actor,
    signal: SafetySignal,
    beside: Beside,
    said: Mapping[str, str],
    holds: bool | None,
    act: Operation,
) -> None:
    """Put the texts where they belong. `holds`: whether they hold something of police.

    Raises Refused beside `holds_police`, for a signal of police alone.
    """
    of_police = signal.source == SafetySource.POLICE
    open_now = grounds_of(act) if of_police else frozenset()
    apart = stands_apart(holds, of_police=of_police, is_open=PJ in open_now)
    if apart:
        require(by, Verb.WRITE, PJ, act, open_now, own=True)
    empty = dict.fromkeys(TEXTS[beside], "")
    if of_police:
        _with_police(signal, dict(said) if apart else empty)
    _stands(signal, beside, with_police=apart, without=of_police and not apart)
    for name, text in (empty if apart else said).items():
        setattr(signal, name, text)


def drop_beside(signal: SafetySignal, beside: Beside) -> None:
    """These texts hold no longer."""
    empty = dict.fromkeys(TEXTS[beside], "")
    if beside in signal.with_police:
        _with_police(signal, empty)
    _stands(signal, beside, with_police=False, without=False)
    for name, text in empty.items():
        setattr(signal, name, text)


def _with_police(signal: SafetySignal, texts: dict[str, str]) -> None:
    PoliceFacts.objects.filter(signal=signal).update(**texts)


def _stands(signal: SafetySignal, beside: Beside, *, with_police: bool, without: bool) -> None:
    for name, stands in (("with_police", with_police), ("without_police", without)):
        others = [one for one in getattr(signal, name) if one != beside]
        setattr(signal, name, sorted([*others, *([beside.value] if stands else [])]))
