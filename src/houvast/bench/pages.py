"""The five busiest screens, looked at in rounds, each beside its floors.

Why these: a coach begins at Vandaag, searches in Jongeren, and opens files all day; the team lead
lives in Team; and Werkplekken is the list that grows with the municipality, not with one's work.
So does the sixth, the workplaces for one young person: it asks all of them.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from houvast.bench.browser import Browser, asked_again
from houvast.bench.viewers import Viewers
from houvast.web.settling import settle

WARM_UP = 8
EMPTY = "home"
"""An address that answers without content: session, user, role and all middleware, no page."""


@dataclass(slots=True)
class Screen:
    """A screen with who looks at it, and what was measured; times in milliseconds."""

    name: str
    browser: Browser
    urls: tuple[str, ...]
    """Looked at in turn, so that no file is the one that is warm."""
    queries: int = 0
    page_ms: list[float] = field(default_factory=list)
    sql_ms: list[float] = field(default_factory=list)
    empty_ms: list[float] = field(default_factory=list)

    def look(self, turn: int) -> None:
        """One round: the page, its bare statements, and an empty page."""
        url = self.urls[turn % len(self.urls)]
        took, statements = self.browser.overheard(url)
        self.queries = max(self.queries, len(statements))
        self.page_ms.append(took)
        self.sql_ms.append(asked_again(statements))
        self.empty_ms.append(self.browser.look(reverse(EMPTY), 302))

    def forget(self) -> None:
        """Leave the warm-up out."""
        self.page_ms, self.sql_ms, self.empty_ms = [], [], []


def screens(who: Viewers) -> list[Screen]:
    """Those, in the order of a day."""
    coach, lead = Browser(who.coach), Browser(who.lead)
    return [
        Screen("today", coach, (reverse("today"),)),
        Screen("young_people", coach, (reverse("young_people"),)),
        Screen("track", coach, tuple(map(_file, who.coach.tracks))),
        Screen("matches", coach, tuple(map(_matches, who.coach.tracks))),
        Screen("team", lead, (reverse("team"),)),
        Screen("workplaces", coach, (reverse("workplaces"),)),
    ]


def measure(every: list[Screen], rounds: int) -> None:
    """Look at each screen in each round, so that a busy moment of the machine hits them all."""
    for turn in range(rounds):
        for one in every:
            one.look(turn)


def warm_up(every: list[Screen]) -> None:
    """Let caches, templates and connections settle."""
    measure(every, WARM_UP)
    settle()  # as the server does once it is warm (wsgi.py)
    for one in every:
        one.forget()


def _file(track_id: UUID) -> str:
    return reverse("track", args=[track_id])


def _matches(track_id: UUID) -> str:
    return reverse("places_for", args=[track_id])
