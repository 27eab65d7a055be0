"""Work that we miss has the name that the imported list gives it."""

import pytest

from houvast.database.context import acting
from houvast.employers.reads.demand import demand_lines
from houvast.employers.rules.demand import DayTime
from houvast.web.demand_words import demand_part
from tests.employers.test_demand_screen import miss
from tests.reference.brought import EDITION

pytestmark = pytest.mark.commits
GROUP = "insert into reference_group (edition_id, scheme, code, name) values (%s, %s, %s, %s)"


def test_a_code_has_the_name_of_its_group_and_the_short_list_its_own_word(lists, town):
    with lists.transaction():
        (key,) = lists.execute(EDITION, ["occupations", "a" * 64, "a", 1]).fetchone()
        lists.execute(GROUP, [key, "isco", "2250", "dierenartsen"])
    miss(town, ("2250", "", DayTime.ANY), ("5120", "12", DayTime.ANY))
    with acting(town["sam"]) as at:
        rows = demand_part(demand_lines(at.today), 1).rows
    assert [one.work for one in rows] == ["Dierenartsen", "Kok"]
