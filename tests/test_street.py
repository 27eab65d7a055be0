"""The shell of the street: the same for everybody, without a session, and never an old one."""

import gzip
import json
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from houvast.settings import ROOT
from houvast.web import street
from tests.cast import sign_in

PLACES = ("/straat/", "/straat/wachtend/", "/sw.js", "/manifest.webmanifest")
SOURCE = ROOT / "src/houvast/web/static/street"


def test_everybody_gets_the_same_bytes_and_nobody_is_asked_who_he_is(
    town, django_assert_num_queries
):
    inside = sign_in(Client(), town["anouk"])
    inside.cookies["django_language"] = "en"
    for place in PLACES:
        with django_assert_num_queries(0):
            outside, theirs = Client().get(place), inside.get(place)
        assert outside.status_code == 200
        assert outside.content == theirs.content
        assert outside["Cache-Control"] == theirs["Cache-Control"] == "no-cache"
        assert outside.cookies == theirs.cookies == {}
        assert b"csrf" not in outside.content.lower()
        for method in ("post", "put", "delete"):
            assert getattr(inside, method)(place).status_code == 405


def test_the_shell_is_packed_for_who_can_unpack_it(client):
    for place in PLACES:
        plain, packed = client.get(place), client.get(place, headers={"accept-encoding": "gzip"})
        assert "Content-Encoding" not in plain and packed["Vary"] == "Accept-Encoding"
        if len(plain.content) > 200:
            assert packed["Content-Encoding"] == "gzip"
            assert gzip.decompress(packed.content) == plain.content
            assert len(packed.content) < len(plain.content)


def test_without_scripts_the_screen_leads_to_the_form_that_needs_none(client):
    page = client.get("/straat/").content.decode()
    bare = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "alleen met JavaScript" in bare and 'href="/contact/"' in bare
    assert 'id="capture" novalidate hidden' in page


def test_the_worker_keeps_the_shell_and_nothing_else(client, settings):
    said = client.get("/sw.js").content.decode()
    lines = dict(one.removeprefix("const ").split(" = ", 1) for one in said.splitlines()[:3])
    files, shells = (json.loads(lines[name].rstrip(";")) for name in ("FILES", "SHELLS"))
    assert shells == [reverse("street"), reverse("street_waiting")]
    assert [one for one in files if not one.startswith("/static/")] == shells
    assert all(finders.find(one.removeprefix("/static/")) for one in files[2:])
    assert {one.name for one in SOURCE.glob("*.js")} == {f"{one}.js" for one in street.MODULES}
    assert said.count("cache.add") == 1  # nothing comes in later
    assert "credentials: 'omit'" in said


def test_another_content_is_another_version(client, monkeypatch, tmp_path):
    before = client.get("/sw.js").content
    street._version.cache_clear()
    assert client.get("/sw.js").content == before
    real = finders.find

    def changed(name):
        path = Path(str(real(name)))
        if name != "street/sender.js":
            return path
        (tmp_path / "sender.js").write_bytes(path.read_bytes() + b" ")
        return tmp_path / "sender.js"

    monkeypatch.setattr(street.finders, "find", changed)
    street._version.cache_clear()
    assert client.get("/sw.js").content != before
    monkeypatch.undo()
    street._version.cache_clear()
    words = street._shell
    monkeypatch.setattr(street, "_shell", lambda name: words(name) + " ")
    assert client.get("/sw.js").content != before


def test_the_app_has_icons_of_the_size_it_says(client):
    said = json.loads(client.get("/manifest.webmanifest").content)
    assert said["start_url"] == said["scope"] == "/"
    assert said["shortcuts"][0]["url"] == "/straat/"
    assert {one["purpose"] for one in said["icons"]} == {"any", "maskable"}
    for one in said["icons"]:
        body = Path(str(finders.find(one["src"].removeprefix("/static/")))).read_bytes()
        assert body.startswith(b"\x89PNG")
        wide, high = struct.unpack(">II", body[16:24])
        assert one["sizes"] == f"{wide}x{high}"


@pytest.mark.parametrize("place", PLACES)
def test_a_device_may_use_the_worker_and_the_manifest(client, place):
    policy = client.get(place)["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["street", "street_waiting"])
def test_no_text_becomes_a_page_or_a_script_there(client, name):  # T-97
    policy = client.get(reverse(name))["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types worker;" in f"{policy};" and "allow-duplicates" not in policy
