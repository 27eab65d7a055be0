"""A bar that moves while something long is going on."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

WIDE = 30
STILL = 2.0
"""Seconds between two lines."""


@dataclass(slots=True)
class Bar:
    """Tells how far each part of the work is, and how long the part still takes."""

    tell: Callable[[str], None]
    what: str = ""
    total: int = 1
    done: int = 0
    began: float = field(default=0.0)
    told: float = field(default=0.0)

    def begin(self, what: str, total: int) -> None:
        """Start with a part of the work, of so many steps."""
        self.what, self.total, self.done = what, max(1, total), 0
        self.began = self.told = time.monotonic()

    def step(self, many: int = 1) -> None:
        """So much more is done; a line now and then, and one at the end of the part."""
        before, now = self.done, time.monotonic()
        self.done += many
        if now - self.told >= STILL or before < self.total <= self.done:
            self.told = now
            self.tell(self._line(now - self.began))

    def _line(self, took: float) -> str:
        share = min(1.0, self.done / self.total)
        full = round(WIDE * share)
        left = took / share - took if share else 0.0
        when = f"{left:.0f} s to go" if share < 1 else f"took {took:.1f} s"
        part = int(100 * share)  # not rounded: nearly done is not done
        return f"  {self.what:<28} [{'#' * full}{'.' * (WIDE - full)}] {part:3}%  {when}"
