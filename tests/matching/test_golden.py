"""Golden lists: fictional young people and twenty workplaces, written down and read by people.

A change of a rule changes these files in the same commit, and each line of the difference is looked
at: `python -m tests.matching.test_golden` writes them anew. A faster core has to give these lists.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from houvast.matching.rules.lists import Draw, Suggestion, suggest
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Place, Wishes
from tests.matching.sides import KEY, TODAY, read

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = sorted(one.stem for one in GOLDEN.glob("*.json") if one.stem != "workplaces")
DRAW = Draw(KEY, TODAY, UUID(int=7))


def loaded(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text())


def shown(one: Suggestion) -> dict[str, Any]:
    record = one.why.record()
    return {
        "workplace": one.place.title,
        "verdict": record["verdict"],
        "total": one.why.total,
        "points": " ".join(str(number) for number in record["points"].values()),
        "blocks": [" ".join(block.values()) for block in record["blocks"]],
        "steps": [" ".join(step.values()) for step in record["steps"]],
        "minds": [" ".join(mind.values()) for mind in record["minds"]],
        "minutes": one.why.facts["minutes"],
    }


def lists_of(name: str) -> dict[str, Any]:
    wishes = read(Wishes, loaded(name)["wishes"])
    places = [read(Place, one) for one in loaded("workplaces")]
    found = suggest(wishes, places, TODAY, RULESET, DRAW)
    rest = {code.value: number for code, number in found.does_not_fit.items()}
    fits, near = ([shown(one) for one in few] for few in (found.fits, found.near))
    return {"fits": fits, "near": near, "does_not_fit": rest}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_lists_are_those_written_down(name):
    assert lists_of(name) == loaded(name)["lists"]


def test_there_are_enough_of_them():
    assert len(PEOPLE) >= 6 and len(loaded("workplaces")) >= 20


if __name__ == "__main__":
    for person in PEOPLE:
        made = {"wishes": loaded(person)["wishes"], "lists": lists_of(person)}
        text = json.dumps(made, indent=1, ensure_ascii=False)
        (GOLDEN / f"{person}.json").write_text(f"{text}\n")
