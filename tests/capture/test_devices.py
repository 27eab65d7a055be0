"""A phone that is lost: names go from it, nothing comes in from it, what it sealed stays there."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.models import User
from houvast.accounts.rules import Purpose
from houvast.capture.actions.devices import call_device, give_back, lose, register
from houvast.capture.actions.intake import receive
from houvast.capture.actions.places import allow_labels
from houvast.capture.models import Device, SealedItem
from houvast.capture.reads.device_standing import standing_of
from houvast.capture.reads.devices import device_page, devices_page
from houvast.capture.rules.devices import MOST_DEVICES, DeviceLost, Standing, holds, standing
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from tests.cast import sign_in

STAND, NAMES, PACKAGE, SAY = (
    reverse(f"sync_{one}") for one in ["stand", "names", "package", "device"]
)
NUMBERS = st.lists(st.integers(1, 60), max_size=5).map(tuple)


@given(st.booleans(), st.integers(0, 99), NUMBERS)
def test_no_name_is_on_a_device_where_none_may_be(allowed, caseload, numbers):
    found = holds(allowed=allowed, caseload=caseload, missing=numbers)
    assert (found.names, found.missing) == (caseload if allowed else 0, numbers)


@given(st.booleans(), st.booleans())
def test_lost_goes_before_everything(lost, heard):
    assert (standing({"lost": lost, "heard": heard}) is Standing.REVOKED) == lost


@pytest.fixture
def known(town, phone):
    """The row of the phone, in the hands of anouk."""
    register(by=town["anouk"], device=phone.id)
    with acting(town["anouk"]):
        return Device.objects.get().pk


def header(phone):
    return {"Houvast-Device": str(phone.id)}


def asks(client, phone, address=STAND):
    return client.get(address, headers=header(phone))


def test_a_device_makes_itself_known_once_and_is_heard_again_after_a_day(town, phone):
    client = sign_in(Client(enforce_csrf_checks=True), town["anouk"])
    stand = asks(client, phone).json()
    assert stand["device"] == "unheard"
    token = header(phone) | {"X-CSRFToken": stand["csrf"]}
    assert client.post(SAY, headers=header(phone)).status_code == 403
    for _turn in range(2):
        assert client.post(SAY, headers=token).json() == {"device": "known", "before": None}
    assert client.post(SAY, headers={"X-CSRFToken": stand["csrf"]}).status_code == 422
    assert asks(client, phone).json()["device"] == "known"
    with acting(town["anouk"]):
        assert Device.objects.count() == 1
        Device.objects.update(seen_at=timezone.now() - timezone.timedelta(days=2))
    assert asks(client, phone).json()["device"] == "unheard"
    assert sign_in(Client(), town["petra"]).post(SAY, headers=header(phone)).status_code == 403
    assert Client().post(SAY, headers=header(phone)).status_code == 401


def test_who_makes_up_devices_is_stopped(town, known):
    for _turn in range(MOST_DEVICES - 1):
        register(by=town["anouk"], device=uuid4())
    with pytest.raises(Refused, match="te veel toestellen"):
        register(by=town["anouk"], device=uuid4())
    client = sign_in(Client(), town["anouk"])
    answer = client.post(SAY, headers={"Houvast-Device": str(uuid4())})
    assert (answer.status_code, "te veel" in answer.json()["reason"]) == (422, True)


@pytest.mark.parametrize("who", ["anouk", "lotte", "rachid"])
def test_lost_it_hears_so_in_whose_hands_it_is_and_sends_nothing(town, track, phone, known, who):
    allow_labels(by=town["petra"], allowed=True)
    mine, other = (sign_in(Client(), town[one]) for one in ("anouk", "bilal"))
    lose(by=town[who], device_id=known)
    item = phone.talked(town["anouk"], track)
    for client in (mine, other, Client()):
        for answer in (asks(client, phone), asks(client, phone, NAMES)):
            assert (answer.status_code, answer.json()) == (409, {"device": "revoked"})
        sent = client.post(
            PACKAGE, phone.body(item), content_type="application/json", headers=header(phone)
        )
        assert (sent.status_code, sent.json()) == (409, {"device": "revoked"})
    with pytest.raises(DeviceLost):
        receive(by=town["anouk"], package=phone.sends(item))
    with acting(town["anouk"]):
        assert not SealedItem.objects.exists()
    assert mine.get(STAND, headers={"Houvast-Device": str(uuid4())}).status_code == 200


def begun_on(device, who, town):
    """A session of somebody that says on which device it is."""
    client = sign_in(Client(), town[who])
    assert client.post(SAY, headers={"Houvast-Device": str(device)}).status_code == 200
    return client


def still_open(*clients):
    return [one.get(reverse("contact")).status_code == 200 for one in clients]


@pytest.mark.parametrize("who", ["anouk", "lotte"])
def test_who_is_signed_in_on_it_is_not_any_more_and_nobody_else(town, phone, known, who):
    """README 22: also who found it, and another colleague who used it; a desk stays open."""
    there, colleague = (begun_on(phone.id, name, town) for name in ("anouk", "bilal"))
    other = begun_on(uuid4(), "anouk", town)
    desk = sign_in(Client(), town["anouk"])
    assert still_open(there, colleague, other, desk) == [True] * 4
    lose(by=town[who], device_id=known)
    assert still_open(there, colleague, other, desk) == [False, False, True, True]


def test_a_session_that_does_not_say_on_which_device_it_is_is_asked(town, phone):
    before, after = begun_on(phone.id, "anouk", town), sign_in(Client(), town["anouk"])
    assert [asks(one, phone).json()["device"] for one in (before, after)] == ["known", "unheard"]


def test_what_waits_on_it_comes_when_another_gives_it_back(town, track, phone, known, trail):
    anouk, item = town["anouk"], phone.talked(town["anouk"], track)
    lose(by=anouk, device_id=known)
    with pytest.raises(Refused, match="al afgemeld"):
        lose(by=anouk, device_id=known)
    with pytest.raises(NotAllowed):
        give_back(by=anouk, device_id=known)
    give_back(by=town["lotte"], device_id=known)
    with pytest.raises(Refused, match="niet meer afgemeld"):
        give_back(by=town["lotte"], device_id=known)
    assert [one.state.value for one in receive(by=anouk, package=phone.sends(item))] == ["new"]
    assert {"capture.device_lost", "capture.device_given_back"} <= set(trail)


def test_names_go_from_the_phone_of_who_has_no_access_now(town, phone, known):
    assert standing_of(phone.id, None) is not Standing.REVOKED
    for change in ({"suspended_at": timezone.now()}, {"suspended_at": None, "is_active": False}):
        User.objects.filter(pk=town["anouk"].user_id).update(**change)
        assert asks(Client(), phone).status_code == 409
    assert asks(sign_in(Client(), town["bilal"]), phone).status_code == 200


def test_what_it_may_hold_is_told_to_its_owner_and_to_who_steers(town, track, phone, known):
    anouk = town["anouk"]
    receive(by=anouk, package=phone.sends(phone.counted(anouk), phone.counted(anouk, number=4)))
    for who in ("anouk", "lotte", "rachid"):
        page = device_page(town[who], known)
        assert (page.holds.names, page.holds.missing, page.newest) == (0, (2, 3), 4)
    allow_labels(by=town["petra"], allowed=True)
    assert [device_page(town[who], known).holds.names for who in ("anouk", "lotte")] == [1, 1]
    for who in ("bilal", "hugo", "wim"):
        assert known not in {one.id for one in devices_page(town[who]).devices}
        with pytest.raises(NotFound):
            device_page(town[who], known)
    for who in ("petra", "vera", "denzel", "bas"):
        with pytest.raises(NotAllowed):
            devices_page(town[who])


@pytest.mark.parametrize(
    ("who", "change"),
    [
        ("lotte", {"name": "Van mij"}),
        ("anouk", {"device": uuid4()}),
        ("anouk", {"lost_at": timezone.now()}),
        ("lotte", {"user_id": None}),
    ],
)
def test_raw_a_device_stays_whose_it_is(town, known, who, change):
    change = {one: town["bilal"].user_id if one == "user_id" else it for one, it in change.items()}
    with acting(town[who]), pytest.raises(DatabaseError), transaction.atomic():
        Device.objects.update(**change)


def test_raw_a_lost_device_sends_nothing_and_its_owner_does_not_give_it_back(
    town, track, phone, known
):
    anouk, now = town["anouk"], timezone.now()
    with acting(anouk), pytest.raises(DatabaseError, match="is named"), transaction.atomic():
        Device.objects.update(lost_at=now, lost_by=town["lotte"].user_id)
    receive(by=anouk, package=phone.sends(phone.counted(anouk)))
    with acting(anouk):
        row = SealedItem.objects.get()
    lose(by=town["lotte"], device_id=known)
    row.pk, row.number = uuid4(), 2
    for act in (lambda: Device.objects.update(lost_at=None, lost_by=None), row.save):
        row._state.adding = True
        no = pytest.raises(DatabaseError, match=r"gives it back|that is lost")
        with acting(anouk), no, transaction.atomic():
            act()
    for who in (town["hugo"], town["bilal"], replace(town["lotte"], purpose=Purpose.INTAKE)):
        with acting(who):
            assert not Device.objects.update(lost_at=None, lost_by=None)


@pytest.mark.django_db(transaction=True)
def test_said_while_it_sends_it_is_all_before_or_nothing_after(town, track, phone, known):
    """A package and "lost" at the same moment: no letter is kept after it was said, and no 500."""
    items = [phone.counted(town["anouk"]) for _turn in range(12)]

    def sends():
        try:
            return len(receive(by=town["anouk"], package=phone.sends(*items)))
        except DeviceLost:
            return 0
        finally:
            connection.close()

    def loses():
        try:
            lose(by=town["lotte"], device_id=known)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        sent, said = both.submit(sends), both.submit(loses)
        said.result(), sent.result()
    with acting(town["lotte"]):
        lost_at = Device.objects.get().lost_at
    with acting(town["anouk"]):
        times = list(SealedItem.objects.values_list("received_at", flat=True))
    assert len(times) <= len(items) and lost_at is not None
    with pytest.raises(DeviceLost):
        receive(by=town["anouk"], package=phone.sends(phone.counted(town["anouk"])))


def test_the_screens_lead_from_the_list_to_what_to_do_next(town, phone, known):
    one, gone, back = (
        reverse(name, args=[known]) for name in ("device", "lose_device", "give_back_device")
    )
    client, lead = (sign_in(Client(), town[who]) for who in ("anouk", "lotte"))
    assert client.post(one, {"name": " Werk  telefoon "}).status_code == 302
    assert "Werk telefoon" in lead.get(reverse("devices")).content.decode()
    assert client.post(one, {"name": "a" * 41}).status_code == 422
    assert lead.post(one, {"name": "x"}).status_code == 403
    assert "Meld dit toestel af" in client.get(gone).content.decode()
    assert client.post(gone).status_code == client.post(gone).status_code == 302
    assert "Wat nu?" in client.get(one).content.decode()
    assert client.get(gone).status_code == 302 and client.post(back).status_code == 403
    assert "Het is terug" in lead.get(one).content.decode()
    assert lead.post(back).status_code == lead.post(back).status_code == 302
    assert "Wat nu?" not in client.get(one).content.decode()


def test_for_everybody_else_it_is_not_there(town, known):
    addresses = [reverse(name, args=[known]) for name in ("device", "lose_device")]
    for who in ("bilal", "wim", "hugo"):
        client = sign_in(Client(), town[who])
        assert [client.get(one).status_code for one in addresses] == [404, 404]
        assert client.post(addresses[1]).status_code == 404
    for who in ("petra", "vera", "denzel", "bas", "tess"):
        client = sign_in(Client(), town[who])
        assert {client.get(one).status_code for one in addresses} == {403}
    assert Client().get(addresses[0]).status_code == 302
    back = reverse("give_back_device", args=[known])
    assert sign_in(Client(), town["lotte"]).get(back).status_code == 405


def test_its_owner_alone_names_it(town, known):
    with pytest.raises(NotFound):
        call_device(by=town["bilal"], device_id=known, name="Van mij")
