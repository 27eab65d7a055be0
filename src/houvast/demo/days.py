"""What is planned for a day happens on it, or on the first working day after it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Days:
    """Acts by how many days ago they are planned."""

    planned: list[tuple[int, Callable[[], object]]] = field(default_factory=list)

    def plan(self, ago: int, act: Callable[[], object]) -> None:
        """Let this happen that many days ago."""
        self.planned.append((ago, act))

    def run(self, ago: int) -> None:
        """Do what was planned for this day or for days off before it, the oldest first."""
        due = sorted((one for one in self.planned if one[0] >= ago), key=lambda one: -one[0])
        self.planned = [one for one in self.planned if one[0] < ago]
        for _, act in due:
            act()
