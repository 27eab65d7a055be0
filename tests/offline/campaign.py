"""Rounds of the campaign: what is wrong with the line, times what happens to the phone."""

import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.browser.on_the_street import found_on_disk
from tests.cast import Town
from tests.offline.events import EVENTS
from tests.offline.line import FAULTS, Line
from tests.offline.phone import Phone
from tests.offline.told import WORD, Told, gaps, verdict

SEEN_ENOUGH = 10.0
"""Seconds in which a fault may show itself, while something waits."""
OFTEN = 4
"""So many contacts more at most, for a fault that did not show itself."""


def rounds(items: int, dice: random.Random) -> list[tuple[str, str, int]]:
    """Fault, event and number of contacts: the whole matrix when there is room for it.

    Else each fault and each event at least once, in pairs that another seed makes otherwise.
    """
    faults, events = list(FAULTS), list(EVENTS)
    every = [(fault, event) for fault in faults for event in events]
    dice.shuffle(every)
    if items < 20 * len(every):
        dice.shuffle(faults)
        dice.shuffle(events)
        most = max(len(faults), len(events))
        every = [(faults[n % len(faults)], events[n % len(events)]) for n in range(most)]
    each = -(-items // len(every))
    return [(fault, event, each) for fault, event in every]


class Campaign:
    """One phone of two coaches, and everything that may happen to it."""

    def __init__(
        self, town: Town, tracks: dict[str, list[UUID]], folder: Path, phone: Phone, seed: int
    ) -> None:
        self.town, self.tracks, self.folder, self.phone = town, tracks, folder, phone
        self.line: Line = phone.line
        self.dice = random.Random(seed)
        self.seed, self.began = seed, time.monotonic()
        self.who, self.other = "anouk", "bilal"
        self.fault = ""
        self.worker, self.base, self.keys, self.replayed, self.turn = 0, 1, 1, 0, 0
        self.events: Counter[str] = Counter()
        self.plain: list[str] = []
        self.looked = 0
        self.people = [town[one] for one in ("anouk", "bilal")]

    def told(self, many: int) -> list[Told]:
        """So many contacts of who is signed in, each with a note of its own."""
        made = []
        for _turn in range(many):
            self.turn += 1
            note = f"{WORD} {self.seed}x{self.turn} staat bij de fietsenmaker"
            track = self.dice.choice(self.tracks[self.who])
            made.append(Told(note, self.town[self.who], track, self.phone.shift))
        return made

    def signs_in(self, name: str) -> None:
        self.who = name
        self.phone.signs_in(self.town[name]).opens()
        self.named()

    def named(self) -> None:
        self.phone.named(len(self.tracks[self.who]))

    def clear_line(self) -> None:
        self.line.fault = ""
        self.phone.hurries(False)
        self.phone.context.set_offline(False)

    def put_fault_back(self) -> None:
        self.line.fault = self.fault
        self.phone.hurries(self.fault == "slow")
        self.phone.context.set_offline(self.fault == "offline")

    def heard_of(self) -> bool:
        """Whether the form is there: after a no of the municipality it may be gone for a while."""
        return bool(self.phone.page.locator("#capture[data-ready]").is_visible())

    def play(self, fault: str, event: str, many: int) -> None:
        """Some contacts on a bad line, something happens, and some more; then the line mends."""
        self.phone.opens()
        self.named()
        self.fault = fault
        hits = self.line.happened[fault]
        self.put_fault_back()
        self.phone.captures(self.told(many // 2))
        if fault == "offline":
            self.line.happened[fault] += 1
            self.clear_line() if event in ONLINE else None
            self.line.fault = fault if event in ONLINE else ""
        EVENTS[event](self)
        self.events[event] += 1
        if self.heard_of():
            self.phone.captures(self.told(many - many // 2))
        self.shows(fault, hits)
        self.clear_line()
        self.phone.empties()
        if self.line.killing:  # the form was gone, so nothing was sent since: then it is now
            self.named()
            self.phone.captures(self.told(1))
            self.phone.empties()
        if self.phone.shift:
            self.phone.shift = 0.0

    def shows(self, fault: str, hits: int) -> None:
        """Let the phone find out what is wrong with the line, once at least."""
        self.waits_for(fault, hits)
        for _turn in range(OFTEN):
            if self.line.happened[fault] > hits:
                break
            self.clear_line()  # the form was gone, so nothing waited for it
            self.named()
            self.put_fault_back()
            self.phone.captures(self.told(1))
            self.waits_for(fault, hits)
        ledger = self.phone.ledger
        seen = (fault, ledger.closed, ledger.failed, self.phone.waits())
        assert self.line.happened[fault] > hits, seen

    def waits_for(self, fault: str, hits: int) -> None:
        """Until it shows itself, as long as anything waits to be sent."""
        end = time.monotonic() + SEEN_ENOUGH
        while self.line.happened[fault] <= hits and time.monotonic() < end:
            self.phone.wakes()
            if not self.phone.waits():
                break
            time.sleep(0.05)

    def looks_through(self) -> None:
        """No word of a note in any file of the profile."""
        self.looked += 1
        self.plain += map(str, found_on_disk(self.phone.profile, WORD))

    def ends(self) -> dict[str, Any]:
        """Everything that was told, against everything that came."""
        assert self.line.errors == []
        here = self.phone.numbers()
        self.phone.context.close()
        self.looks_through()
        wrong = verdict(self.phone.ledger, self.people)
        numbers = gaps(self.people, here["device"], here["number"])
        untold = sorted(set(numbers["missing"]) - set(numbers["told"]))
        found = {name: len(all_of_it) for name, all_of_it in wrong.items()}
        return {
            "seed": self.seed,
            "items": len(self.phone.ledger.said),
            **found,
            "plaintext": len(self.plain),
            "numbers_missing": len(numbers["missing"]),
            "numbers_missing_untold": len(untold),
            "told_by_a_dying_tab": len(self.phone.ledger.maybe),
            "not_kept_and_said_so": self.phone.ledger.failed,
            "no_form_for_a_moment": self.phone.ledger.closed,
            "faults": dict(self.line.happened),
            "events": dict(self.events),
            "browsers_killed": self.phone.deaths,
            "servers_killed": self.line.servers.killed,
            "packages_replayed": self.replayed,
            "disk_looked_through": self.looked,
            "seconds": round(time.monotonic() - self.began, 1),
            "examples": {name: some[:3] for name, some in wrong.items() if some},
        }


ONLINE = {"new worker", "new database", "two tabs", "other user", "clock ahead", "clock behind"}
"""Events that need the server for a page, so that only what the phone sends does not pass."""
WRONG = (
    "refused",
    "lost",
    "double",
    "other_id",
    "wrong_name",
    "wrong_file",
    "wrong_time",
    "plaintext",
)


def clean(found: dict[str, Any]) -> bool:
    return not any(found[name] for name in (*WRONG, "numbers_missing_untold"))


def shown(found: dict[str, Any]) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False)
