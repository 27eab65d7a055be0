"""What a rule refused is read back by its maker alone, tried again, or let go."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.capture.actions.mending import let_be, try_again
from houvast.capture.models import SealedItem
from houvast.capture.reads.refused import refused_of, refused_page
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import assign
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.models import Contact, Track
from houvast.tracks.rules.states import HandoverReason
from tests.capture.test_intake import ago, contacts, send
from tests.cast import at_commit, sign_in

NOTE = "Wil wel, maar niet in de kas."


@pytest.fixture
def item(town, track, phone):
    """A contact of bilal with a young person of anouk."""
    made = phone.talked(town["bilal"], track, at=ago(hours=3), note=NOTE)
    send(town, phone, made, by="bilal")
    return made.id


def beside(town, track, capacity=Capacity.SECOND):
    """Bilal stands beside anouk from now on."""
    anouk = town["anouk"]
    with acting(anouk) as at:
        assign(
            by=anouk,
            person_id=Track.objects.get(pk=track).person_id,
            user_id=town["bilal"].user_id,
            purpose=Purpose.GUIDANCE,
            capacity=capacity,
            granted_by=anouk.user_id,
            now=at.now,
        )


def leads(town, track):
    """Bilal is the coach from now on."""
    anouk, bilal = town["anouk"], town["bilal"]
    who = {"from_user": anouk.user_id, "to_user": bilal.user_id}
    asked = offer_handover(by=anouk, track_id=track, reason=HandoverReason.NO_CLICK, **who)
    accept_handover(by=bilal, handover_id=asked)


def test_who_stands_in_writes_no_notes_and_is_told_so(town, track, item):
    beside(town, track)
    client = sign_in(Client(), town["bilal"])
    answer = client.post(reverse("refused_item", args=[item]))
    assert answer.status_code == 422 and "Vraag de vaste coach" in answer.content.decode()


def test_its_maker_reads_back_what_he_captured_and_nobody_else(town, item):
    bilal = town["bilal"]
    _today, (line,) = refused_of(bilal)
    page = refused_page(bilal, item)
    assert (line.id, page.note, page.track_id, page.name) == (item, NOTE, None, "")
    assert refused_of(town["anouk"])[1] == ()
    with pytest.raises(NotFound):
        refused_page(town["anouk"], item)
    with pytest.raises(NotAllowed):
        refused_page(town["rachid"], item)


def test_tried_again_when_it_may_it_stands_in_the_file_at_its_own_time(town, track, item):
    with pytest.raises(NotFound):
        try_again(by=town["bilal"], item_id=item)
    assert refused_page(town["bilal"], item).note == NOTE
    leads(town, track)
    assert refused_page(town["bilal"], item).track_id == track
    try_again(by=town["bilal"], item_id=item)
    at_commit()
    assert [one.note for one in contacts(town, track)] == [NOTE]
    with acting(town["bilal"]):
        one, kept = Contact.objects.get(), SealedItem.objects.get()
        assert (one.pk, one.at, kept.state, kept.content) == (item, one.at, "taken", "")
        assert one.recorded_at > one.at
    for act in (try_again, let_be):
        with pytest.raises(Refused):
            act(by=town["bilal"], item_id=item)


def test_what_is_let_go_leaves_no_words(town, item, trail):
    let_be(by=town["bilal"], item_id=item)
    with acting(town["bilal"]):
        assert SealedItem.objects.filter(state="dropped", content="", sealed_key="").count() == 1
    assert refused_of(town["bilal"])[1] == () and "capture.refused_dropped" in trail


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "refused", "content": "QUJD"},
        {"digest": "0" * 64},
        {"made_by_id": None},
        {"state": "taken"},
        {"number": 9},
    ],
)
def test_raw_a_refused_item_is_mended_as_a_whole_or_not(town, item, changes):
    changes = changes | ({"made_by_id": town["anouk"].user_id} if "made_by_id" in changes else {})
    with acting(town["bilal"]), pytest.raises(DatabaseError), transaction.atomic():
        SealedItem.objects.filter(pk=item).update(**changes)
    empty = {"why": "", "key_id": "", "sealed_key": "", "nonce": "", "content": ""}
    for other in (town["anouk"], replace(town["bilal"], purpose="intake")):
        with acting(other):
            assert not SealedItem.objects.filter(pk=item).update(state="dropped", **empty)


def test_the_screen_says_why_and_what_to_do(town, track, item):
    client = sign_in(Client(), town["bilal"])
    one = reverse("refused_item", args=[item])
    listed = client.get(reverse("refused_items")).content.decode()
    assert one in listed and NOTE not in listed
    assert NOTE in client.get(one).content.decode()
    again = client.post(one)
    assert again.status_code == 422 and "Je bent niet de coach" in again.content.decode()
    leads(town, track)
    assert client.post(one).status_code == 302
    assert "Alles wat je stuurde" in client.get(reverse("refused_items")).content.decode()
    assert client.get(one).status_code == 409


def test_for_everybody_else_it_is_not_there(town, item):
    one, drop = (reverse(name, args=[item]) for name in ("refused_item", "drop_item"))
    for who in ("anouk", "wim"):
        client = sign_in(Client(), town[who])
        answers = (client.get(one), client.post(one), client.post(drop))
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    for who in ("rachid", "lotte", "petra", "vera", "denzel", "bas"):
        assert sign_in(Client(), town[who]).get(one).status_code in (403, 404)
    for answer in (Client().get(one), Client().post(drop)):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/inloggen/")
    assert sign_in(Client(), town["bilal"]).get(drop).status_code == 405


def test_without_the_key_it_says_so_and_stays(town, item, monkeypatch):
    monkeypatch.setenv("HOUVAST_KEYS", "")
    answer = sign_in(Client(), town["bilal"]).get(reverse("refused_item", args=[item]))
    assert answer.status_code == 409 and "De sleutel van dit contact" in answer.content.decode()
    with acting(town["bilal"]):
        assert SealedItem.objects.get().state == "refused"
