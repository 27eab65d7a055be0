"""What the search window finds: people of one's own list and employers, in one look."""

from dataclasses import dataclass

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.reads.found import FoundEmployer, found_employers
from houvast.tracks.reads.found import FoundPeople, found_people

SHORTEST = 2
"""Letters to search with: fewer would be a way to leaf through names."""


@dataclass(frozen=True, slots=True)
class Found:
    """What bears the words that were typed."""

    people: FoundPeople
    employers: tuple[FoundEmployer, ...]


def found(by: Actor, wanted: str) -> Found:
    """Look for a name, for the actor's own purpose, recorded with whom it showed.

    Fewer than two letters find nothing.
    """
    if len(wanted) < SHORTEST:
        return Found(FoundPeople(), ())
    with recorded(by, "tracks.searched") as act:
        return Found(found_people(by, wanted, act), found_employers(by, wanted))
