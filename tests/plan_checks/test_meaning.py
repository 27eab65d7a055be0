"""A plan that is brought is looked at by meaning too, where that is installed and not off."""

import sys
from contextlib import contextmanager

import pytest
from django.urls import reverse

from houvast.database.context import acting
from houvast.plans import meaning
from houvast.plans.actions import arriving
from houvast.plans.models import Reading
from tests.cast import sign_in
from tests.plan_check.test_meaning import SAID, Told
from tests.plan_checks.conftest import PLAN, brought, manager
from tests.plan_checks.test_screens import question, text_of

WHOLE = f"{PLAN}\n## Verf\n\nDe straat is stil. {SAID}\n"
LIKE = "lijkt op de voorbeeldzin “"
BY_WORDS, BY_BOTH = "Houvast zocht op woorden.", "op zinnen die lijken op een voorbeeld"


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def told(monkeypatch, settings):
    """A model that says what a test wants, and whether it was asked for."""
    asked = []

    @contextmanager
    def instead(wanted):
        asked.append(wanted)
        yield Told(P04=[(SAID, 0.8)]) if wanted else None

    settings.EMBEDDING = ""
    monkeypatch.setattr(arriving, "meaning", instead)
    monkeypatch.setattr(arriving, "is_installed", lambda: True)
    return asked


def kept(by, reading):
    with acting(by):
        one = Reading.objects.get(pk=reading)
        some = one.suggestions.filter(about="P04").order_by("place")
        return one.engine, [[each["kind"] for each in row.reasons] for row in some]


def test_what_is_like_an_example_is_kept_with_its_model_and_says_why(petra, client, told):
    reading = brought(petra, WHOLE)
    engine, reasons = kept(petra, reading)
    assert engine == "hybrid/1 told/1" and ["like"] in reasons and told == [True]
    sign_in(client, petra)
    answer = client.get(question(reading))
    assert LIKE in text_of(answer) and "%" not in text_of(answer)
    assert f"<mark>{SAID}</mark>" in answer.content.decode()
    page = text_of(client.get(reverse("plan_check", args=[reading])))
    assert BY_BOTH in page and BY_WORDS not in page


def test_without_the_extra_or_turned_off_words_alone_are_asked(  # PL-06
    petra, client, told, settings, monkeypatch
):
    settings.EMBEDDING = "none"
    first = brought(petra, WHOLE)
    settings.EMBEDDING = ""
    monkeypatch.setattr(arriving, "is_installed", lambda: False)
    second = brought(petra, f"{WHOLE}\nNog een regel.\n")
    assert told == [False, False] and kept(petra, first) == kept(petra, second)
    assert kept(petra, first)[0] == "words/1"
    sign_in(client, petra)
    page = text_of(client.get(reverse("plan_check", args=[first])))
    assert BY_WORDS in page and BY_BOTH not in page
    assert LIKE not in text_of(client.get(question(first)))


def test_a_model_that_is_silent_leaves_a_plan_that_was_read_by_words(
    petra, settings, monkeypatch, caplog
):
    settings.EMBEDDING = ""
    monkeypatch.setattr(arriving, "is_installed", lambda: True)
    monkeypatch.setattr(meaning, "OURSELVES", [sys.executable, "-c", "pass"])
    monkeypatch.setattr(meaning, "name", lambda: "use3/0")
    assert kept(petra, brought(petra, WHOLE))[0] == "words/1"
    assert "the model gave no answer" in caplog.text
