"""A check for another program: states and counts, and no word of the plan unless somebody ticks it.

The form is `houvast.plan-check/1` (rule PL-10). A field that is added does not change its number;
one that goes, or comes to mean something else, does.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from houvast.plans.reads.checks import Answer, Quote
from houvast.plans.reads.reports import Report
from houvast.plans.reads.yardsticks import Stick
from houvast.plans.rules.exchanging import FORMAT
from houvast.plans.rules.facts import FactKind


def exchange(page: Report, ticked: Collection[UUID] = ()) -> dict[str, Any]:
    """The check as ids, states, levels, counts and accepted amounts; amounts are texts in euros.

    `ticked` are the passages whose words go along. Words that are not said again never do. No
    colleague is named: `signed_off` says when somebody finished the check, and which entry in the
    trail of the municipality has who took it out.
    """
    return {
        "format": FORMAT,
        "made_at": page.at.isoformat(),
        "municipality": page.municipality,
        "plan": {
            "title": page.head.title, "version": page.head.number, "pages": page.head.pages,
            "finished": page.head.finished_at is not None, "scheme": page.head.scheme or None,
        },
        "catalogue": page.questions.version,
        "engine": page.engine,
        "word": page.word.value,
        "responsible": page.responsible.value if page.responsible else None,
        "criteria": [_criterion(one, ticked) for one in page.answers],
        "facts": [
            {"about": one.about, "kind": one.kind.value, "amount": str(one.amount),
             "period": one.period}
            for one in page.facts
            if one.kind is not FactKind.TOTAL
        ],
        "total": _total(page),
        "flags": [{"id": one.flag.id, "passages": len(one.quotes)} for one in page.flags],
        "yardsticks": [_yardstick(one) for one in page.sticks],
        "signed_off": page.head.finished_at
        and {"at": page.head.finished_at.isoformat(), "entry": str(page.operation)},
    }  # fmt: skip


def _total(page: Report) -> dict[str, str] | None:
    """What the whole plan costs: apart from the facts, whose kinds stay those that are known."""
    total = next((one for one in page.facts if one.kind is FactKind.TOTAL), None)
    return {"amount": str(total.amount), "period": total.period} if total else None


def _yardstick(one: Stick) -> dict[str, Any]:
    """What later reports are held against; figures only where two people agreed."""
    return {
        "measure": one.measure.value,
        "amount": one.amount,
        "since": one.since.isoformat(),
        "due": one.due.isoformat(),
        "part": one.part or None,
        "figures": [
            {"number": each.number, "until": each.on_day.isoformat(), "source": each.source.value}
            for each in one.agreed
        ],
    }


def _criterion(one: Answer, ticked: Collection[UUID]) -> dict[str, Any]:
    told = {
        "id": one.question.id,
        "state": one.stands.state.value,
        "level": int(one.stands.level),
        "passages": len(one.quotes),
    }
    quotes = [_quote(each) for each in one.quotes if each.passage in ticked and each.text]
    return told | ({"quotes": quotes} if quotes else {})


def _quote(one: Quote) -> dict[str, Any]:
    return {
        "page": one.page,
        "page_label": one.label or None,
        "paragraph": one.paragraph,
        "text": one.text,
    }
