"""Logboek: how far the chain is, for who watches it; nothing of what is in it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from houvast.accounts.reads import safety_net
from houvast.audit.jobs import seal_the_trail
from houvast.audit.reads import WATCHERS, chain_page
from houvast.audit.witness import make_for_the_demo
from houvast.errors import NotAllowed
from tests.cast import sign_in
from tests.test_chain import seal_now

WELL = "Het logboek is verzegeld en de getuige weet ervan."
SILENT, STILL = "De getuige antwoordt niet.", "Het logboek wordt niet meer verzegeld."


def shown(client, who):
    answer = sign_in(client, who).get(reverse("chain"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_watches_reads_how_far_it_is_and_what_is_wrong(  # T-76
    town, client, clock, tmp_path, monkeypatch
):
    place, told = town.admin.municipality_id, client
    monkeypatch.delenv("HOUVAST_WITNESS", raising=False)
    seal_now(place)
    assert "Er is geen getuige." in shown(told, town["petra"])
    make_for_the_demo(tmp_path)
    for name in ("HOUVAST_KEYS", "HOUVAST_WITNESS"):
        monkeypatch.setenv(name, str(tmp_path))
    seal_the_trail(0)
    page = shown(told, town.admin)
    assert WELL in page and chain_page(town.admin).mark in page and chain_page(town.admin).mark
    clock.forward(hours=1)
    page = shown(told, town.admin)
    assert STILL in page and SILENT not in page and WELL not in page
    seal_now(place)
    clock.forward(hours=1)
    assert SILENT in shown(told, town["petra"])
    assert escape("Je ziet hier niet wat erin staat.") in page


def test_who_does_not_watch_is_refused(town):
    for one in (town["anouk"], town["rachid"], safety_net(town.admin.municipality_id)):
        with pytest.raises(NotAllowed):
            chain_page(one)
    assert {one.value for one in WATCHERS} >= {town.admin.role, town["petra"].role}
