"""Plans that nobody wrote, with known answers in them: three ways of saying each, apart.

It measures how far words reach, and says nothing about real plans.
"""

import json
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from houvast.plans.rules.evaluating import Half, Label, Sort

LEVELS = ("term", "synonym", "paraphrase")
PLANS, ABSENT = 12, 0.3
PLAIN = (
    "Het netwerk van partners groeit en de werkgroep komt elke maand bij elkaar op het stadhuis.",
    "De wijkagent loopt elke dag zijn ronde en kent de meeste bewoners van de flats bij naam.",
    "Er hangen camera's op het plein en de boa's controleren of de hekken op tijd dicht gaan.",
    "De burgemeester spreekt in het voorjaar met bewoners over geluid en afval in de straten.",
    "In de zomer is er een feest op het veld met muziek en eten van de mensen uit de buurt.",
    "De politie ziet dat er in de winter minder meldingen zijn dan in de maanden met veel licht.",
    "Het gebouw aan de markt wordt verbouwd en krijgt een zaal voor vergaderingen en lezingen.",
    "De aanpak van ondermijning vraagt maatwerk en een lange adem van iedereen die meedoet.",
    "Ouders vragen om meer licht bij de halte en om een hek langs het water bij de brug.",
    "Panden die leeg staan worden opgeknapt zodat er geen troep meer ligt achter de ramen.",
    "Het college legt jaarlijks verantwoording af en de raad stelt daar vragen over in maart.",
    "Signalen komen binnen bij het meldpunt en gaan daarna naar wie er in dat gebied over gaat.",
)
PARAGRAPHS = 80


def sentences() -> dict[str, dict[str, list[str]]]:
    """For each question and way of saying it a sentence to build on, and one to look at after."""
    path = files("houvast.bench").joinpath("plan_sentences.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def make(folder: Path, level: str) -> None:
    """Write plans that say things in one way, with their labels: the same each time."""
    drawn = np.random.default_rng(LEVELS.index(level))
    said = sentences()
    labels = []
    for number in range(PLANS):
        town = f"Testdam {number}"
        blank = Label("", town, Sort.GENERATED, {})
        at = 0 if blank.half is Half.BUILD else 1
        some = {about: ways[level][at] for about, ways in said.items() if drawn.random() > ABSENT}
        name = f"{number:02}.md"
        (folder / name).write_text(_text(list(some.values()), drawn), encoding="utf-8")
        evidence = {about: [some[about]] if about in some else [] for about in said}
        labels.append(
            {"file": name, "municipality": town, "sort": blank.sort, "evidence": evidence}
        )
    whole: dict[str, Any] = {"plans": labels}
    (folder / "labels.json").write_text(json.dumps(whole), encoding="utf-8")


def _text(said: Sequence[str], drawn: np.random.Generator) -> str:
    """A plan of many paragraphs, with each of these in one of them."""
    places = drawn.choice(PARAGRAPHS, len(said), replace=False)
    held = dict(zip(places.tolist(), said, strict=True))
    lines = []
    for at in range(PARAGRAPHS):
        if at % 8 == 0:
            lines.append(f"## {at // 8 + 1} Over de stad")
        around = [PLAIN[one] for one in drawn.choice(len(PLAIN), 4, replace=False)]
        if at in held:
            around.insert(2, held[at])
        lines.append(" ".join(around))
    return "\n\n".join(lines)
