"""What proves each requirement of OWASP ASVS 5.0.0, for the chapters in `asvs.toml`."""

import ast
import tomllib
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.test_architecture import ROOT

SECTIONS = {"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2}
"""How many requirements each section has."""
GUESSES = 2**128


def test_each_requirement_has_its_evidence_or_says_what_is_missing():  # T-95
    chapters = tomllib.loads((ROOT / "tests" / "asvs.toml").read_text())
    every = {number: line for chapter in chapters.values() for number, line in chapter.items()}
    assert Counter(one.rpartition(".")[0] for one in every) == SECTIONS
    for number, line in every.items():
        assert line["level"] in (1, 2, 3) and bool(line.get("by")) != bool(line.get("missing"))
        for proof in line.get("by", ()):
            path, _, test = proof.partition("::")
            text = (ROOT / path).read_text()
            assert path.startswith("docs/") or test in named_in(text), f"{number}: {proof}"


def named_in(text):
    return {one.name for one in ast.parse(text).body if isinstance(one, ast.FunctionDef)}


@pytest.fixture
def anouk(town, client):
    return signed_in(client)


def signed_in(client):
    client.post(reverse("account_login"), {"login": "anouk", "password": PASSWORD})
    return client


def key_of(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client):
    return client.get(reverse("today")).status_code == 200


def test_a_session_has_a_key_of_its_own_that_nobody_guesses(anouk):
    first = key_of(anouk)
    again = key_of(signed_in(Client()))
    anouk.post(reverse("account_logout"))
    third = key_of(signed_in(anouk))
    assert len({first, again, third}) == 3
    assert all(len(set(one)) > 5 and 36 ** len(one) > GUESSES for one in (first, again, third))


def test_who_signs_out_is_out_also_with_the_cookie_that_he_kept(anouk):
    page = anouk.get(reverse("today")).content.decode()
    assert f'action="{reverse("account_logout")}"' in page, "on every page, with the account"
    kept = anouk.cookies.copy()
    assert is_in(anouk)
    anouk.post(reverse("account_logout"))
    anouk.cookies.update(kept)
    assert not is_in(anouk)
