"""A town with a colleague of Werk & Inkomen, and a grown-up of whom something can be shared."""

from copy import deepcopy

import pytest

from tests.cooperation.made import tracked, with_fleur
from tests.standing import made_once


def lived(town):
    with_fleur(town)
    return town, tracked(town)


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def track(standing, db):
    return standing[1]
