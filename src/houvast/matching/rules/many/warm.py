"""Compile the kernels on nobody and one workplace, at the start of a server."""

from datetime import date
from uuid import UUID

import numpy as np

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.columns import Offered, pack
from houvast.matching.rules.kernel import lists
from houvast.matching.rules.many import compiled
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.many.ready import ready
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.question import Question
from houvast.matching.rules.sides import Place, Wishes

DAY = date(2026, 1, 5)
"""Any day: nothing that comes out is used."""


def warm_up() -> None:
    """Run each kernel once."""
    place = Place(UUID(int=0), "", "", WorkKind.REGULAR_JOB, hours_min=8, hours_max=8)
    offer = pack_places(pack([Offered(place)]), np.zeros(1, np.int64), DAY, RULESET)
    asked = ready(asking([Wishes()], [0]), offer)
    compiled.best(asked, 1)
    compiled.edges(asked, np.zeros(1, np.int64))
    lists(Question(Wishes(), offer.some, DAY, RULESET), np.zeros(len(offer.some), np.int64))
