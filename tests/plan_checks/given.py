"""The file that another municipality gives: a check of its own, signed off."""

import json
from typing import Any

from houvast.plans.rules.catalogue import catalogue

ELSEWHERE = "Zandhoek"
SIGNED = {"at": "2026-03-02T10:00:00+01:00", "entry": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}
SAID = "Dertig jongeren krijgen een betaalde leerwerkplek bij de haven."
STATES: dict[str, tuple[str, int]] = {"P04": ("confirmed", 2), "P12": ("not_found", 0)}


def told(**other: Any) -> dict[str, Any]:
    """What the file says; `other` takes the place of some of it."""
    criteria: list[dict[str, Any]] = []
    for one in catalogue().criteria:
        state, level = STATES.get(one.id, ("open", 0))
        passages = 2 if level else 0
        criteria.append({"id": one.id, "state": state, "level": level, "passages": passages})
    criteria[3]["quotes"] = [{"page": 12, "page_label": "10", "paragraph": 40, "text": SAID}]
    return {
        "format": "houvast.plan-check/1",
        "made_at": "2026-03-02T10:05:00+01:00",
        "municipality": ELSEWHERE,
        "plan": {"title": "Werk voor Zandhoek", "version": 2, "pages": 31, "finished": True},
        "catalogue": "2026.1-g2",
        "engine": "2026.1",
        "word": "named",
        "responsible": "both",
        "criteria": [*criteria, {"id": "G01", "state": "open", "level": 0, "passages": 0}],
        "facts": [{"about": "P04", "kind": "number", "amount": "30.00", "period": "2026"}],
        "flags": [],
        "yardsticks": [],
        "signed_off": SIGNED,
    } | other


def given(**other: Any) -> bytes:
    """The same, as bytes."""
    return json.dumps(told(**other), ensure_ascii=False).encode()
