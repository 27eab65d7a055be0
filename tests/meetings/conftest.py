"""A town with three young people whose moments have passed, made once for a file."""

from copy import deepcopy

import pytest

from tests.cast import Who, open_track
from tests.standing import made_once

TRACKS = (("Ilias", "anouk"), ("Noa", "anouk"), ("Sem", "bilal"))
standing = made_once(
    lambda town: (town, [open_track(town, Who(name), coach) for name, coach in TRACKS])
)


@pytest.fixture
def town(standing, db, clock):
    clock.forward(days=9)
    return deepcopy(standing[0])


@pytest.fixture
def late(standing, town):
    """Two tracks of anouk and one of bilal, each with a moment that has passed."""
    return standing[1]
