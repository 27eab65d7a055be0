"""What is printed about one young person: the words and, at the foot, who printed it and when."""

from django.utils.timezone import localtime

from houvast.paper.printing import Paper, Part, printed
from houvast.tracks.reads.informing import LetterFacts
from houvast.tracks.rules.letters import BlockKind, blocks

DUTCH = "nl"
"""The letters are in plain Dutch, whatever the language of the screen."""


def letter_pdf(words: str, facts: LetterFacts) -> bytes:
    """The letter with these words, filled in (trust T-102: who, when and which operation)."""
    parts = blocks(words, facts.filled)
    title = next(one.lines[0] for one in parts if one.kind is BlockKind.TITLE)
    at = localtime(facts.printed_at)
    foot = f"{words} · {facts.printed_by} · {at:%d-%m-%Y %H:%M} · {facts.operation}"
    shown = [Part(one.kind.value, one.lines) for one in parts]
    return printed(Paper(title, DUTCH, shown, foot, at))
