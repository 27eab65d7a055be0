"""Read a plan: known by what is in the file, never by its name."""

from houvast.errors import Refused
from houvast.plans.rules.document import Kind, Notice, Parts, Plan
from houvast.plans.rules.passages import cleaned, passages_of
from houvast.plans.rules.reading import docx, html, odt, pdf, plain
from houvast.plans.rules.reading.kinds import kind_of
from houvast.plans.rules.recognising import notices_of
from houvast.plans.rules.sentences import EMPTY, LARGEST, MEBIBYTE, NO_TEXT, TOO_BIG, TOO_MUCH_TEXT

MOST_SIGNS = 6_000_000
"""Of a text: six hundred pages hold two million."""
READERS = {
    Kind.DOCX: docx.read,
    Kind.ODT: odt.read,
    Kind.HTML: html.read,
    Kind.TEXT: plain.read,
}


def read(content: bytes, told: pdf.Told = pdf.silent) -> Plan:
    """The plan in this file; `told` hears which page of how many was read.

    Raises Refused with one sentence for whatever is no plan.
    """
    if not content.strip():
        raise Refused(EMPTY, field="file")
    if len(content) > LARGEST:
        raise Refused(TOO_BIG, field="file", most=LARGEST // MEBIBYTE)
    kind = kind_of(content)
    if kind is Kind.PDF:
        return planned(kind, pdf.read(content, told))
    return planned(kind, READERS[kind](content))


def planned(kind: Kind, parts: Parts) -> Plan:
    """A plan of what a reader gave: cleaned of signs that hide, and cut in passages."""
    parts, hidden = cleaned(parts)
    if sum(len(one.text) for one in parts.blocks) > MOST_SIGNS:
        raise Refused(TOO_MUCH_TEXT, field="file")
    text, passages = passages_of(parts.blocks)
    if not passages:
        raise Refused(NO_TEXT, field="file")
    found = list(notices_of(text, passages))
    found += [Notice.PICTURES] if parts.pictures else []
    found += [Notice.HIDDEN] if hidden else []
    return Plan(
        kind=kind,
        text=text,
        pages=len(parts.labels) or None,
        passages=passages,
        labels=parts.labels,
        dropped=parts.dropped,
        pictures=parts.pictures,
        hidden=hidden,
        notices=tuple(found),
    )
