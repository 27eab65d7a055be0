"""What two municipalities that do not exist gave away: checks of plans of their own."""

import json
from typing import Any

from houvast.database.actor import Actor
from houvast.plans.actions.others import take_in
from houvast.plans.rules.catalogue import NEWEST, catalogue
from houvast.plans.rules.exchanging import FORMAT

INTENDED, AGREED = 1, 2
PLANS: tuple[dict[str, Any], ...] = (
    {
        "municipality": "Merenwaard (verzonnen)",
        "title": "Jong en aan de slag",
        "pages": 42,
        "levels": {"P02": AGREED, "P04": AGREED, "P06": AGREED, "P07": AGREED, "P09": INTENDED},
        "not_found": ("P01", "P03", "P11", "P13"),
        "said": {
            "P04": (17, "Elke jongere krijgt binnen drie weken een betaalde proefplaats, in overleg"
                    " met de ondernemers op het bedrijventerrein."),
            "P06": (18, "Achttien bedrijven uit Merenwaard bieden samen veertig plekken."),
        },
    },
    {
        "municipality": "Zandhoek (verzonnen)",
        "title": "Actieplan weerbare wijken",
        "pages": 28,
        "levels": {"P02": AGREED, "P17": AGREED, "P04": INTENDED},
        "not_found": ("P06", "P08", "P10", "P11", "P12"),
        "said": {"P17": (9, "De jongerenwerker zoekt jongeren op, ook in de avond en op zondag.")},
    },
)  # fmt: skip


def plans_from_elsewhere(by: Actor) -> None:
    """Take both in, as their files say."""
    for one in PLANS:
        take_in(by=by, content=json.dumps(_file(one)).encode())


def _file(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "municipality": one["municipality"],
        "plan": {"title": one["title"], "version": 1, "pages": one["pages"], "finished": True},
        "catalogue": NEWEST,
        "word": "named",
        "responsible": None,
        "criteria": [_criterion(one, each.id) for each in catalogue().criteria],
        "facts": [],
        "signed_off": {"at": "2026-03-02T10:00:00+01:00"},
    }


def _criterion(one: dict[str, Any], about: str) -> dict[str, Any]:
    level = one["levels"].get(about, 0)
    state = "confirmed" if level else "not_found" if about in one["not_found"] else "open"
    said = one["said"].get(about)
    quotes = [{"page": said[0], "paragraph": said[0] * 4, "text": said[1]}] if said else []
    return {
        "id": about,
        "state": state,
        "level": level,
        "passages": max(len(quotes), level and 1),
        "quotes": quotes,
    }
